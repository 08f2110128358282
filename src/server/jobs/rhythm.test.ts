/** The moments of a rhythm, also where clocks are changed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextMoment } from '#server/jobs/rhythm.ts'
import type { Rhythm } from '#server/jobs/rhythm.ts'

const at = (written: string): Temporal.PlainTime => Temporal.PlainTime.from(written)

/** The first moments after one, as clocks of the zone show them, with their distance from UTC. */
function moments(rhythm: Rhythm, zone: string, after: string, count: number): string[] {
  const found: string[] = []
  let moment = Temporal.Instant.from(after)
  while (found.length < count) {
    moment = nextMoment(rhythm, zone, moment)
    const shown = moment.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never' })
    found.push(shown.replace(':00+', '+').replace(':00-', '-'))
  }
  return found
}

test('every day at two, where the company is', () => {
  const daily = { every: 'day', at: at('02:00') } as const
  assert.deepEqual(moments(daily, 'Europe/Berlin', '2026-01-30T01:00:00Z', 3), [
    '2026-01-31T02:00+01:00',
    '2026-02-01T02:00+01:00',
    '2026-02-02T02:00+01:00',
  ])
  // A nanosecond before it is due, it is due now; in Auckland it is the next day already.
  assert.deepEqual(moments(daily, 'Europe/Berlin', '2026-01-30T00:59:59.999999999Z', 1), [
    '2026-01-30T02:00+01:00',
  ])
  assert.deepEqual(moments(daily, 'Pacific/Auckland', '2026-01-30T12:59:00Z', 2), [
    '2026-01-31T02:00+13:00',
    '2026-02-01T02:00+13:00',
  ])
})

test('a time that clocks leave out comes later by what they are put forward', () => {
  const daily = { every: 'day', at: at('02:30') } as const
  assert.deepEqual(moments(daily, 'Europe/Berlin', '2026-03-28T00:00:00Z', 3), [
    '2026-03-28T02:30+01:00',
    '2026-03-29T03:30+02:00',
    '2026-03-30T02:30+02:00',
  ])
  // Half an hour is left out on Lord Howe Island.
  assert.deepEqual(
    moments({ every: 'day', at: at('02:15') }, 'Australia/Lord_Howe', '2026-10-02T20:00:00Z', 2),
    ['2026-10-04T02:45+11:00', '2026-10-05T02:15+11:00'],
  )
})

test('a time that comes twice counts the first time, and once', () => {
  const daily = { every: 'day', at: at('02:30') } as const
  assert.deepEqual(moments(daily, 'Europe/Berlin', '2026-10-24T00:00:00Z', 3), [
    '2026-10-24T02:30+02:00',
    '2026-10-25T02:30+02:00',
    '2026-10-26T02:30+01:00',
  ])
  // Asked between the two, and at the second of them.
  for (const after of ['2026-10-25T01:00:00Z', '2026-10-25T01:30:00Z']) {
    assert.deepEqual(moments(daily, 'Europe/Berlin', after, 1), ['2026-10-26T02:30+01:00'])
  }
})

test('a day that clocks leave out whole is made up for by the next one, once', () => {
  // Samoa went from the 29th to the 31st of December 2011.
  const daily = { every: 'day', at: at('02:00') } as const
  assert.deepEqual(moments(daily, 'Pacific/Apia', '2011-12-29T00:00:00Z', 3), [
    '2011-12-29T02:00-10:00',
    '2011-12-31T02:00+14:00',
    '2012-01-01T02:00+14:00',
  ])
})

test('a time that falls into a gap over midnight is not lost', () => {
  // Toronto's clocks went from 23:30 to 00:30 on the 30th of March 1919.
  const daily = { every: 'day', at: at('23:45') } as const
  assert.deepEqual(moments(daily, 'America/Toronto', '1919-03-30T05:00:00Z', 2), [
    '1919-03-31T00:45-04:00',
    '1919-03-31T23:45-04:00',
  ])
})

test('every week on Monday, and every month on the 31st or its last day', () => {
  const weekly = { every: 'week', onDay: 1, at: at('06:00') } as const
  assert.deepEqual(moments(weekly, 'Europe/London', '2026-11-22T12:00:00Z', 2), [
    '2026-11-23T06:00+00:00',
    '2026-11-30T06:00+00:00',
  ])
  const monthly = { every: 'month', onDay: 31, at: at('00:00') } as const
  assert.deepEqual(moments(monthly, 'UTC', '2028-01-31T00:00:00Z', 4), [
    '2028-02-29T00:00+00:00',
    '2028-03-31T00:00+00:00',
    '2028-04-30T00:00+00:00',
    '2028-05-31T00:00+00:00',
  ])
})

test('in every zone, a daily rhythm has one moment for each day that the zone has', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    minute: fc.integer({ min: 0, max: 1_439 }),
    start: fc.integer({ min: 0, max: 60 * 365 }),
  })
  fc.assert(
    fc.property(cases, ({ zone, minute, start }) => {
      const time = at('00:00').add({ minutes: minute })
      const rhythm = { every: 'day', at: time } as const
      const first = Temporal.PlainDate.from('1990-01-01').add({ days: start })
      let moment = first.toZonedDateTime({ timeZone: zone }).toInstant()
      for (let day = 0; day < 400; day += 1) {
        const next = nextMoment(rhythm, zone, moment)
        // Nothing of the rhythm lies between: a nanosecond before it, it is still the next.
        assert.ok(nextMoment(rhythm, zone, next.subtract({ nanoseconds: 1 })).equals(next))
        const hours = next.since(moment).total('hours')
        assert.ok(hours > 0 && hours <= 50, `${zone} ${time.toString()}: ${hours} h`)
        // It is the time itself, unless clocks were put forward a moment ago.
        const shown = next.toZonedDateTimeISO(zone)
        const before = next.subtract({ hours: 25 }).toZonedDateTimeISO(zone)
        const isItself = shown.toPlainTime().equals(time)
        assert.ok(isItself || shown.offsetNanoseconds > before.offsetNanoseconds, zone)
        moment = next
      }
    }),
    { numRuns: 100 },
  )
})
