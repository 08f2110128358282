/** Tests of templates of prints: holes and fields that are none are told, and text stays text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filledText, holesIn, linesIn, pathsIn } from '#kit/print-texts.ts'
import { templateWrong } from '#kit/print-template-rules.ts'
import { keptTexts } from '#test/hostile-texts.ts'

const kind = { name: 'sales invoice', once: ['number', 'dueOn'], inRows: ['lines.item'] }
const none = {
  code: 'sales invoice',
  aboveEnglish: null,
  aboveGerman: null,
  belowEnglish: null,
  belowGerman: null,
  facts: null,
  tableColumns: null,
}

function wrong(row: Partial<typeof none | Record<keyof typeof none, string>>): string[] {
  const found = templateWrong({ ...none, ...row }, kind, ['extra.colour'])
  return found.map(({ rule, field }) => `${rule} ${field}`)
}

test('16 print: fields that a paper has are chosen, its own ones too', () => {
  assert.deepEqual(wrong({}), [])
  const aboveEnglish = 'Invoice {number}, {extra.colour}, due on { dueOn }: {} {{}} {7*7}'
  const facts = 'dueOn, extra.colour'
  assert.deepEqual(wrong({ aboveEnglish, facts, tableColumns: 'lines.item' }), [])
})

test('16 print: a hole or field that is none is refused with its name', () => {
  const [problem] = templateWrong({ ...none, belowGerman: 'Bis {payBy}' }, kind, [])
  assert.deepEqual(problem, {
    rule: 'print-hole',
    field: 'belowGerman',
    message:
      '“{payBy}” is no field of the sales invoice. Take it out, or choose a field that it has ' +
      'once, such as {number}.',
  })
  // What rows have stands in the table, and what a paper has once beside the address.
  assert.deepEqual(wrong({ aboveEnglish: '{lines.item}' }), ['print-hole aboveEnglish'])
  assert.deepEqual(wrong({ facts: 'lines.item' }), ['print-field facts'])
  assert.deepEqual(wrong({ tableColumns: 'dueOn' }), ['print-field tableColumns'])
  assert.deepEqual(wrong({ facts: 'dueOn, number,dueOn' }), ['print-field-twice facts'])
  assert.deepEqual(wrong({ facts: 'constructor, __proto__' }), [
    'print-field facts',
    'print-field facts',
  ])
})

test('16 print: hostile text stays what it is, and what fills a hole is filled once', () => {
  for (const text of keptTexts)
    assert.equal(
      filledText(text, () => 'FILLED'),
      text,
    )
  assert.equal(
    filledText('{a} {b}', (path) => (path === 'a' ? '{b} $& $1' : 'B')),
    '{b} $& $1 B',
  )
})

test('lines and paths are read as people write them', () => {
  assert.deepEqual(holesIn('{number} {dueOn} {number}'), ['number', 'dueOn'])
  assert.deepEqual(pathsIn(' dueOn , number,\nextra.colour,'), ['dueOn', 'number', 'extra.colour'])
  assert.deepEqual(linesIn('The Shop\r\n\nLeeds  \n'), ['The Shop', '', 'Leeds'])
  assert.deepEqual(linesIn(null), [])
})
