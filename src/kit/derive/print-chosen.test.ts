/** Tests of what a template chooses of a print: columns in its order, own fields, and texts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chosenPrints, templateTexts } from '#kit/derive/print-chosen.ts'
import type { StoodTemplate } from '#kit/derive/print-chosen.ts'
import { exampleLayout, outwardLayout } from '#kit/derive/print-outward.ts'
import { transferColumns } from '#kit/derive/transfer.ts'
import { text } from '#kit/fields/text.ts'
import { wordingOf } from '#languages/wording.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'

const prints = salesInvoice.prints ?? assert.fail()
const own = { colour: { ...text({ label: 'Colour' }), optional: true } }
const columns = transferColumns(salesInvoice, own)
const none: StoodTemplate = {
  letterhead: null,
  logo: null,
  aboveEnglish: null,
  aboveGerman: null,
  belowEnglish: null,
  belowGerman: null,
  facts: null,
  tableColumns: null,
  footer: null,
  paperSize: null,
}
const printing = {
  ...wordingOf('en'),
  madeAt: Temporal.Instant.from('2026-11-22T10:30:00Z'),
  company: ['The shop'],
}

test('16 print: columns stand in the order of their choice, each in its table', () => {
  assert.equal(chosenPrints(prints, null, columns).tables, prints.tables)
  const tableColumns = 'taxes.tax, reckoned.priced, lines.item, reckoned.net'
  const { tables } = chosenPrints(prints, { ...none, tableColumns }, columns)
  assert.deepEqual(
    tables.map((table) => table.columns.map(({ path }) => path)),
    [['reckoned.priced', 'lines.item', 'reckoned.net'], ['taxes.tax']],
  )
  // What the description calls a column stays its title.
  assert.equal(tables[0]?.columns[0]?.title, 'Amount')
})

test('16 print: a text is that of the language, or of the other where it has none', () => {
  const value = (path: string): string => `<${path}>`
  const english = { ...none, aboveEnglish: 'For {number}.\n\nYours', footer: 'Bank 1\nVAT 2' }
  const { around, below } = templateTexts(english, 'de-AT', value)
  assert.deepEqual(around.above, ['For <number>.', 'Yours'])
  assert.deepEqual(around.footer, ['Bank 1', 'VAT 2'])
  assert.deepEqual(below, [])
  const both = { ...english, aboveGerman: 'Zu {number}.' }
  assert.deepEqual(templateTexts(both, 'de-AT', value).around.above, ['Zu <number>.'])
  assert.deepEqual(templateTexts(both, 'en', value).around.above, ['For <number>.', 'Yours'])
  assert.deepEqual(templateTexts(null, 'en', value), { around: {}, below: [] })
})

test('16 print: an own field stands beside the address, and an empty one does not', () => {
  const template = { ...none, facts: 'extra.colour, dueOn', letterhead: 'Northwind' }
  const paper = { id: 'a', number: 'INV-1', state: 'issued', extra: { colour: '{dueOn}' } }
  const layout = outwardLayout(salesInvoice, prints, columns, paper, { ...printing, template })
  assert.deepEqual(layout.facts, [{ label: 'Colour', value: '{dueOn}' }])
  assert.deepEqual(layout.from, ['Northwind'])
})

test('16 print: an example has something in each field that is printed', () => {
  const template = { ...none, facts: 'dueOn, extra.colour', belowEnglish: 'Due {dueOn}.' }
  const layout = exampleLayout(salesInvoice, prints, columns, { ...printing, template })
  assert.equal(layout.heading, 'Sales invoice INV-2026-00001')
  assert.deepEqual(layout.facts, [
    { label: 'Due on', value: 'Nov 22, 2026' },
    { label: 'Colour', value: 'Colour' },
  ])
  assert.equal(layout.tables[0]?.rows.length, 2)
  assert.deepEqual(layout.closing, ['Note', 'Due Nov 22, 2026.'])
})
