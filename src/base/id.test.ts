/** Tests that identifiers are UUIDs of version 7 and rise whatever the clock does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstIdOf, isId, newId } from '#base/id.ts'

const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

function millisecondOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

// The identifiers of a process share one clock, so each test begins later than all before it.
let start = 1_800_000_000_000
function later(): number {
  start += 10_000_000
  return start
}

test('a new identifier carries the time and is a UUID of version 7', () => {
  const now = later()
  const id = newId(now)
  assert.match(id, version7)
  assert.equal(millisecondOf(id), now)
})

test('identifiers rise when the clock stands still, jumps and steps back', () => {
  const steps = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 2, maxLength: 200 })
  fc.assert(
    fc.property(steps, (changes) => {
      let now = later()
      let last = newId(now)
      for (const change of changes) {
        now += change
        const id = newId(now)
        assert.ok(id > last, `${last} then ${id}`)
        assert.match(id, version7)
        last = id
      }
    }),
  )
})

test('ten thousand in one millisecond rise, differ and run three milliseconds ahead', () => {
  const now = later()
  const ids = Array.from({ length: 10_000 }, () => newId(now))
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(ids.toSorted(), ids)
  assert.ok(millisecondOf(ids.at(-1) ?? '') - now <= 3)
})

test('a clock with fractions of milliseconds still makes a UUID', () => {
  const now = later()
  const id = newId(now + 0.75)
  assert.match(id, version7)
  assert.equal(millisecondOf(id), now)
})

test('the random part is drawn anew for each', () => {
  const now = later()
  const tails = Array.from({ length: 2_000 }, () => newId(now).slice(19))
  assert.equal(new Set(tails).size, tails.length)
})

test('the lowest identifier of a moment parts those before it from those after it', () => {
  const now = later()
  const [before, after] = [newId(now), newId(now + 1)]
  assert.ok(isId(firstIdOf(now)))
  assert.ok(firstIdOf(now) < before && before < firstIdOf(now + 1) && firstIdOf(now + 1) < after)
})

test('only the canonical lower-case form is an identifier', () => {
  const id = newId(later())
  assert.ok(isId(id))
  for (const wrong of [
    '',
    id.toUpperCase(),
    `{${id}}`,
    id.replaceAll('-', ''),
    `${id}\n`,
    ` ${id}`,
  ]) {
    assert.equal(isId(wrong), false, JSON.stringify(wrong))
  }
})
