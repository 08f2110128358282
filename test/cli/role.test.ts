/** The verb `role` and the owner of `init`: who holds what, granted and ended from a terminal. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { booksOnAll } from '#test/books.ts'
import { environmentOf, runHere } from '#test/cli/command.ts'
import type { Ended } from '#test/cli/command.ts'

for (const { server, books } of await booksOnAll()) {
  after(() => books.drop())
  const env = environmentOf(books)
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const names = ['--organization', 'Example Ltd', '--company', 'store', '--currency', 'GBP']
  const owner = ['--owner-name', 'Ada Kay', '--owner-email', 'Ada@Example.com']
  const run = (...words: string[]): Promise<Ended> => runHere(words, env)
  const fine = async (...words: string[]): Promise<string> => {
    const { code, out, err } = await run(...words)
    assert.equal(code, 0, `${words.join(' ')}: ${err}`)
    return out
  }
  const numberIn = (text: string): string => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0] ?? ''

  test(here('init makes the first owner, once'), async () => {
    await fine('init', ...names, ...owner)
    assert.match(await fine('role', 'list'), /\nowner: Answers .*\n {2}[0-9a-f-]{36} {2}Ada Kay\n$/)
    const second = ['--organization', 'Example Ltd', '--company', 'shop', '--currency', 'GBP']
    const tom = ['--owner-name', 'Tom Fox', '--owner-email', 'tom@example.com']
    const refused = await run('init', ...second, ...tom)
    assert.equal(refused.code, 1)
    assert.match(refused.err, /has people with roles already.*\(owner-there\)/s)
    // Nothing of it stays: neither the company nor the person.
    await fine('init', ...second)
    const unknown = await run('role', 'grant', 'staff', '--to', 'Tom Fox')
    assert.match(unknown.err, /There is nobody called “Tom Fox”\. .*\(person-unknown\)/)
  })

  test(here('an owner is named whole'), async () => {
    for (const words of [
      ['--owner-name', 'Ada'],
      ['--owner-email', 'ada@example.com'],
      ['--owner-name', 'Ada', '--owner-email', 'nowhere'],
      ['--owner-name', ' ', '--owner-email', 'ada@example.com'],
    ]) {
      const { code, err } = await run('init', ...names, ...words)
      assert.equal(code, 2)
      assert.match(err, /^--owner-email: Name the owner with both/)
    }
  })

  test(here('roles are granted, listed and ended'), async () => {
    const where = ['--company', 'store', '--until', '2099-12-31']
    const given = await fine('role', 'grant', 'auditor', '--to', 'ada@example.com', ...where)
    const id = numberIn(given)
    assert.match(given, /^auditor: granted as [0-9a-f-]{36}\.\n$/)
    assert.match(
      await fine('role', 'list'),
      new RegExp(`${id} {2}Ada Kay {2}store {2}until 2099-12-31`),
    )
    const again = await run('role', 'grant', 'auditor', '--to', 'Ada Kay', ...where)
    assert.equal(again.code, 1)
    assert.match(again.err, /Ada Kay is an auditor there already\. .*\(role-held\)/)
    assert.match(await fine('role', 'end', id), /^The grant .* is ended\.\n$/)
    const ended = await run('role', 'end', id, '--json')
    assert.equal(ended.code, 1)
    const { problems } = JSON.parse(ended.out) as { problems: { rule: string; field: string }[] }
    assert.deepEqual([problems[0]?.rule, problems[0]?.field], ['grant-unknown', id])
  })

  test(here('a small firm acknowledges what one person combines, all or nothing'), async () => {
    const to = ['--to', 'Ada Kay']
    const blocked = await run('role', 'grant', 'bookkeeper', ...to)
    assert.equal(blocked.code, 1)
    assert.match(blocked.err, /Ada Kay may not combine “grant roles” \(as owner\) and/)
    const unsaid = await run('role', 'grant', 'bookkeeper', ...to, '--acknowledge', 'S14')
    assert.equal(unsaid.code, 2)
    assert.match(unsaid.err, /^--review: Say what stands in for the second person/)
    const exception = ['--acknowledge', 'S14', '--review', 'Our accountant, every month']
    // One of both is refused, so neither the roles nor the exception stay.
    const half = await run('role', 'grant', 'bookkeeper', 'treasurer', ...to, ...exception)
    assert.equal(half.code, 1)
    assert.doesNotMatch(await fine('role', 'list'), /bookkeeper: .*\n {2}/)
    const given = await fine('role', 'grant', 'bookkeeper', ...to, ...exception)
    assert.match(given, /An exception to S14 allows it for now\.\n/)
    assert.match(await fine('role', 'list'), /bookkeeper: .*\n {2}[0-9a-f-]{36} {2}Ada Kay\n/)
  })

  test(here('the last owner stays'), async () => {
    const { out } = await runHere(['role', 'list', '--json'], env)
    const { grants } = JSON.parse(out) as { grants: { id: string; role: string }[] }
    const id = grants.find(({ role }) => role === 'owner')?.id ?? ''
    const { code, err } = await run('role', 'end', id)
    assert.equal(code, 1)
    assert.match(err, /This is the last owner\. .*\(owner-last\)/)
  })
}
