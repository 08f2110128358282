/** `backstay person`: the link of the first person, the list, and a person who leaves. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { signIn } from '#server/access/sign-in.ts'
import { setPasswordByLink } from '#server/access/links.ts'
import { visitor } from '#server/access/visitor.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { firstServer } from '#test/postgres.ts'
import { codeOf, openBrowser } from '#test/server/browser.ts'
import { environmentOf, runHere, type Ended } from './command.ts'

const email = 'ann@example.com'
const from = visitor('192.0.2.1', 'the test')

interface Place {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly organization: string
  readonly run: (...words: string[]) => Promise<Ended>
}

const cases: readonly (readonly [string, (place: Place) => Promise<void>])[] = [
  ['the first person comes in by a link that is told once', firstPerson],
  ['whoever lost everything comes in by another', lostEverything],
  ['persons are listed, and one who leaves is out', listedAndGone],
  ['what is no mail or no name is refused', refusedWords],
]

describe('the command line’s verb person', () => {
  let place: Place
  before(async () => {
    const books = await freshBooks(await firstServer())
    const env = { ...environmentOf(books), BACKSTAY_URL: 'https://books.example/' }
    place = {
      books,
      api: await testApi(books.database),
      organization: await storeIn(books.database),
      run: (...words) => runHere(words, env),
    }
  })
  after(async () => {
    await place.api.close()
    await place.books.drop()
  })
  for (const [name, check] of cases) test(name, () => check(place))
})

const [first, second] = ['lantern teapot gravel', 'wobbly giraffe fiddle']

async function firstPerson(place: Place): Promise<void> {
  const words = ['person', 'invite', '--mail', 'Ann@Example.com', '--name', 'Ann Example']
  const made = await place.run(...words)
  assert.equal(made.code, 0, made.err)
  const [link = '', said = ''] = made.out.split('\n')
  assert.match(link, /^https:\/\/books\.example\/invitation#bst_\w{109}$/)
  assert.match(said, /^Give it to Ann Example and nobody else: it sets the password of ann@/)
  assert.ok(await accept(place, link, first))
  assert.ok(!(await accept(place, link, second)))
  assert.ok(await entersWith(place, first))
}

async function lostEverything(place: Place): Promise<void> {
  const { api, run } = place
  const browser = openBrowser(api)
  await browser.post('/sign-in', { email, password: first })
  const { json } = await browser.post('/me/authenticator-app')
  const code = codeOf(json['secret'] as string, api)
  const added = await browser.post('/me/authenticator-app/confirmation', { code })
  assert.equal(added.status, 200)
  assert.match((await run('person', 'list')).out, /human, second factor {2}Ann Example <ann@/)
  const words = ['person', 'invite', '--mail', email, '--forget-second-factor', '--json']
  const { link } = JSON.parse((await run(...words)).out) as { link: string }
  assert.ok(await accept(place, link, second))
  assert.ok(await entersWith(place, second))
}

async function listedAndGone(place: Place): Promise<void> {
  const { api, organization, run } = place
  await run('person', 'invite', '--mail', 'bob@example.com')
  await api.key(organization)
  const { out } = await run('person', 'list')
  const lines = out.replaceAll(/^[0-9a-f-]{36} {2}/gm, '').split('\n')
  assert.deepEqual(lines, [
    'human  Ann Example <ann@example.com>',
    'human, invited  bob <bob@example.com>',
    'program  tests',
    '',
  ])
  // Ann was the first to be let in, and so answers for everything until somebody else does.
  const last = await run('person', 'leave', email)
  assert.deepEqual([last.code, last.out], [1, ''])
  assert.match(last.err, /This is the last owner\. Make somebody else an owner first\./)
  assert.equal((await run('role', 'grant', 'owner', '--to', 'bob@example.com')).code, 0)
  const left = await run('person', 'leave', email)
  assert.match(left.out, /^Ann Example has left; no session and no key is taken any more\.\n$/)
  assert.match((await run('person', 'list')).out, /human, left \d{4}-\d{2}-\d{2} {2}Ann Example/)
  assert.ok(!(await entersWith(place, second)))
  assert.equal((await run('person', 'leave', out.slice(0, 36))).code, 0)
  for (const who of ['eve@example.com', 'nobody', '00000000-0000-7000-8000-000000000000']) {
    const unknown = await run('person', 'leave', who)
    assert.deepEqual([unknown.code, unknown.out], [1, ''])
    assert.match(unknown.err, /There is no such person here/)
  }
}

async function refusedWords({ run }: Place): Promise<void> {
  for (const mail of ['ann', 'ann@', 'ann@example', 'a b@example.com', 'ann@example.com\nBcc: x']) {
    const refused = await run('person', 'invite', '--mail', mail)
    assert.deepEqual([refused.code, refused.out], [2, ''])
    assert.match(refused.err, /^--mail: This is no mail address\./)
  }
  for (const name of ['', ' ', 'a\nb', 'x'.repeat(101), '\ud800']) {
    const words = ['person', 'invite', '--mail', 'new@example.com', '--name', name]
    const refused = await run(...words)
    assert.deepEqual([refused.code, refused.out], [1, ''], JSON.stringify(name))
  }
  assert.equal((await run('person', 'invite')).code, 2)
}

async function accept({ books, api }: Place, link: string, password: string): Promise<boolean> {
  const reception = { database: books.database, entrance: api.entrance }
  const shown = { token: link.split('#')[1] ?? '', password }
  return (await setPasswordByLink(reception, shown, 'invitation', from)).ok
}

async function entersWith({ books, api }: Place, password: string): Promise<boolean> {
  const reception = { database: books.database, entrance: api.entrance }
  const entered = await signIn(reception, { email, password }, from)
  return 'ok' in entered && entered.ok && entered.value.step === 'signed-in'
}
