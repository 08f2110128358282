import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { openOffice, usualRoles } from '#test/web/browser.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { clerk } from '#test/stories/shop.ts'
const office = await openOffice()
const { shop, api } = office
const base = { customer: 'ANN', issuedOn: '2026-11-20', lines: [{ item: 'mug', description: 'A mug', quantity: '3', unitPrice: '2.15', revenue: '4000', taxCode: 'GB-S' }] }
const ids = await shop.write(salesInvoice, Array.from({ length: 40 }, (_, at) => ({ ...base, issuedOn: `2026-${String(1 + (at % 11)).padStart(2, '0')}-10`, reference: at === 3 ? '<img src=x onerror=alert(1)>' : `PO ${at}` })), clerk)
console.log((await shop.act(salesInvoice, 'issue', ids.slice(0, 28), clerk)).filter((o) => o.outcome !== 'done').map((o) => JSON.stringify(o)).slice(0, 1))
const client = new pg.Client(shop.superuser); await client.connect()
if (process.argv[2] === 'many') {
await client.query(`insert into paper.sales_invoice (organization, company, id, state, number, customer, receivable, issued_on, due_on, currency, total, created_by, changed_by)
 select $1, 'store', gen_random_uuid(), 'issued', 'OLD-' || lpad(g::text, 6, '0'), case when g % 2 = 0 then 'ANN' else 'HANS' end, '1100', date '2024-01-01' + (g % 700), date '2024-02-01' + (g % 700), case when g % 2 = 0 then 'GBP' else 'EUR' end, g / 10.0, 'x', 'x' from generate_series(1, 20000) g`, [shop.organization])
await client.query('analyze paper.sales_invoice')
}
const human = await api.human(shop.organization, undefined, usualRoles)
writeFileSync('/tmp/wl-seat.json', JSON.stringify({ address: api.address, session: human.session }))
console.log(api.address)
setTimeout(() => process.exit(0), 70 * 60_000)
