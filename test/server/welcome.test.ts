/** Coming in by the link of the terminal, and from nothing to the first invoice, over HTTP. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { makeWelcome } from '#server/access/welcome.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { openBrowser } from '#test/server/browser.ts'
import type { Browser } from '#test/server/browser.ts'

interface House {
  readonly books: FreshBooks
  readonly api: TestApi
  readonly organization: string
}

const today = Temporal.Now.plainDateISO('UTC')
const form = {
  organization: 'Kestrel & Daughters',
  company: 'Kestrel & Daughters',
  country: 'GB',
  currency: 'GBP',
  timeZone: 'UTC',
  yearStarts: today.with({ month: 1, day: 1 }).toString(),
  name: 'Mia Kestrel',
  email: 'mia@example.com',
  password: 'lantern teapot gravel',
  review: 'My tax adviser looks at the books once a year.',
}

for (const server of await testServers()) {
  describe(`coming in on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const books = await freshBooks(server)
      const { database } = books
      house = { books, api: await testApi(database), organization: await storeIn(database) }
    })
    after(async () => {
      await house.api.close()
      await house.books.drop()
      assert.deepEqual(house.api.faults, [])
    })
    test('a link lets in once, as a person with roles and no password', () => once(house))
    test('only who came by the link begins an organization', () => onlyWelcomed(house))
    test('from the form to the first issued invoice, alone', () => founds(house))
    test('what the form lacks is refused, and nothing is left behind', () => refuses(house))
  })
}

async function comeIn({ books, api, organization }: House): Promise<Browser> {
  const link = await books.database.transaction(organization, (query) =>
    makeWelcome(query, api.entrance, organization, today),
  )
  const browser = openBrowser(api)
  const came = await browser.post('/welcome', { token: link.split('#')[1] })
  assert.equal(came.status, 200, came.text)
  return browser
}

async function once({ books, api, organization }: House): Promise<void> {
  const make = (): Promise<string> =>
    books.database.transaction(organization, (query) =>
      makeWelcome(query, api.entrance, organization, today),
    )
  const [early, link] = [await make(), await make()]
  assert.match(link, /^https:\/\/books\.example\/welcome#bst_/)
  const browser = openBrowser(api)
  assert.equal((await browser.post('/welcome', { token: early.split('#')[1] })).status, 401)
  assert.equal((await browser.post('/welcome', { token: link.split('#')[1] })).status, 200)
  assert.match(browser.setLine, /HttpOnly; SameSite=Strict/)
  const me = (await browser.get('/me')).json
  assert.deepEqual([me['name'], me['confirmedBy']], ['Ada Morgan', 'welcome'])
  const again = await openBrowser(api).post('/welcome', { token: link.split('#')[1] })
  assert.deepEqual([again.status, again.json.problems[0]?.rule], [401, 'link-invalid'])
  const tried = await openBrowser(api).post('/sign-in', {
    email: 'ada.morgan@example.com',
    password: '',
  })
  assert.notEqual(tried.status, 200)
  const roles = await books.database.transaction(organization, (query) =>
    query<{ role: string }>({
      text: `select g.role from access.grant_of_role g join access.person p
          on p.organization = g.organization and p.id = g.person
        where g.organization = $1 and p.name = 'Ada Morgan' order by g.role`,
      values: [organization],
    }),
  )
  assert.deepEqual(
    roles.map(({ role }) => role),
    ['accountant', 'billing lead', 'tax officer'],
  )
}

async function onlyWelcomed({ api, organization }: House): Promise<void> {
  const owner = openBrowser(api, (await api.human(organization, undefined, ['owner'])).session)
  assert.equal((await owner.get('/organizations/form')).json['allowed'], false)
  const refused = await owner.post('/organizations', { ...form, acknowledged: [] })
  assert.deepEqual([refused.status, refused.json.problems[0]?.rule], [403, 'welcome-missing'])
}

async function founds(house: House): Promise<void> {
  const browser = await comeIn(house)
  const told = (await browser.get('/organizations/form')).json
  assert.equal(told['allowed'], true)
  const exceptions = told['exceptions'] as { rule: string; sentence: string }[]
  assert.ok(exceptions.some(({ rule }) => rule === 'S14'))
  assert.ok(exceptions.every(({ sentence }) => sentence.endsWith('.')))
  const acknowledged = exceptions.map(({ rule }) => rule)
  const made = await browser.post('/organizations', { ...form, acknowledged })
  assert.equal(made.status, 201, made.text)
  assert.equal(made.json['company'], 'kestrel-daughters')
  const at = '/companies/kestrel-daughters'
  const me = (await browser.get('/me')).json
  assert.deepEqual([me['name'], me['organizationName']], [form.name, form.organization])
  const customer = { code: 'ANN', name: 'Ann Ltd', currency: 'GBP', receivable: '1100' }
  const item = { code: 'hour', name: 'An hour', kind: 'service', price: '80', revenue: '4000' }
  const wrote = await browser.post('/parties', { rows: [{ ...customer, daysToPay: 30 }] })
  assert.equal(wrote.status, 201, wrote.text)
  const sold = await browser.post(`${at}/items`, { rows: [{ ...item, taxCode: 'GB-S' }] })
  assert.equal(sold.status, 201, sold.text)
  const invoice = {
    customer: 'ANN',
    issuedOn: today.toString(),
    lines: [{ item: 'hour', quantity: '2', unitPrice: '80', taxCode: 'GB-S', revenue: '4000' }],
  }
  const issued = await browser.post(`${at}/sales-invoices`, {
    papers: [{ ...invoice, receivable: '1100', dueOn: today.toString(), currency: 'GBP' }],
    verb: 'issue',
  })
  assert.equal(issued.status, 201, issued.text)
  assert.match(issued.text, /"state":"issued"/)
  // She signs in again by mail and password, and may bring people in and grant them roles.
  const again = openBrowser(house.api)
  const { email, password } = form
  assert.equal((await again.post('/sign-in', { email, password })).json['step'], 'signed-in')
  assert.equal((await again.post('/persons', { name: 'Bo', email: 'bo@example.com' })).status, 201)
  assert.equal((await again.get('/duty-exceptions')).status, 200)
}

async function refuses(house: House): Promise<void> {
  const browser = await comeIn(house)
  const told = (await browser.get('/organizations/form')).json
  const acknowledged = (told['exceptions'] as { rule: string }[]).map(({ rule }) => rule)
  const send = async (change: object): Promise<unknown> => {
    const reply = await browser.post('/organizations', { ...form, acknowledged, ...change })
    return [reply.status, reply.json.problems[0]?.field]
  }
  assert.deepEqual(await send({ acknowledged: ['S14'] }), [422, 'acknowledged'])
  assert.deepEqual(await send({ yearStarts: '2019-01-01' }), [422, 'yearStarts'])
  assert.deepEqual(await send({ currency: 'XXX' }), [422, 'currency'])
  assert.deepEqual(await send({ password: 'kestrel kestrel' }), [422, 'password'])
  assert.deepEqual(await send({ email: 'mia' }), [422, 'email'])
  assert.deepEqual(await send({ review: '' }), [400, 'review'])
  const still = (await browser.get('/me')).json
  assert.equal(still['name'], 'Ada Morgan')
}
