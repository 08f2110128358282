/** Half a year of trade in the shop of the stories: what reports and desks have to show. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { importJob } from '#server/transfer/job.ts'
import type { TestApi } from '#test/http.ts'
import { servicesOf } from '#test/jobs/ground.ts'
import { lead, pay, told } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const dimensions = { country: 'United Kingdom' }
const mugs = { item: 'mug', quantity: '3' }
const post = { item: 'POST', quantity: '1' }
const tea = { item: 'tea', quantity: '1.25', unitPrice: '31.99', discount: '10' }

/** Bills of half a year, in two currencies; the last is of the day itself. */
const bills = [
  { customer: 'ANN', issuedOn: '2026-06-15', dimensions, lines: [mugs, post] },
  { customer: 'ANN', issuedOn: '2026-07-20', dimensions, lines: [{ ...mugs, quantity: '40' }] },
  { customer: 'HANS', issuedOn: '2026-09-01', lines: [tea] },
  { customer: 'ANN', issuedOn: '2026-10-05', dimensions, lines: [{ ...mugs, quantity: '120' }] },
  { customer: 'HANS', issuedOn: '2026-11-10', lines: [{ ...tea, quantity: '3' }] },
  { customer: 'ANN', issuedOn: '2026-11-22', dimensions, lines: [mugs, post, post] },
]

/** Issues the bills, takes money for two, voids one, and leaves two drafts. */
export async function halfYear(shop: Shop): Promise<void> {
  const written = await shop.write(salesInvoice, bills)
  const issued = await shop.act(salesInvoice, 'issue', written)
  assert.equal(issued.filter(({ outcome }) => outcome === 'done').length, 6, told(issued).join())
  await pay(shop, 'INV-2026-00001', 894n)
  await pay(shop, 'INV-2026-00002', 5000n)
  await shop.act(salesInvoice, 'void', written.slice(5), lead)
  await shop.write(salesInvoice, [bills[0], bills[1]])
}

/** A file of another program: the second bill has two rows. */
export const oldBills = [
  'Bill;Buyer;Day;Count;Price',
  'OLD-1;ANN;2026-03-02;1;120.00',
  'OLD-2;ANN;2026-03-05;2;30.00',
  'OLD-2;ANN;2026-03-05;1;15.00',
].join('\r\n')

const mapping = {
  key: 'Bill',
  fields: {
    customer: { column: 'Buyer' },
    issuedOn: { column: 'Day' },
    'lines.quantity': { column: 'Count' },
    'lines.unitPrice': { column: 'Price' },
    'lines.revenue': { otherwise: '4000' },
    'lines.taxCode': { otherwise: 'GB-S' },
  },
  habits: { decimal: '.' },
}

/** Brings the file along under its numbers, and attaches the signed order to its second bill. */
export async function importOldBills(
  { database, organization }: Shop,
  api: TestApi,
): Promise<void> {
  const human = await api.human(organization, undefined, ['billing lead', 'accountant'])
  const services = servicesOf(database)
  const runner = startRunner({ services, kinds: [importJob], server: 'test', interval: 20 })
  try {
    const saved = { kind: 'sales invoice', name: 'old program', mapping }
    const kept = await api.post(human.session, '/import-mappings', saved)
    assert.equal(kept.status, 200, kept.text)
    const asked = 'kind=sales+invoice&verb=issue&mapping=old+program&file=old+bills.csv'
    const brought = await send(api, human.session, `/imports?${asked}`, oldBills)
    const at = `/companies/store/imports/${brought.id}`
    await until(api, human.session, at, 'staged')
    await api.post(human.session, `${at}/trial`, {})
    await until(api, human.session, at, 'staged')
    await api.post(human.session, `${at}/posting`, {})
    await until(api, human.session, at, 'posted')
  } finally {
    await runner.stop()
  }
  const found = await api.get(human.session, '/companies/store/sales-invoices?number=OLD-2')
  const [paper] = found.json['papers'] as { id: string }[]
  const files = `/sales-invoices/${paper?.id}/attachments?name=signed+order.txt&category=order`
  await send(api, human.session, files, 'We order three of them. Ann')
}

/** Sends bytes as a browser would. */
async function send(api: TestApi, session: string, path: string, body: string) {
  const reply = await api.send(`/api/v1/companies/store${path}`, {
    method: 'POST',
    headers: {
      cookie: `backstay_session=${session}`,
      origin: api.address,
      'content-type': 'application/octet-stream',
    },
    body,
  })
  assert.equal(reply.status, 201, reply.text)
  return reply.json
}

async function until(api: TestApi, session: string, at: string, state: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const reply = await api.get(session, at)
    const { job } = reply.json as unknown as { job: { state: string } | null }
    if (reply.json['state'] === state && job?.state === 'done') return
    await pause(20)
  }
  const reply = await api.get(session, at)
  throw new Error(`The import does not become ${state}: ${reply.text}`)
}
