/** The verbs of `me`: one's own news, tasks and preferences from a terminal. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { tell } from '#server/news/telling.ts'
import { booksOnAll, storeIn } from '#test/books.ts'
import { officeOf } from '#test/approvals/office.ts'
import { environmentOf, runHere } from '#test/cli/command.ts'

for (const { server, books } of await booksOnAll()) {
  after(() => books.drop())
  const { database } = books

  test(`one’s own news is read, on PostgreSQL ${server.version}`, async () => {
    const organization = await storeIn(database)
    const office = officeOf(database, organization)
    const [ann, ben] = [
      await office.holder('Ann Kay', 'billing clerk'),
      await office.holder('Ben Fox', 'billing clerk'),
    ]
    const named = { name: 'terminal', scopes: allScopes, createdBy: 'the test', person: ann }
    const key = await createKey(database, organization, named)
    assert.ok(key.ok)
    const env = { ...environmentOf(books), BACKSTAY_KEY: key.value.text }
    const fine = async (...words: string[]): Promise<string> => {
      const { code, out, err } = await runHere(words, env)
      assert.equal(code, 0, `${words.join(' ')}: ${err}`)
      return out
    }
    assert.equal(await fine('me', 'news'), 'There is no news.\n')
    assert.equal(await fine('me', 'tasks'), 'There is nothing to do.\n')
    const matter = { company: 'store', kind: 'sales invoice', key: ben, about: ben }
    await database.transaction(organization, (query) =>
      tell(query, organization, { person: ben, name: 'Ben Fox' }, [
        { ...matter, person: ann, what: 'mention' },
      ]),
    )
    // What is not there, or not to be read, is told by nothing but who it comes from.
    const news = await fine('me', 'news')
    assert.match(news, /^\* 20[\d-]+ [\d:]+ {2}mention, Ben Fox\n {4}something that you may not/)
    assert.equal(await fine('me', 'read', '--all'), '0 unread.\n')
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(news)?.[0] ?? ''
    assert.equal(await fine('me', 'read', id, '--unread'), '1 unread.\n')
    const set = ['--language', 'de', '--time-zone', 'Europe/Berlin', '--mail', 'comment=never']
    assert.match(
      await fine('me', 'preferences', ...set),
      /^language: de\ntime zone: Europe\/Berlin\n/,
    )
    const shown = await fine('me', 'preferences')
    assert.match(shown, /\ncomment by mail: never\n/)
    assert.match(shown, /\nmention by mail: at once\n/)
    assert.match(
      await fine('me', 'preferences', '--time-zone', ''),
      /time zone: as the device says/,
    )
    await wrongWords(env)
  })
}

/** Wrong words, and the sentences that answer them. */
async function wrongWords(env: Record<string, string>): Promise<void> {
  for (const [words, sentence] of [
    [['me', 'read'], /^NEWS: Name the news, or say --all\./],
    [['me', 'preferences', '--mail', 'comment=soon'], /^--mail: Write it as comment=never\./],
    [['me', 'preferences', '--time-zone', 'Nowhere'], /There is no such time zone\./],
  ] as const) {
    const { code, err } = await runHere(words, env)
    assert.ok(code === 1 || code === 2, words.join(' '))
    assert.match(err, sentence)
  }
}
