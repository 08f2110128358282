/** Tests of what the log of calls keeps of an address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { pathNoter } from '#server/http/noted-path.ts'
import { operationsOf } from '#server/http/operations.ts'

function noted(id: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const operation = operationsOf(all).find((one) => one.id === id)
  assert.ok(operation !== undefined, id)
  return pathNoter(operation)(path, query)
}

test('of a path the company, periods and identifiers are kept, and codes are not', () => {
  const id = '01a204e6-4501-7000-9995-9bb695930f9c'
  const papers = '/companies/store/sales-invoices'
  assert.equal(noted('getSalesInvoice', `${papers}/${id}`), `${papers}/${id}`)
  assert.equal(noted('getParty', '/parties/ANN-SMITH'), '/parties/***')
  const period = '/companies/store/periods/202601/state'
  assert.equal(noted('setPeriodState', period), period)
})

test('of a query words that somebody typed are masked, and how much is asked for is kept', () => {
  const query = { state: 'draft', customer: 'ANN', limit: '50', nonsense: 'x' }
  assert.equal(
    noted('listSalesInvoices', '/companies/store/sales-invoices', query),
    '/companies/store/sales-invoices?state=draft&customer=***&limit=50&***=***',
  )
})
