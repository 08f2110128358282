/** A person's way through the house, over HTTP: invited, signed in, confirmed, helped, and gone. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createKey } from '#server/access/keys.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { giveRoles, testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { codeOf, mailsTo, openBrowser, timeUntil, tokenIn } from '#test/server/browser.ts'
import type { Browser } from '#test/server/browser.ts'

/** What the stories share: each goes on where the one before it ended. */
interface House {
  readonly books: FreshBooks
  readonly database: Database
  readonly api: TestApi
  readonly organization: string
  /** Who invites. */
  readonly owner: Browser
  readonly bea: Browser
  /** Bea's secret, her codes for bad days, and her number. */
  secret: string
  codes: string[]
  person: string
}

const email = 'bea@example.com'
const [first, second, third] = [
  'lantern teapot gravel',
  'wobbly giraffe fiddle',
  'bent dune kettle',
]

const stories: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['a person is invited by mail and sets a password, once', invited],
  ['she signs in, and the cookie is kept from scripts and other sites', signsIn],
  ['she adds an authenticator app, and gets ten recovery codes', addsApp],
  ['signing in takes a code then, each good once', signsInWithCode],
  ['her sessions are listed, and one that she ends is refused within five seconds', endsSession],
  ['a recovery code lets her in once', usesRecoveryCode],
  ['a new set of codes makes the old one void', renewsCodes],
  ['she shows again who she is, and the session has a new cookie', confirms],
  ['a changed password ends her other sessions', changesPassword],
  ['a forgotten one is set anew by mail; all sessions end, the app stays', forgets],
  ['whoever lost app and codes is helped by somebody who may', isHelped],
  ['who leaves is out within five seconds, with sessions and keys', leaves],
  ['who comes back sets a new password', returns],
  ['what happened is there to be read, with no secret in it', isRecorded],
]

for (const server of await testServers()) {
  describe(`signing in on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      const [api, organization] = [await testApi(database), await storeIn(database)]
      const owner = openBrowser(api, (await api.human(organization, 'owner@example.com')).session)
      const bea = openBrowser(api)
      house = { books, database, api, organization, owner, bea, secret: '', codes: [], person: '' }
    })
    after(async () => {
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, story] of stories) test(name, () => story(house))
  })
}

async function invited(house: House): Promise<void> {
  const { database, organization, owner } = house
  const made = await owner.post('/persons', { name: 'Bea Binder', email: ' Bea@Example.com ' })
  assert.equal(made.status, 201, made.text)
  assert.deepEqual([made.json['email'], made.json['password']], [email, false])
  house.person = made.json.id
  const again = await owner.post('/persons', { name: 'Bea', email })
  assert.deepEqual([again.status, ruleOf(again)], [422, 'person-exists'])
  const [mail] = await mailsTo(database, organization, email)
  assert.match(mail?.body ?? '', /https:\/\/books\.example\/invitation#bst_\w{109}\n/)
  const token = await tokenIn(database, organization, email)
  const stranger = openBrowser(house.api)
  const accept = (password: string) => stranger.post('/invitation', { token, password })
  for (const [password, rule] of [
    ['short', 'password-short'],
    ['Password2026!', 'password-guessable'],
    ['bea binder bea', 'password-guessable'],
    ['x'.repeat(129), 'password-long'],
  ] as const) {
    assert.deepEqual([(await accept(password)).status, ruleOf(await accept(password))], [422, rule])
  }
  const wrongPage = await stranger.post('/password-reset/password', { token, password: first })
  assert.deepEqual([wrongPage.status, ruleOf(wrongPage)], [401, 'link-invalid'])
  const accepted = await accept(first)
  assert.deepEqual([accepted.status, accepted.json['email']], [200, email])
  assert.deepEqual(
    [(await accept(second)).status, ruleOf(await accept(second))],
    [401, 'link-invalid'],
  )
  const { person } = house
  await database.transaction(organization, (query) =>
    giveRoles(query, organization, person, ['administrator']),
  )
}

async function signsIn({ bea, person, organization }: House): Promise<void> {
  const wrong = await bea.post('/sign-in', { email, password: second })
  assert.deepEqual([wrong.status, bea.cookie], [401, ''])
  const right = await bea.post('/sign-in', { email: 'BEA@example.com', password: first })
  assert.deepEqual([right.status, right.json['step']], [200, 'signed-in'])
  assert.match(
    bea.setLine,
    /^backstay_session=bss_\w{109}; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  assert.ok(!right.text.includes(bea.cookie))
  const { json } = await bea.get('/me')
  const told = [json['person'], json['organization'], json['confirmedBy'], json['authenticatorApp']]
  assert.deepEqual(told, [person, organization, 'password', false])
  assert.equal((await bea.get('/companies')).status, 200)
}

async function addsApp(house: House): Promise<void> {
  const { bea, api, database, organization } = house
  const old = bea.cookie
  const begun = await bea.post('/me/authenticator-app')
  house.secret = begun.json['secret'] as string
  assert.match(
    begun.json['address'] as string,
    new RegExp(`^otpauth://totp/Backstay%20\\(.*\\):bea%40example\\.com\\?secret=${house.secret}&`),
  )
  assert.equal((await bea.get('/me')).json['authenticatorApp'], false)
  const confirm = (code: string) => bea.post('/me/authenticator-app/confirmation', { code })
  assert.deepEqual([(await confirm('000000')).status, bea.cookie], [401, old])
  const confirmed = await confirm(codeOf(house.secret, api))
  assert.equal(confirmed.status, 200, confirmed.text)
  house.codes = confirmed.json['recoveryCodes'] as string[]
  assert.equal(new Set(house.codes).size, 10)
  assert.ok(house.codes.every((code) => /^(\w{4}-){3}\w{4}$/.test(code)))
  assert.notEqual(bea.cookie, old)
  assert.equal((await bea.get('/me')).json['confirmedBy'], 'totp')
  // A stolen copy of the cookie before is of no use when the servers' memory ends.
  const stolen = openBrowser(api, old)
  assert.ok((await timeUntil(401, () => stolen.get('/me'))) < 5_000)
  const twice = await bea.post('/me/authenticator-app')
  assert.deepEqual([twice.status, ruleOf(twice)], [422, 'second-factor-exists'])
  assert.match((await mailsTo(database, organization, email)).at(-1)?.body ?? '', /app was added/)
}

async function signsInWithCode({ bea, api, secret }: House): Promise<void> {
  assert.equal((await bea.post('/sign-out')).status, 200)
  assert.deepEqual([bea.cookie, (await bea.get('/me')).status], ['', 401])
  const password = { email, password: first }
  const asked = await bea.post('/sign-in', password)
  assert.deepEqual([asked.json['step'], bea.cookie], ['second-factor', ''])
  const token = asked.json['token']
  const show = (code: string) => bea.post('/sign-in/second-factor', { token, code })
  // This code confirmed the app a moment ago.
  assert.deepEqual([(await show(codeOf(secret, api))).status, bea.cookie], [401, ''])
  api.clock.now += 30_000
  const code = codeOf(secret, api)
  assert.equal((await show(code)).json['step'], 'signed-in')
  assert.equal((await bea.get('/me')).status, 200)
  assert.deepEqual([(await show(code)).status, ruleOf(await show(code))], [401, 'sign-in-refused'])
  const other = openBrowser(api)
  const { json } = await other.post('/sign-in', password)
  const again = await other.post('/sign-in/second-factor', { token: json['token'], code })
  assert.deepEqual([again.status, ruleOf(again)], [401, 'code-wrong'])
}

async function endsSession({ bea, api, secret }: House): Promise<void> {
  const phone = await inWithCode(openBrowser(api), api, secret, first)
  const { json } = await bea.get('/me/sessions')
  const sessions = json['sessions'] as Record<string, string | boolean>[]
  assert.deepEqual(
    sessions.map(({ current, address, agent }) => [current, address, agent]),
    [
      [false, phone.address, 'Browser of the tests'],
      [true, bea.address, 'Browser of the tests'],
    ],
  )
  const other = sessions[0]?.['id'] as string
  assert.equal((await phone.get('/me')).status, 200)
  assert.equal((await bea.post(`/me/sessions/${other}/revocation`)).status, 200)
  assert.equal((await bea.post(`/me/sessions/${other}/revocation`)).status, 404)
  assert.ok((await timeUntil(401, () => phone.get('/me'))) < 5_000)
  assert.equal(phone.cookie, '')
  const [one, two] = [
    await inWithCode(openBrowser(api), api, secret, first),
    await inWithCode(openBrowser(api), api, secret, first),
  ]
  assert.equal((await bea.post('/me/sessions/revocation')).json['ended'], 2)
  assert.ok((await timeUntil(401, () => one.get('/me'))) < 5_000)
  assert.equal((await two.get('/me')).status, 401)
  assert.equal((await bea.get('/me')).status, 200)
}

async function usesRecoveryCode({ api, codes, database, organization }: House): Promise<void> {
  const browser = openBrowser(api)
  const token = async () =>
    (await browser.post('/sign-in', { email, password: first })).json['token'] as string
  const typed = (codes[0] ?? '').toLowerCase().replaceAll('-', ' ')
  const show = async (code: string) =>
    await browser.post('/sign-in/second-factor', { token: await token(), code })
  assert.equal((await show(typed)).json['step'], 'signed-in')
  assert.equal((await browser.get('/me')).json['recoveryCodes'], 9)
  assert.deepEqual([(await show(typed)).status, ruleOf(await show(typed))], [401, 'code-wrong'])
  const [news] = (await mailsTo(database, organization, email)).slice(-1)
  assert.match(news?.body ?? '', /recovery code was used/)
}

async function renewsCodes({ bea, codes, api }: House): Promise<void> {
  const made = await bea.post('/me/recovery-codes')
  const renewed = made.json['recoveryCodes'] as string[]
  assert.equal(renewed.filter((code) => codes.includes(code)).length, 0)
  const browser = openBrowser(api)
  const { json } = await browser.post('/sign-in', { email, password: first })
  const show = (code = '') => browser.post('/sign-in/second-factor', { token: json['token'], code })
  assert.equal((await show(codes[1])).status, 401)
  assert.equal((await show(renewed[1])).status, 200)
  codes.splice(0, codes.length, ...renewed.slice(2))
}

async function confirms({ bea, api, secret }: House): Promise<void> {
  const old = bea.cookie
  const nothing = await bea.post('/me/confirmation', { password: first })
  assert.deepEqual([nothing.status, ruleOf(nothing)], [422, 'proof-missing'])
  assert.equal((await bea.post('/me/confirmation', { code: '123456' })).status, 401)
  const { json: earlier } = await bea.get('/me')
  api.clock.now += 30_000
  assert.equal((await bea.post('/me/confirmation', { code: codeOf(secret, api) })).status, 200)
  assert.notEqual(bea.cookie, old)
  const { json: later } = await bea.get('/me')
  assert.equal(later['session'], earlier['session'])
  assert.ok(String(later['confirmedAt']) > String(earlier['confirmedAt']))
}

async function changesPassword({ bea, api, secret }: House): Promise<void> {
  const phone = await inWithCode(openBrowser(api), api, secret, first)
  assert.equal((await phone.get('/me')).status, 200)
  const change = (current: string, password: string) =>
    bea.post('/me/password', { current, password })
  const wrong = await change(third, second)
  assert.deepEqual([wrong.status, ruleOf(wrong)], [422, 'password-wrong'])
  assert.equal(ruleOf(await change(first, 'qwertyuiop123')), 'password-guessable')
  assert.equal((await change(first, second)).status, 200)
  assert.equal((await bea.get('/me')).status, 200)
  assert.ok((await timeUntil(401, () => phone.get('/me'))) < 5_000)
  assert.equal((await openBrowser(api).post('/sign-in', { email, password: first })).status, 401)
}

async function forgets(house: House): Promise<void> {
  const { bea, api, secret, database, organization } = house
  const stranger = openBrowser(api)
  const [known, unknown] = [
    await stranger.post('/password-reset', { email }),
    await stranger.post('/password-reset', { email: 'nobody@example.com' }),
  ]
  assert.deepEqual([known.status, known.text], [unknown.status, unknown.text])
  assert.equal(known.status, 202)
  const token = await tokenIn(database, organization, email)
  const set = await stranger.post('/password-reset/password', { token, password: third })
  assert.equal(set.status, 200, set.text)
  assert.ok((await timeUntil(401, () => bea.get('/me'))) < 5_000)
  const late = await openBrowser(api).post('/sign-in', { email, password: second })
  assert.equal(late.status, 401)
  await inWithCode(bea, api, secret, third)
  assert.equal((await bea.get('/me')).status, 200)
}

async function isHelped({ owner, bea, api, person }: House): Promise<void> {
  const path = `/persons/${person}/second-factor/removal`
  assert.equal((await owner.post(path)).status, 200)
  assert.deepEqual(
    [(await owner.post(path)).status, ruleOf(await owner.post(path))],
    [422, 'second-factor-missing'],
  )
  assert.ok((await timeUntil(401, () => bea.get('/me'))) < 5_000)
  const entered = await openBrowser(api).post('/sign-in', { email, password: third })
  assert.equal(entered.json['step'], 'signed-in')
  await bea.post('/sign-in', { email, password: third })
}

async function leaves(house: House): Promise<void> {
  const { owner, bea, api, person, organization } = house
  const key = await api.key(organization)
  const ofBea = await keyOf(house)
  assert.equal((await api.get(ofBea, '/companies')).status, 200)
  assert.equal((await bea.get('/me')).status, 200)
  const oneself = await bea.post(`/persons/${person}/leaving`)
  assert.deepEqual([oneself.status, ruleOf(oneself)], [422, 'own-leaving'])
  const left = await owner.post(`/persons/${person}/leaving`)
  assert.deepEqual([left.status, left.json['password']], [200, false])
  const again = await owner.post(`/persons/${person}/leaving`)
  assert.equal(again.json['leftAt'], left.json['leftAt'])
  assert.ok((await timeUntil(401, () => bea.get('/me'))) < 5_000)
  assert.equal((await api.get(ofBea, '/companies')).status, 401)
  assert.equal((await api.get(key, '/companies')).status, 200)
  const refused = await openBrowser(api).post('/sign-in', { email, password: third })
  assert.deepEqual([refused.status, ruleOf(refused)], [401, 'sign-in-refused'])
  const link = await owner.post(`/persons/${person}/invitation`)
  assert.deepEqual([link.status, ruleOf(link)], [422, 'person-left'])
}

async function returns({ owner, api, person, database, organization }: House): Promise<void> {
  const back = await owner.post('/persons', { name: 'Bea Baker', email })
  assert.deepEqual([back.status, back.json.id, back.json['leftAt']], [201, person, null])
  const browser = openBrowser(api)
  assert.equal((await browser.post('/sign-in', { email, password: third })).status, 401)
  const token = await tokenIn(database, organization, email)
  assert.equal((await browser.post('/invitation', { token, password: first })).status, 200)
  const entered = await browser.post('/sign-in', { email, password: first })
  assert.equal(entered.json['step'], 'signed-in')
}

async function isRecorded({ owner, person, secret, codes }: House): Promise<void> {
  const kinds: string[] = []
  const texts: string[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const tail: string = next === '' ? '' : `&before=${next}`
    const { json, text } = await owner.get(`/access-events?limit=20&person=${person}${tail}`)
    const events = json['events'] as { kind: string; address: string }[]
    kinds.push(...events.map(({ kind }) => kind))
    texts.push(text)
    next = json.next
  }
  const expected =
    'signed-in sign-in-failed signed-out session-ended confirmed confirmation-failed invited ' +
    'reset-asked password-set password-changed second-factor-added second-factor-removed ' +
    'recovery-codes-made recovery-code-used left returned key-made'
  assert.deepEqual([...new Set(kinds)].toSorted(), expected.split(' ').toSorted())
  assert.equal(kinds.at(-1), 'invited')
  const all = texts.join()
  for (const word of [first, second, third, secret, ...codes, 'bst_', 'bss_', '203.0.113.9']) {
    assert.ok(!all.includes(word), word)
  }
  assert.ok(all.includes('198.51.') && all.includes('Browser of the tests'))
}

/** Signs in with the next code of the app. */
async function inWithCode(
  browser: Browser,
  api: TestApi,
  secret: string,
  password: string,
): Promise<Browser> {
  const { json } = await browser.post('/sign-in', { email, password })
  api.clock.now += 30_000
  const code = codeOf(secret, api)
  const entered = await browser.post('/sign-in/second-factor', { token: json['token'], code })
  assert.equal(entered.json['step'], 'signed-in', entered.text)
  return browser
}

/** A key of Bea's own. */
async function keyOf({ database, organization, person }: House): Promise<string> {
  const named = { name: 'Bea’s', scopes: ['accounts:read'], createdBy: 'the test', person }
  const made = await createKey(database, organization, named)
  assert.ok(made.ok)
  return made.value.text
}

function ruleOf(reply: Reply): string | undefined {
  return reply.json.problems?.[0]?.rule
}
