/** Amounts and IBANs in the command bar, as people type them; and which commands fit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fittingCommands } from './commands.ts'
import { amountIn, ibanForms } from './meant-texts.ts'

const english = { point: '.', group: ',' }
const german = { point: ',', group: '.' }

test('7 command palette: amounts are read in the habits of the language', () => {
  assert.equal(amountIn('1,234.50', english), '1234.5')
  assert.equal(amountIn('1.234,50', german), '1234.5')
  assert.equal(amountIn('£ 99', english), '99')
  assert.equal(amountIn('99 €', german), '99')
  for (const none of ['INV-2026-00001', 'mug', '3+4', '', '2026-11']) {
    assert.equal(amountIn(none, english), null)
  }
})

test('7 command palette: an IBAN is looked for with blanks and without', () => {
  const forms = ['GB82WEST12345698765432', 'GB82 WEST 1234 5698 7654 32']
  assert.deepEqual(ibanForms('gb82 west 1234 5698 7654 32'), forms)
  assert.deepEqual(ibanForms('GB82WEST12345698765432'), forms)
  assert.deepEqual(ibanForms('Ann Ltd'), ['Ann Ltd'])
})

test('7 command palette: all words fit, and what begins so comes first', () => {
  const command = (label: string) => ({ id: label, label, run: () => {} })
  const all = ['New sales invoice', 'Sales invoices', 'Sales', 'Journal'].map(command)
  const labels = (typed: string) => fittingCommands(all, typed).map(({ label }) => label)
  assert.deepEqual(labels('sales'), ['Sales invoices', 'Sales', 'New sales invoice'])
  assert.deepEqual(labels('inv new'), ['New sales invoice'])
  assert.deepEqual(
    labels(''),
    all.map(({ label }) => label),
  )
})
