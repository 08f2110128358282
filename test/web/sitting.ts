/** Somebody who sits down before a page, does something, and gets up again. */
import assert from 'node:assert/strict'
import type { Habits, Office, Seat } from '#test/web/browser.ts'

type Sitting = (
  place: string,
  work: (seat: Seat) => Promise<void>,
  habits?: Habits,
) => Promise<void>

/** Sits down, does something, and asserts that nothing was wrong in the page meanwhile. */
export function sittingIn(office: () => Office): Sitting {
  return async (place, work, habits = {}) => {
    const seat = await office().sit(place, habits)
    try {
      await work(seat)
      assert.deepEqual(seat.faults, [])
    } finally {
      await seat.context.close()
    }
  }
}
