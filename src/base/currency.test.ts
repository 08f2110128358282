/** Tests that the table of currencies is whole and that codes are answered by their dates. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allCurrencies, currencyNamed, currencyOn, type Currency } from '#base/currency.ts'

function day(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(text)
}

/** The rule that refuses a code on a day, or null where it is accepted. */
function refusal(code: string, date: string): string | null {
  const answer = currencyOn(code, day(date))
  return answer.ok ? null : (answer.problems[0]?.rule ?? '')
}

function standsOn(currency: Currency, date: Temporal.PlainDate): boolean {
  return currencyOn(currency.code, date).ok
}

test('list one has 165 codes with minor units in November 2026, ten of them funds', () => {
  const standing = allCurrencies().filter((one) => standsOn(one, day('2026-11-22')))
  assert.equal(standing.length, 165)
  assert.equal(standing.filter(({ use }) => use === 'fund').length, 10)
})

test('codes are unique, rows are well formed, and each ends after it began', () => {
  const all = allCurrencies()
  assert.equal(all.length, 224)
  assert.equal(new Set(all.map(({ code }) => code)).size, all.length)
  for (const { code, number, scale, name, from, until } of all) {
    assert.match(code, /^[A-Z]{3}$/)
    assert.match(number, /^\d{3}$/)
    assert.ok([0, 2, 3, 4].includes(scale), code)
    assert.match(name, /^\p{Lu}.{3,}$/u)
    if (from !== null && until !== null) {
      assert.ok(Temporal.PlainDate.compare(from, until) < 0, code)
    }
  }
})

test('names tell currencies apart', () => {
  const names = allCurrencies().map(({ name }) => name)
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  )
})

test('a number belongs to one code at a time, but for the guilder and its heir in 2025', () => {
  const shared: string[] = []
  const all = allCurrencies()
  const first = day('0001-01-01')
  const last = day('9999-12-31')
  for (const a of all) {
    for (const b of all.filter((one) => one.number === a.number && one.code > a.code)) {
      const before = Temporal.PlainDate.compare(a.until ?? last, b.from ?? first) < 0
      const after = Temporal.PlainDate.compare(b.until ?? last, a.from ?? first) < 0
      if (!before && !after) shared.push(`${a.code}/${b.code}`)
    }
  }
  assert.deepEqual(shared, ['ANG/XCG'])
})

test('minor units are those of list one', () => {
  const scaled = (scale: number) =>
    allCurrencies()
      .filter((one) => one.scale === scale && one.until === null)
      .map(({ code }) => code)
      .join(' ')
  assert.equal(scaled(0), 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF')
  assert.equal(scaled(3), 'BHD IQD JOD KWD LYD OMR TND')
  assert.equal(scaled(4), 'CLF UYW')
  for (const code of ['HUF', 'IDR', 'AFN', 'MRU', 'MGA', 'EUR', 'GBP', 'USD']) {
    assert.equal(currencyNamed(code)?.scale, 2, code)
  }
})

test('each changeover: the last day of the old and the first of the new', () => {
  const ends = `DEM 2001-12-31, ITL 2001-12-31, GRD 2001-12-31, SIT 2006-12-31, CYP 2007-12-31,
    MTL 2007-12-31, SKK 2008-12-31, EEK 2010-12-31, LVL 2013-12-31, LTL 2014-12-31,
    HRK 2022-12-31, BGN 2025-12-31, ROL 2006-12-31, TRL 2005-12-31, BYR 2016-12-31,
    VEF 2018-08-19, MRO 2017-12-31, STD 2017-12-31, SLL 2023-12-31, CUC 2021-06-30,
    ANG 2025-06-30, ZWL 2024-08-31, ZMK 2013-06-30, SDD 2007-06-30`
  for (const [, code = '', last = ''] of ends.matchAll(/(\w{3}) ([\d-]+)/g)) {
    assert.equal(refusal(code, last), null, code)
    const next = day(last).add({ days: 1 }).toString()
    assert.equal(refusal(code, next), 'currency-withdrawn', code)
  }
  const starts = `EUR 1999-01-01, RON 2005-07-01, TRY 2005-01-01, AZN 2006-01-01, MZN 2006-07-01,
    SDG 2007-01-10, GHS 2007-07-01, TMT 2009-01-01, ZMW 2013-01-01, BYN 2016-07-01,
    MRU 2018-01-01, STN 2018-01-01, VES 2018-08-20, VED 2021-10-01, SLE 2022-07-01,
    ZWG 2024-04-05, XCG 2025-03-31`
  for (const [, code = '', first = ''] of starts.matchAll(/(\w{3}) ([\d-]+)/g)) {
    assert.equal(refusal(code, first), null, code)
    const before = day(first).subtract({ days: 1 }).toString()
    assert.equal(refusal(code, before), 'currency-not-yet', code)
  }
})

test('what is no currency is refused with a remedy', () => {
  assert.equal(refusal('XAU', '2026-11-22'), 'currency-without-minor-units')
  assert.equal(refusal('XXX', '2026-11-22'), 'currency-without-minor-units')
  assert.equal(refusal('EURO', '2026-11-22'), 'currency-unknown')
  assert.equal(refusal('', '2026-11-22'), 'currency-unknown')
  assert.equal(refusal('constructor', '2026-11-22'), 'currency-unknown')
  const lower = currencyOn('eur', day('2026-11-22'), 'lines[2].currency')
  assert.deepEqual(lower, {
    ok: false,
    problems: [
      {
        rule: 'currency-unknown',
        field: 'lines[2].currency',
        message: 'There is no currency “eur”. Write it as EUR.',
      },
    ],
  })
})
