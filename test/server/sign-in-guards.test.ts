/** Who guesses at the door: what is answered, who waits how long, and whose login is whose. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { keyFileProblem } from '#server/access/entrance.ts'
import { owaspParameters, PasswordHasher } from '#server/access/password-hash.ts'
import { askForPassword } from '#server/access/links.ts'
import { keepPassword, passwordHashOf } from '#server/access/passwords.ts'
import { signIn } from '#server/access/sign-in.ts'
import { visitor } from '#server/access/visitor.ts'
import type { Database } from '#server/database/database.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi, TestHuman } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { codeOf, openBrowser, tokenIn } from '#test/server/browser.ts'
import type { Browser } from '#test/server/browser.ts'

interface House {
  readonly books: FreshBooks
  readonly database: Database
  readonly api: TestApi
  /** Two organizations with a store each. */
  readonly ours: string
  readonly theirs: string
  /** Runs SQL with all rights, as time would. */
  readonly ask: (text: string, ...values: unknown[]) => Promise<void>
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['an unknown mail, a wrong password and one who left take one hash and get one answer', alike],
  ['one mail in two organizations: each has its own password', twoOrganizations],
  ['where a password fits two organizations, the person chooses', chooses],
  ['nobody of one organization resets a login of another', notOurs],
  ['a hash of lower parameters is made anew at the next sign-in', strengthened],
  ['who guesses waits longer each time, on every server', guesser],
  ['after an hour of quiet the count begins anew', quiet],
  ['a refusal comes no sooner than its time, whoever is known', unhurried],
  ['strangers’ guesses do not lock the owner out', notLockedOut],
  ['five wrong codes end the second step, and codes are slowed down as well', codes],
  ['with another key file, recovery codes still let people in', otherKeyFile],
]

for (const server of await testServers()) {
  describe(`the guards of signing in on PostgreSQL ${server.version}`, () => {
    let house: House
    let client: pg.Client
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      const [ours, theirs] = [await storeIn(database), await storeIn(database)]
      client = new pg.Client(books.superuser)
      await client.connect()
      const ask = async (text: string, ...values: unknown[]) => {
        await client.query(text, values)
      }
      house = { books, database, api: await testApi(database), ours, theirs, ask }
    })
    after(async () => {
      await client.end()
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

const wrong = 'bent kettle dune wagon'

async function alike({ api, ours, ask }: House): Promise<void> {
  const [here, left, invited] = [
    await api.human(ours),
    await api.human(ours),
    await api.human(ours),
  ]
  await ask('update access.person set left_at = now() where id = $1', left.person)
  await ask('delete from access.credential where person = $1', invited.person)
  const answers = new Set<string>()
  for (const [email, password] of [
    ['nobody@example.com', wrong],
    ['no mail at all', wrong],
    [here.email, wrong],
    [left.email, wrong],
    [left.email, left.password],
    [invited.email, invited.password],
  ] as const) {
    const so = api.entrance.hasher.computations
    const reply = await openBrowser(api).post('/sign-in', { email, password })
    assert.equal(api.entrance.hasher.computations - so, 1, email)
    answers.add(`${reply.status} ${reply.text} ${String(reply.headers.get('set-cookie'))}`)
  }
  assert.equal(answers.size, 1)
  assert.match([...answers].join(), /^401 .*sign-in-refused/)
  const so = api.entrance.hasher.computations
  await openBrowser(api).post('/sign-in', { email: here.email, password: here.password })
  assert.equal(api.entrance.hasher.computations - so, 1)
}

async function twoOrganizations({ api, database, ours, theirs }: House): Promise<void> {
  const email = 'both@example.com'
  const [mine, their] = [await api.human(ours, email), await api.human(theirs, email)]
  const hash = await api.entrance.hasher.hash(wrong)
  const holder = { organization: theirs, person: their.person }
  await database.transaction(theirs, (query) => keepPassword(query, holder, hash))
  for (const [password, organization] of [
    [mine.password, ours],
    [wrong, theirs],
  ] as const) {
    const browser = openBrowser(api)
    const { json } = await browser.post('/sign-in', { email, password })
    assert.deepEqual([json['step'], json['organization']], ['signed-in', organization])
    assert.equal((await browser.get('/me')).json['organization'], organization)
  }
  const named = { email, password: mine.password, organization: theirs }
  assert.equal((await openBrowser(api).post('/sign-in', named)).status, 401)
  // A link is sent for each organization, and sets the password of that one alone.
  assert.equal((await openBrowser(api).post('/password-reset', { email })).status, 202)
  const token = await tokenIn(database, theirs, email)
  const renewed = 'wobbly giraffe fiddle'
  const body = { token, password: renewed }
  assert.equal((await openBrowser(api).post('/password-reset/password', body)).status, 200)
  const enter = async (password: string) =>
    (await openBrowser(api).post('/sign-in', { email, password })).json['organization']
  assert.deepEqual([await enter(renewed), await enter(mine.password)], [theirs, ours])
}

async function chooses({ api, ours, theirs }: House): Promise<void> {
  const email = 'chooser@example.com'
  const { password } = await api.human(ours, email)
  await api.human(theirs, email)
  const browser = openBrowser(api)
  const so = api.entrance.hasher.computations
  const { json } = await browser.post('/sign-in', { email, password })
  assert.equal(api.entrance.hasher.computations - so, 2)
  assert.deepEqual([json['step'], browser.cookie], ['organization', ''])
  const choices = json['choices'] as { organization: string; name: string; token: string }[]
  assert.deepEqual(choices.map(({ organization }) => organization).toSorted(), [ours, theirs])
  assert.ok(choices.every(({ name }) => name === 'The test store'))
  const token = choices.find(({ organization }) => organization === theirs)?.token
  const other = await browser.post('/sign-in/second-factor', { token, code: '123456' })
  assert.equal(other.status, 401)
  const chosen = await browser.post('/sign-in/organization', { token })
  assert.deepEqual([chosen.json['step'], chosen.json['organization']], ['signed-in', theirs])
  assert.equal((await browser.get('/me')).json['organization'], theirs)
  assert.equal((await browser.post('/sign-in/organization', { token })).status, 401)
  const named = { email, password, organization: ours }
  assert.equal((await browser.post('/sign-in', named)).json['organization'], ours)
}

async function notOurs({ api, ours, theirs }: House): Promise<void> {
  const their = await api.human(theirs)
  const mine = await api.human(ours)
  const nowhere = their.person.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
  for (const path of ['invitation', 'leaving', 'second-factor/removal']) {
    const [found, nothing] = [
      await api.post(mine.session, `/persons/${their.person}/${path}`, {}),
      await api.post(mine.session, `/persons/${nowhere}/${path}`, {}),
    ]
    assert.deepEqual([found.status, found.text], [404, nothing.text], path)
  }
  const { json } = await api.get(mine.session, '/persons?limit=500')
  const persons = json['persons'] as { id: string }[]
  assert.ok(persons.some(({ id }) => id === mine.person))
  assert.ok(persons.every(({ id }) => id !== their.person))
  const revoked = `/me/sessions/${their.session.split('_')[2] ?? ''}/revocation`
  assert.equal((await api.post(mine.session, revoked, {})).status, 404)
  assert.equal((await api.get(their.session, '/me')).status, 200)
}

async function strengthened({ api, database, ours }: House): Promise<void> {
  const { person, email, password } = await api.human(ours)
  const weak = new PasswordHasher({ parameters: { ...owaspParameters, memory: 8_192 } })
  const holder = { organization: ours, person }
  const kept = await weak.hash(password)
  await database.transaction(ours, (query) => keepPassword(query, holder, kept))
  assert.equal((await openBrowser(api).post('/sign-in', { email, password })).status, 200)
  const now = await database.transaction(ours, (query) => passwordHashOf(query, holder))
  assert.match(now ?? '', /\$m=19456,t=2,p=1\$/)
  assert.equal((await openBrowser(api).post('/sign-in', { email, password })).status, 200)
}

async function guesser({ api, database, ours, ask }: House): Promise<void> {
  const { email, password } = await api.human(ours)
  const second = await testApi(database)
  const [here, there] = [openBrowser(api), openBrowser(second)]
  there.address = here.address
  const guess = (browser: Browser) => browser.post('/sign-in', { email, password: wrong })
  for (const browser of [here, there, here, there, here]) {
    assert.equal((await guess(browser)).status, 401)
  }
  // The wait is twice as long after each failure, and at most a quarter of an hour. The last
  // failure is moved ten seconds ahead, so that a slow test does not outlast the wait.
  for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    await ask(`update access.attempt set last_at = last_at + interval '10 seconds'`)
    assert.equal((await guess(here)).status, 429)
    const refused = await there.post('/sign-in', { email, password })
    assert.deepEqual([refused.status, ruleOf(refused)], [429, 'too-many-attempts'])
    const told = Number(refused.headers.get('retry-after')) - 10
    assert.ok(told > wait - 8 && told <= wait, `${told} for ${wait}`)
    await ask(`update access.attempt set last_at = last_at - interval '16 minutes'`)
    assert.equal((await guess(here)).status, 401)
  }
  await ask(`update access.attempt set last_at = last_at - interval '16 minutes'`)
  assert.equal((await here.post('/sign-in', { email, password })).status, 200)
  assert.equal((await guess(here)).status, 401)
  assert.equal((await here.post('/sign-in', { email, password })).status, 200)
  // At an address, guesses at many mails count together.
  const spray = openBrowser(api)
  for (let at = 0; at < 50; at += 1) {
    await spray.post('/sign-in', { email: `spray${at}@example.com`, password: wrong })
  }
  assert.equal((await spray.post('/sign-in', { email, password })).status, 429)
  assert.equal((await openBrowser(api).post('/sign-in', { email, password })).status, 200)
  await second.close()
}

async function quiet({ api, ours, ask }: House): Promise<void> {
  const { email } = await api.human(ours)
  const browser = openBrowser(api)
  const guess = async () => (await browser.post('/sign-in', { email, password: wrong })).status
  for (let at = 0; at < 5; at += 1) assert.equal(await guess(), 401)
  await ask(`update access.attempt set last_at = last_at - interval '61 minutes'`)
  for (let at = 0; at < 5; at += 1) assert.equal(await guess(), 401)
  await ask(`update access.attempt set last_at = last_at + interval '10 seconds'`)
  assert.equal(await guess(), 429)
  // What is a day old is forgotten, fifty at each attempt, and takes no place.
  await ask(`update access.attempt set last_at = last_at - interval '25 hours'`)
  for (let at = 0; at < 5; at += 1) assert.equal(await guess(), 401)
  await ask(`do $$ begin
    assert not exists (select from access.attempt where last_at < now() - interval '1 day');
  end $$`)
}

async function unhurried({ api, database, ours }: House): Promise<void> {
  const { email } = await api.human(ours)
  const entrance = { ...api.entrance, refusalAfter: 300 }
  for (const mail of [email, 'nobody@example.com']) {
    const began = performance.now()
    const from = visitor('192.0.2.77', '')
    const refused = await signIn({ database, entrance }, { email: mail, password: wrong }, from)
    assert.ok('ok' in refused && !refused.ok)
    const halfway = performance.now()
    assert.equal(await askForPassword({ database, entrance }, mail, from), null)
    // A timer may come a millisecond early.
    assert.ok(halfway - began > 298 && performance.now() - halfway > 298)
  }
}

async function notLockedOut({ api, database, ours }: House): Promise<void> {
  const { email, password } = await api.human(ours)
  const owner = openBrowser(api)
  assert.equal((await owner.post('/sign-in', { email, password })).status, 200)
  let last = 0
  for (let at = 0; at < 25; at += 1) {
    last = (await openBrowser(api).post('/sign-in', { email, password: wrong })).status
  }
  assert.equal(last, 429)
  // From where the owner came in before, nothing is felt of it …
  assert.equal((await owner.post('/sign-in', { email, password })).status, 200)
  // … and from elsewhere, a link of a new password makes the address known.
  const away = openBrowser(api)
  assert.equal((await away.post('/sign-in', { email, password })).status, 429)
  assert.equal((await away.post('/password-reset', { email })).status, 202)
  const token = await tokenIn(database, ours, email)
  const renewed = { token, password: 'wobbly giraffe fiddle' }
  assert.equal((await away.post('/password-reset/password', renewed)).status, 200)
  const entered = await away.post('/sign-in', { email, password: renewed.password })
  assert.equal(entered.status, 200)
}

async function codes(house: House): Promise<void> {
  const { api, ours, ask } = house
  const human = await api.human(ours)
  const secret = await addApp(house, human)
  const browser = openBrowser(api)
  const begin = async () => {
    const { email, password } = human
    return (await browser.post('/sign-in', { email, password })).json['token'] as string
  }
  const token = await begin()
  const guess = (code: string) => browser.post('/sign-in/second-factor', { token, code })
  for (let at = 0; at < 5; at += 1) assert.equal((await guess('000000')).status, 401)
  api.clock.now += 30_000
  const right = codeOf(secret, api)
  assert.deepEqual(
    [(await guess(right)).status, ruleOf(await guess(right))],
    [401, 'sign-in-refused'],
  )
  const again = { token: await begin(), code: right }
  const slowed = await browser.post('/sign-in/second-factor', again)
  assert.deepEqual([slowed.status, ruleOf(slowed)], [429, 'too-many-attempts'])
  await ask(`update access.attempt set last_at = last_at - interval '15 minutes'`)
  assert.equal((await browser.post('/sign-in/second-factor', again)).status, 200)
}

async function otherKeyFile(house: House): Promise<void> {
  const { api, database, ours } = house
  const human = await api.human(ours)
  const { recoveryCodes } = await addAppWithCodes(house, human)
  assert.equal(await keyFileProblem({ database, entrance: api.entrance }), null)
  const second = await testApi(database)
  await openBrowser(second, (await second.human(ours)).session).post('/me/authenticator-app')
  const problem = await keyFileProblem({ database, entrance: second.entrance })
  assert.equal(problem?.rule, 'key-file-differs')
  const browser = openBrowser(second)
  const { email, password } = human
  const { json } = await browser.post('/sign-in', { email, password })
  const show = (code = '') => browser.post('/sign-in/second-factor', { token: json['token'], code })
  const app = await show('123456')
  assert.deepEqual([app.status, ruleOf(app)], [422, 'second-factor-unavailable'])
  assert.ok(!app.text.includes('key'))
  assert.match(second.faults.splice(0).join(), /is not the one with which second factors were/)
  assert.equal((await show(recoveryCodes[0])).status, 200)
  await second.close()
}

interface AddedApp {
  readonly secret: string
  readonly recoveryCodes: readonly string[]
}

async function addAppWithCodes({ api }: House, { session }: TestHuman): Promise<AddedApp> {
  const browser: Browser = openBrowser(api, session)
  const secret = (await browser.post('/me/authenticator-app')).json['secret'] as string
  const code = codeOf(secret, api)
  const { json } = await browser.post('/me/authenticator-app/confirmation', { code })
  return { secret, recoveryCodes: json['recoveryCodes'] as string[] }
}

async function addApp(house: House, human: TestHuman): Promise<string> {
  return (await addAppWithCodes(house, human)).secret
}

function ruleOf(reply: Reply): string | undefined {
  return reply.json.problems?.[0]?.rule
}
