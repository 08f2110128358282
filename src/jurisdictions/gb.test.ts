/** The United Kingdom's standard rate of VAT, at the edges of every change. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compareDates } from '#base/date.ts'
import {
  badDebtRelief,
  standardRate,
  standardRates,
  taxOn,
  writtenRate,
} from '#jurisdictions/gb.ts'

function percentOn(day: string): string | null {
  const found = standardRate(Temporal.PlainDate.from(day))
  return found === null ? null : writtenRate(found.basisPoints)
}

test('the standard rate changes on the day the law names, and not the day before', () => {
  const edges: [string, string | null][] = [
    ['1973-03-31', null],
    ['1973-04-01', '10 %'],
    ['1974-07-28', '10 %'],
    ['1974-07-29', '8 %'],
    ['1979-06-17', '8 %'],
    ['1979-06-18', '15 %'],
    ['1991-03-31', '15 %'],
    ['1991-04-01', '17.5 %'],
    ['2008-11-30', '17.5 %'],
    ['2008-12-01', '15 %'],
    ['2009-12-31', '15 %'],
    ['2010-01-01', '17.5 %'],
    ['2011-01-03', '17.5 %'],
    ['2011-01-04', '20 %'],
    ['2026-11-22', '20 %'],
  ]
  for (const [day, percent] of edges) assert.equal(percentOn(day), percent, day)
})

test('the rates follow one another without a gap or an overlap, and each names its law', () => {
  for (const [index, { from, until, source }] of standardRates.entries()) {
    assert.notEqual(source, '')
    const next = standardRates[index + 1]
    if (next === undefined) {
      assert.equal(until, undefined)
    } else {
      assert.ok(until !== undefined && compareDates(from, until) < 0)
      assert.equal(until.add({ days: 1 }).toString(), next.from.toString())
    }
  }
})

test('tax is rounded half-up to the penny, the same way for a credit', () => {
  assert.equal(taxOn(13_912n, 1750n), 2435n)
  assert.equal(taxOn(20n, 1750n), 4n)
  assert.equal(taxOn(-20n, 1750n), -4n)
  assert.equal(taxOn(3404n, 1750n) + 3404n, 4000n)
})

test('relief of a bad debt begins six months after the later day, and ends in time', () => {
  const day = (text: string) => Temporal.PlainDate.from(text)
  const told = (suppliedOn: string, dueOn: string): string[] =>
    Object.values(badDebtRelief(day(suppliedOn), day(dueOn))).map(String)
  assert.deepEqual(told('2010-01-25', '2010-02-14'), ['2010-08-14', '2014-08-14'])
  assert.deepEqual(told('2010-02-14', '2010-01-25'), ['2010-08-14', '2014-08-14'])
  assert.deepEqual(told('2026-08-31', '2026-08-31'), ['2027-02-28', '2031-02-28'])
})
