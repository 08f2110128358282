/** Tests that cells of people's files are read where they mean one thing, and refused otherwise. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatDecimal, trimmed } from '#base/decimal.ts'
import { dayIn, figureIn, folded, habitsSchema, yesOrNoIn } from '#kit/reading.ts'
import type { Habits, Reading } from '#kit/reading.ts'

function habits(some: Partial<Habits> = {}): Habits {
  return habitsSchema.parse(some)
}

/** The JSON, or the reason in brackets. */
function told(reading: Reading): unknown {
  return 'json' in reading ? reading.json : `(${reading.why})`
}

test('a figure that can be read one way is read', () => {
  const table: [string, string][] = [
    ['12', '12'],
    ['12.50', '12.5'],
    ['12,50', '12.5'],
    ['-1.234,56', '-1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567', '1234567'],
    ['12345678901234,56', '12345678901234.56'],
    ['1 234,5', '1234.5'],
    ['1\u202f234,5', '1234.5'],
    ['1’234.50', '1234.5'],
    ['12,34,567.80', '1234567.8'],
    ['0,123', '0.123'],
    ['1234,567', '1234.567'],
    ['(12.50)', '-12.5'],
    ['12.50-', '-12.5'],
    ['\u221212,5', '-12.5'],
    ['+5', '5'],
    ['-0,00', '0'],
    [' 7 ', '7'],
    ['.5', '0.5'],
  ]
  for (const [written, meant] of table) assert.equal(told(figureIn(written, habits())), meant)
})

test('a figure that can be read two ways is refused with both, until the file says how', () => {
  const remedy = 'Say which mark stands before the decimals.'
  assert.equal(told(figureIn('1.234', habits())), `(“1.234” can be 1234 or 1.234. ${remedy})`)
  assert.equal(told(figureIn('-1,234', habits())), `(“-1,234” can be -1.234 or -1234. ${remedy})`)
  assert.equal(told(figureIn('1.234', habits({ decimal: ',' }))), '1234')
  assert.equal(told(figureIn('1.234', habits({ decimal: '.' }))), '1.234')
})

test('what is no figure, or not in the way of the file, is refused', () => {
  const strange = ['', 'x', '1.2.3', '1,23,4', '12 €', '1e', '--1', '1 2', '١٢', '1'.repeat(61)]
  for (const written of strange)
    assert.match(String(told(figureIn(written, habits()))), /no figure/)
  assert.match(String(told(figureIn('1.234,56', habits({ decimal: '.' })))), /as this file writes/)
  assert.match(String(told(figureIn('1.23457E+12', habits()))), /a spreadsheet shortened/)
  assert.match(String(told(figureIn('19%', habits()))), /per cent/)
  assert.match(String(told(figureIn(true, habits()))), /“yes” is no figure/)
})

test('every figure that we write is read as itself', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 12 }), (units, scale) => {
      const value = trimmed({ units: BigInt.asIntN(100, units), scale })
      assert.equal(told(figureIn(value, habits())), formatDecimal(value))
      const inPoints = figureIn(formatDecimal(value), habits({ decimal: '.' }))
      assert.equal(told(inPoints), formatDecimal(value))
    }),
  )
})

test('a day that can be read one way is read', () => {
  const table: [string, string][] = [
    ['2026-11-22', '2026-11-22'],
    ['2026/1/2', '2026-01-02'],
    ['22.11.2026', '2026-11-22'],
    ['22. 11. 2026', '2026-11-22'],
    ['11/22/2026', '2026-11-22'],
    ['5/5/2026', '2026-05-05'],
    ['20261122', '2026-11-22'],
    ['22112026', '2026-11-22'],
    ['20101112', '2010-11-12'],
    ['2026-11-22 00:00:00', '2026-11-22'],
    ['2026-11-22T00:00', '2026-11-22'],
  ]
  for (const [written, meant] of table) assert.equal(told(dayIn(written, habits())), meant)
  assert.equal(told(dayIn({ units: 20261122n, scale: 0 }, habits())), '2026-11-22')
  assert.equal(told(dayIn(Temporal.PlainDate.from('2026-11-22'), habits())), '2026-11-22')
})

test('a day that can be read several ways is refused with all of them', () => {
  assert.equal(
    told(dayIn('03.04.2026', habits())),
    '(“03.04.2026” can be 2026-04-03 or 2026-03-04. Say in which order the file writes days, ' +
      'and the century of short years.)',
  )
  assert.equal(told(dayIn('03.04.2026', habits({ dayOrder: 'day month year' }))), '2026-04-03')
  assert.equal(told(dayIn('03.04.2026', habits({ dayOrder: 'month day year' }))), '2026-03-04')
  const short = habits({ dayOrder: 'day month year' })
  assert.match(String(told(dayIn('22.11.26', short))), /1926-11-22 or 2026-11-22/)
  assert.equal(told(dayIn('22.11.26', { ...short, century: 2000 })), '2026-11-22')
  const yearFirst = habits({ dayOrder: 'year month day', century: 2000 })
  assert.equal(told(dayIn('26-11-22', yearFirst)), '2026-11-22')
})

test('what is no day is refused', () => {
  for (const written of [
    '',
    'Monday',
    '2026-02-30',
    '31.11.2026',
    '2026-11-22 14:05',
    '1-2/2026',
  ]) {
    assert.match(String(told(dayIn(written, habits()))), /no day. Write it as/)
  }
  assert.match(String(told(dayIn({ units: 46348n, scale: 0 }, habits()))), /Format the column/)
  const yearFirst = habits({ dayOrder: 'year month day' })
  assert.match(String(told(dayIn('22.11.2026', yearFirst))), /no day/)
})

test('yes and no are the words that the file uses', () => {
  assert.deepEqual(
    [told(yesOrNoIn(true, habits())), told(yesOrNoIn('TRUE', habits()))],
    [true, true],
  )
  assert.equal(told(yesOrNoIn({ units: 0n, scale: 0 }, habits())), false)
  const german = habits({ yes: ['ja', '✓'], no: ['nein', '–'] })
  assert.deepEqual(
    ['Ja ', '✓', 'NEIN', '–'].map((word) => told(yesOrNoIn(word, german))),
    [true, true, false, false],
  )
  assert.match(String(told(yesOrNoIn('perhaps', german))), /none of the words ja, ✓, nein, –/)
  const both = habits({ yes: ['x'], no: ['x'] })
  assert.match(String(told(yesOrNoIn('x', both))), /none of the words/)
})

test('words that people write differently are the same', () => {
  assert.equal(folded('Straße 1'), folded('strasse-1'))
  assert.equal(folded('Übertrag'), folded('UBERTRAG'))
  assert.equal(folded('lentTo'), folded('Lent to'))
  assert.notEqual(folded('Lent on'), folded('Lent to'))
})
