/** Policies that are simulated before they are set, and the next numbers of papers, over HTTP. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { allFields } from '#kit/sight.ts'
import { simulate } from '#server/access/simulation.ts'
import type { Reads, Simulated } from '#server/access/simulation.ts'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { openShop, shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

interface House {
  readonly shop: Shop
  readonly api: TestApi
}

const cases: readonly (readonly [string, (house: House) => Promise<void>])[] = [
  ['a band stops what is within it, and says of what worth that is', bands],
  ['what is none is refused, and who oversees nothing learns nothing', refusals],
  ['of papers that are not read whole nothing is told; one statement reads them', classes],
  ['the next numbers are told, and a pattern is tried without being kept', numbers],
]

const now = shopToday.toZonedDateTime('UTC').toInstant()

for (const server of await testServers()) {
  describe(`policies and numbers that are tried on PostgreSQL ${server.version}`, () => {
    let house: House
    before(async () => {
      const shop = await openShop(server)
      house = { shop, api: await testApi(shop.database, { now: () => now }) }
      await issued(house, '100', '900', '2000')
    })
    after(async () => {
      await house.api.close()
      await house.shop.drop()
      assert.deepEqual(house.api.faults, [])
    })
    for (const [name, check] of cases) test(name, () => check(house))
  })
}

/** A session of somebody who holds these roles. */
async function sessionOf({ shop, api }: House, ...roles: string[]): Promise<string> {
  return (await api.human(shop.organization, undefined, roles)).session
}

/** Issues invoices of these prices. */
async function issued(house: House, ...prices: readonly string[]): Promise<void> {
  const line = { description: 'Repairs', quantity: '1', taxCode: 'GB-S', revenue: '4000' }
  const papers = prices.map((unitPrice) => ({
    customer: 'ANN',
    receivable: '1100',
    issuedOn: '2026-11-22',
    dueOn: '2026-12-22',
    currency: 'GBP',
    lines: [{ ...line, unitPrice }],
  }))
  const lead = await sessionOf(house, 'billing lead', 'accountant')
  const body = { papers, verb: 'issue' }
  const done = await house.api.post(lead, '/companies/store/sales-invoices', body)
  assert.equal(done.status, 201, done.text)
}

async function bands(house: House): Promise<void> {
  const owner = await sessionOf(house, 'owner')
  const asked = async (more: object): Promise<Record<string, unknown>> => {
    const words = { kind: 'sales invoice', verb: 'issue', ...more }
    const question = new URLSearchParams(words).toString()
    const reply = await house.api.get(owner, `/approval-simulations?${question}`)
    assert.equal(reply.status, 200, reply.text)
    return reply.json
  }
  const { days, looked, stopped, worth, papers } = await asked({ from: '50000' })
  assert.deepEqual([days, looked, stopped], [90, 3, 2])
  assert.deepEqual(worth, [{ currency: 'GBP', amount: '290000', digits: 2 }])
  assert.deepEqual(
    new Set((papers as { amount: string }[]).map(({ amount }) => amount)),
    new Set(['90000', '200000']),
  )
  assert.equal((await asked({ from: '50000', below: '100000' }))['stopped'], 1)
  assert.equal((await asked({ verb: 'void' }))['looked'], 0)
  assert.equal((await asked({ company: 'store' }))['stopped'], 3)
}

async function refusals(house: House): Promise<void> {
  const { api } = house
  const at = '/approval-simulations?kind=sales%20invoice'
  const strange = await api.get(await sessionOf(house, 'owner'), `${at}&verb=constructor`)
  assert.deepEqual([strange.status, strange.json.problems[0]?.rule], [422, 'verb-unknown'])
  const clerk = await sessionOf(house, 'billing clerk')
  assert.equal((await api.get(clerk, `${at}&verb=issue`)).status, 403)
}

async function classes(house: House): Promise<void> {
  const fields = allFields(salesInvoice.fields)
  const whole = await directly(house, () => fields)
  assert.deepEqual([whole.looked, whole.isPartial, whole.statements], [3, false, 1])
  const rest = fields.difference(new Set(['lines.unitPrice']))
  const { looked, stopped, worth, papers, isPartial } = await directly(house, () => rest)
  assert.deepEqual([looked, stopped, worth, papers, isPartial], [0, 0, [], [], true])
  assert.equal((await directly(house, () => null)).looked, 0)
}

/** Simulates a band of everything, as somebody who reads so much; counts the statements. */
async function directly(
  { shop: { database, organization } }: House,
  reads: Reads,
): Promise<Simulated & { readonly statements: number }> {
  let statements = 0
  const thought = { company: null, kind: 'sales invoice', verb: 'issue', from: 0n, below: null }
  const found = await database.transaction(organization, (query) => {
    const counting: typeof query = (statement) => {
      statements += 1
      return query(statement)
    }
    return simulate(counting, organization, salesInvoice, thought, reads, now)
  })
  return { ...found, statements }
}

async function numbers(house: House): Promise<void> {
  const { api } = house
  const at = '/companies/store/next-numbers'
  const administrator = await sessionOf(house, 'administrator')
  const next = async (more: object = {}): Promise<Record<string, unknown> | undefined> => {
    const question = new URLSearchParams({ kind: 'sales invoice', ...more }).toString()
    const reply = await api.get(administrator, `${at}?${question}`)
    assert.equal(reply.status, 200, reply.text)
    return (reply.json['numbers'] as Record<string, unknown>[])[0]
  }
  assert.equal((await next())?.['next'], 'INV-2026-00004')
  const tried = await next({ pattern: 'R-{000}', first: '12' })
  assert.deepEqual([tried?.['next'], tried?.['problems']], ['R-012', []])
  const wrong = await next({ pattern: 'RC-{year}-{0}' })
  const problems = wrong?.['problems'] as { rule: string }[]
  assert.deepEqual([wrong?.['next'], problems[0]?.rule], [null, 'series-other'])
  assert.equal((await next())?.['pattern'], 'INV-{year}-{00000}')
  const row = { pattern: 'R-{000}', first: 12 }
  const rows = (code: string): object => ({ rows: [{ code, ...row }] })
  const path = '/companies/store/numberings'
  const kept = await api.post(administrator, path, rows('sales invoice'))
  assert.equal(kept.status, 201, kept.text)
  assert.equal((await next())?.['next'], 'R-012')
  const refused = await api.post(await sessionOf(house, 'billing lead'), path, rows('receipt'))
  assert.equal(refused.status, 403, refused.text)
  assert.equal((await api.get(administrator, '/companies/no/next-numbers')).status, 404)
}
