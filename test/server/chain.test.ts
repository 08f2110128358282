/** What stands before and after a paper, and what a paper would be, over HTTP. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testApi } from '#test/http.ts'
import type { TestApi } from '#test/http.ts'
import { openShops, shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const here = '/companies/store'
const line = { quantity: '1', unitPrice: '100', revenue: '4000', taxCode: 'GB-S' }
const today = shopToday.toString()

interface Ground {
  readonly shop: Shop
  readonly api: TestApi
}

const grounds: Ground[] = []

before(async () => {
  for (const { shop } of await openShops()) {
    const now = () => shopToday.toZonedDateTime('UTC').toInstant()
    grounds.push({ shop, api: await testApi(shop.database, { now }) })
  }
})

after(async () => {
  for (const { api, shop } of grounds) {
    await api.close()
    await shop.drop()
  }
})

test('a chain tells what stands before and after, as far as one sees it', async () => {
  for (const { api, shop } of grounds) {
    const roles = ['billing lead', 'receipts clerk']
    const { session } = await api.human(shop.organization, undefined, roles)
    const write = writer(api, session)
    const chain = chainsOf(api)
    const bill = { customer: 'ANN', issuedOn: today, lines: [line] }
    const invoice = await write('sales-invoices', 'issue', bill)
    const note = await write('credit-notes', 'issue', {
      ...bill,
      invoice: invoice.id,
      reason: 'Part of it',
      lines: [{ ...line, unitPrice: '20', invoiceRow: 1 }],
    })
    const receipt = await write('receipts', 'post', {
      payer: 'ANN',
      receivedOn: today,
      bank: '1000',
      receivables: '1100',
      credit: '2120',
      amount: '96',
      settles: [{ item: invoice.number }],
    })
    const ofInvoice = `sales invoice ${invoice.number} issued`
    const ofNote = `credit note ${note.number} issued`
    const ofReceipt = `receipt ${receipt.number} posted`
    assert.deepEqual(await chain(session, 'sales-invoices', invoice.id), [
      200,
      [],
      [`${ofNote} 1`, `${ofReceipt} 1`],
    ])
    assert.deepEqual(await chain(session, 'credit-notes', note.id), [200, [`${ofInvoice} 1`], []])
    assert.deepEqual(await chain(session, 'receipts', receipt.id), [200, [`${ofInvoice} 1`], []])
    // Nobody learns of a paper, or of its chain, whose roles do not show it.
    const stranger = await api.human(shop.organization, undefined, ['tax officer'])
    const [status] = await chain(stranger.session, 'sales-invoices', invoice.id)
    const [seen] = [await api.get(stranger.session, `${here}/sales-invoices/${invoice.id}`)]
    assert.equal(status, seen.status)
    const missing = await chain(session, 'sales-invoices', note.id)
    assert.equal(missing[0], 404)
  }
})

test('a preview of writing tells what a paper would be', async () => {
  for (const { api, shop } of grounds) {
    const { session } = await api.human(shop.organization, undefined, ['billing lead'])
    const look = async (values: object, verb?: string) => {
      const body = { papers: [values], ...(verb === undefined ? {} : { verb }) }
      const found = await api.post(session, `${here}/sales-invoices?preview=true`, body)
      assert.equal(found.status, 200, found.text)
      const [one] = found.json['papers'] as {
        outcome: string
        paper: Readonly<Record<string, unknown>>
      }[]
      assert.ok(one !== undefined)
      return one
    }
    // What its links propose is told also while it cannot be written.
    const begun = await look({ customer: 'HANS', issuedOn: today, lines: [{ item: 'mug' }] })
    assert.equal(begun.outcome, 'refused')
    const { currency, dueOn, lines } = begun.paper
    assert.deepEqual([currency, dueOn], ['EUR', '2026-12-06'])
    const [first] = lines as Readonly<Record<string, unknown>>[]
    assert.deepEqual([first?.['description'], first?.['revenue']], ['A mug', '4000'])
    // What it comes to is told where it can be brought on, and nothing of it has happened.
    const whole = await look({ customer: 'ANN', issuedOn: today, lines: [line] }, 'issue')
    assert.deepEqual(
      [whole.outcome, whole.paper['net'], whole.paper['tax'], whole.paper['total']],
      ['done', '100', '20', '120'],
    )
    const draft = await look({ customer: 'ANN', issuedOn: today, lines: [line] })
    assert.deepEqual([draft.outcome, draft.paper['total']], ['done', null])
    const count = await api.get(session, `${here}/counts/sales-invoices?customer=HANS`)
    assert.equal(count.json['count'], 0)
  }
})

/** Writes papers of a kind and brings them on by a verb. */
function writer(api: TestApi, session: string) {
  return async (kind: string, verb: string, values: object) => {
    const done = await api.post(session, `${here}/${kind}`, { verb, papers: [values] })
    assert.equal(done.status, 201, done.text)
    const [paper] = done.json['papers'] as { id: string; number: string }[]
    assert.ok(paper !== undefined)
    return paper
  }
}

/** Asks for chains: the status, and what stands before and after. */
function chainsOf(api: TestApi) {
  const told = (list: unknown) =>
    (list as { name: string; number: string; state: string; distance: number }[]).map((one) =>
      [one.name, one.number, one.state, one.distance].join(' '),
    )
  return async (key: string, kind: string, id: string) => {
    const found = await api.get(key, `${here}/${kind}/${id}/chain`)
    return [found.status, told(found.json['before'] ?? []), told(found.json['after'] ?? [])]
  }
}
