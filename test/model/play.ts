/** Plays a history on the database and on the model, and says where the two part. */
import type { Database } from '#server/database/database.ts'
import type { Act } from '#test/model/acts.ts'
import { layGround } from '#test/model/ground.ts'
import { History } from '#test/model/history.ts'
import type { Tally } from '#test/model/history.ts'
import { undoEverything } from '#test/model/undo.ts'

/** Where the books and the model part: after how many acts, and how. */
export interface Parting {
  readonly acts: number
  readonly what: string
}

/** After so many acts all sums are compared, and once more at the end. */
const compareEvery = 50

/** Plays the acts in an organization of their own; null where the two never part. */
export async function play(
  database: Database,
  acts: readonly Act[],
  tally: Tally = new Map(),
): Promise<Parting | null> {
  const organization = await layGround(database)
  const history = new History(database, organization, tally)
  for (const [place, act] of acts.entries()) {
    const last = place === acts.length - 1
    const what =
      (await history.perform(act)) ??
      (last || place % compareEvery === compareEvery - 1 ? await history.compared() : null)
    if (what !== null) return { acts: place + 1, what }
  }
  const left = await undoEverything(history)
  return left === null ? null : { acts: acts.length, what: `undoing everything: ${left}` }
}
