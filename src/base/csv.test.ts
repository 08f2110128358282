/** Tests that text in CSV is quoted, guarded against formulas, and comes back as it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvField, withFormula, withoutFormula } from '#base/csv.ts'

test('a cell is quoted only where it must be', () => {
  const table: [string, string][] = [
    ['', ''],
    ['plain text', 'plain text'],
    ['a,b', '"a,b"'],
    ['5" pipe', '"5"" pipe"'],
    ['two\nlines', '"two\nlines"'],
    [' blank', '" blank"'],
    ['a;b', 'a;b'],
  ]
  for (const [text, written] of table) assert.equal(csvField(text), written)
  assert.equal(csvField('a;b', ';'), '"a;b"')
})

test('text that a spreadsheet would run is made plain text', () => {
  const harmful = ['=1+1', '+1', '-1', '@a', '\ta', '\ra', '\na', '  =1', '\u0001=1', '\n=1', '＝1']
  for (const text of harmful) assert.equal(withoutFormula(text), `'${text}`, JSON.stringify(text))
  for (const text of ['', 'a=1', '1-1', "'s-Gravenhage", ' a', 'Ann & Bob', "'"]) {
    assert.equal(withoutFormula(text), text)
    assert.equal(withFormula(text), text)
  }
})

test('what is guarded comes back as it was, what looks guarded among it', () => {
  assert.equal(withoutFormula("'=1"), "''=1")
  const letters = ["'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', 'a', '＝']
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...letters) }), (text) => {
      assert.equal(withFormula(withoutFormula(text)), text)
      assert.doesNotMatch(withoutFormula(text), /^(?:[\t\r\n]|\s*[=+\-@＝])/)
    }),
  )
})
