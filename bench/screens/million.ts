/** A shop with as many invoices as somebody may have in years, and one of five hundred lines. */
import pg from 'pg'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import type { Shop } from '#test/stories/shop.ts'

/**
 * Writes invoices past their rules, as nobody but a superuser can: what is measured is how they are
 * shown. Nine of ten are issued.
 */
export async function fillInvoices({ superuser, organization }: Shop, count: number) {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(
    `insert into register.party (organization, code, name, currency, created_by, changed_by)
      select $1, 'F' || n, 'Friend ' || n || ' Limited', 'GBP', 'bench', 'bench'
      from generate_series(0, 4999) n`,
    [organization],
  )
  for (let from = 0; from < count; from += 100_000) {
    await client.query(
      `insert into paper.sales_invoice (organization, company, id, state, number, customer,
          receivable, issued_on, due_on, currency, reference, net, tax, total, created_by,
          changed_by)
        select $1, 'store', gen_random_uuid(),
          case when n % 10 > 0 then 'issued' else 'draft' end,
          case when n % 10 > 0 then 'OLD-' || to_char(n, 'FM0000000') end,
          'F' || (n * 7919::bigint % 5000), '1100', date '2024-01-01' + (n % 1050),
          date '2024-01-31' + (n % 1050), 'GBP', case when n % 3 = 0 then 'Order ' || n end,
          n % 10007, (n % 10007) / 5.0, (n % 10007) * 1.2, 'bench', 'bench'
        from generate_series($2::integer, $3::integer) n`,
      [organization, from, Math.min(count, from + 100_000) - 1],
    )
  }
  await client.query('vacuum analyze paper.sales_invoice')
  await client.end()
}

/** A draft of five hundred lines; answers its number. */
export async function longInvoice(shop: Shop): Promise<string> {
  const line = { item: 'POST', quantity: '1', unitPrice: '10', taxCode: 'GB-S', revenue: '4000' }
  const lines = Array.from({ length: 500 }, (_, at) => ({ ...line, description: `Line ${at + 1}` }))
  const bill = { customer: 'ANN', issuedOn: '2026-11-10', lines }
  const [id = ''] = await shop.write(salesInvoice, [bill])
  return id
}
