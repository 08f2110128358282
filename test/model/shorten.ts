/** Shortens a history at whose end the books and the model part: fewer acts, fewer entries. */
import type { Database } from '#server/database/database.ts'
import type { Act } from '#test/model/acts.ts'
import { play } from '#test/model/play.ts'
import type { Parting } from '#test/model/play.ts'

/** So many replays at most: each plays on a real database. */
const replays = 60

/** Leaves out ever smaller pieces as long as the history still parts, then single entries. */
export async function shortest(
  database: Database,
  history: readonly Act[],
  found: Parting,
): Promise<{ acts: readonly Act[]; parting: Parting }> {
  let acts = history.slice(0, found.acts)
  let parting = found
  const budget = { left: replays }
  const attempt = async (fewer: readonly Act[]): Promise<boolean> => {
    budget.left -= 1
    const again = await play(database, fewer)
    if (again === null) return false
    acts = fewer.slice(0, again.acts)
    parting = again
    return true
  }
  for (
    let size = Math.ceil(acts.length / 2);
    size >= 1 && budget.left > 0;
    size = Math.floor(size / 2)
  ) {
    for (let start = 0; start < acts.length && budget.left > 0;) {
      const fewer = [...acts.slice(0, start), ...acts.slice(start + size)]
      if (fewer.length === 0 || !(await attempt(fewer))) start += size
    }
  }
  for (const [place, act] of acts.entries()) {
    if (act.act !== 'record') continue
    for (let member = act.entries.length - 1; member >= 0 && budget.left > 0; member -= 1) {
      const now = acts[place]
      if (now?.act !== 'record' || now.entries.length < 2) break
      await attempt(acts.with(place, { ...now, entries: now.entries.toSpliced(member, 1) }))
    }
  }
  return { acts, parting }
}
