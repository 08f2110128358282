/** Tests of reading business days from text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareDates, parseDate } from '#base/date.ts'

const anyDay = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((days) => Temporal.PlainDate.from('0001-01-01').add({ days }))

test('a day is read as it is written', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const read = parseDate(day.toString())
      assert.ok(read !== null && read.equals(day))
    }),
  )
})

test('the first and last day are read, and the days of February as the year has them', () => {
  for (const text of ['0001-01-01', '9999-12-31', '2024-02-29', '2000-02-29']) {
    assert.equal(parseDate(text)?.toString(), text)
  }
})

test('anything that is not such a day is null', () => {
  const wrong = [
    '',
    '2026',
    '2026-11',
    '2026-1-2',
    '2026-11-31',
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '0000-01-01',
    '-000001-01-01',
    '+002026-11-22',
    '20261122',
    '2026-11-22T00:00',
    '2026-11-22Z',
    ' 2026-11-22',
    '2026-11-22\n',
    '2026-11-22[u-ca=hebrew]',
    '22.11.2026',
    '２０２６-11-22',
    '2026–11–22',
  ]
  for (const text of wrong) assert.equal(parseDate(text), null, JSON.stringify(text))
})

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseDate(text) !== undefined))
  const shaped = fc.stringMatching(/^\d{4}-\d{2}-\d{2}$/)
  fc.assert(
    fc.property(shaped, (text) => {
      const read = parseDate(text)
      assert.ok(read === null || read.toString() === text)
    }),
  )
})

test('days are ordered as the calendar has them', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const order = Math.sign(compareDates(a, b))
      const written = a.toString() < b.toString() ? -1 : a.toString() > b.toString() ? 1 : 0
      assert.equal(order, written)
      assert.equal(order + Math.sign(compareDates(b, a)), 0)
    }),
  )
})
