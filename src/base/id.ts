/** Identifiers: UUID version 7 (RFC 9562), rising with time, so that an index grows at its end. */
import { randomFillSync } from 'node:crypto'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const pool = Buffer.alloc(16 * 256)
let used = pool.length
let lastMillisecond = 0
let counter = 0

/**
 * A new identifier; `now` in milliseconds since 1970, a fraction of one is dropped. Within one
 * process the identifiers rise even when the clock stands still or steps back: a 12-bit counter
 * follows the time (RFC 9562, 6.2).
 */
export function newId(now: number): string {
  const millisecond = Math.floor(now)
  if (millisecond > lastMillisecond) {
    lastMillisecond = millisecond
    counter = 0
  } else if (++counter > 0xfff) {
    lastMillisecond += 1
    counter = 0
  }
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.toString('hex', used + 8, used + 16)
  used += 16
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const sequence = counter.toString(16).padStart(3, '0')
  const variant = ((Number.parseInt(random[0] ?? '0', 16) & 0x3) | 0x8).toString(16)
  const clock = `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}`
  return `${clock}-${variant}${random.slice(1, 4)}-${random.slice(4)}`
}

/** The lowest identifier of a moment: those that were made before it stand below. */
export function firstIdOf(millisecond: number): string {
  const time = Math.max(0, Math.floor(millisecond)).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}

/** Whether text is a UUID in its canonical lower-case form. */
export function isId(text: string): boolean {
  return uuid.test(text)
}
