/** Tests that the example's payments are the same everywhere, and pay no more than there is. */
import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { test } from 'node:test'
import { parseDecimal } from '#base/decimal.ts'
import { readOnlineRetail } from './online-retail.ts'
import { paymentColumns, paymentRows } from './payments.ts'

const folder = new URL('../../../examples/online-retail/', import.meta.url)
const file = new URL('online-retail-2010-12-01-2011-06-30.csv.gz', folder)
const until = Temporal.PlainDate.from('2011-06-30')
const at = (title: (typeof paymentColumns)[number]): number => paymentColumns.indexOf(title)

function pence(text: string | null | undefined): bigint {
  return parseDecimal(text ?? '')?.units ?? assert.fail(`${text} is no sum`)
}

test('invoice 536365 is paid whole, on the Friday that its number says', async () => {
  const retail = await readOnlineRetail(createReadStream(file))
  assert.ok(retail.ok)
  const rows = [...paymentRows(retail.value.invoices, until)]
  const first = rows.find(({ cells }) => cells[at('InvoiceNo')] === '536365')
  assert.equal(first?.cells[at('Received')], '2010-12-31')
  assert.equal(first.cells[at('Paid')], '163.47')
  assert.equal(first.cells[at('Payment')], '2010-12-31 17850')

  const sums = new Map<string, bigint>()
  const items = new Set<string>()
  for (const { cells } of rows) {
    const key = cells[at('Payment')] ?? ''
    sums.set(key, (sums.get(key) ?? 0n) + pence(cells[at('Paid')]))
    const item = cells[at('InvoiceNo')] ?? ''
    assert.ok(!items.has(item), item)
    items.add(item)
    const day = Temporal.PlainDate.from(cells[at('Received')] ?? '')
    assert.ok(day.dayOfWeek === 5 && Temporal.PlainDate.compare(day, until) <= 0)
  }
  for (const { cells } of rows) {
    assert.equal(pence(cells[at('Sum')]), sums.get(cells[at('Payment')] ?? ''))
  }
  const total = [...sums.values()].reduce((sum, one) => sum + one, 0n)
  assert.deepEqual([rows.length, sums.size, total], [5213, 4520, 241_679_964n])
})
