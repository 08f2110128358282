/** The books of an organization: records sets of entries through the door, each set at once. */
import { newId } from '#base/id.ts'
import { pack, receipts, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer, Posting, Receipt } from '#ledger/door.ts'
import type { Database, Query } from '#server/database/database.ts'

/**
 * Records a set inside a transaction of the caller's; the door comes last in it. A key that stands
 * in the set more than once goes through the door once more, after the first.
 */
export async function recordIn(
  query: Query,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  const [first, again] = apart(postings)
  const answered = new Map<Posting, Receipt>()
  const rows = await query<DoorAnswer>({
    name: 'ledger.record',
    text: recordStatement,
    values: pack(organization, first, () => newId(Date.now())),
  })
  const answer = rows[0]
  if (answer === undefined) throw new Error('The door gave no answer.')
  receipts(first, answer).forEach((receipt, place) =>
    answered.set(first[place] as Posting, receipt),
  )
  if (again.length > 0) {
    const later = await recordIn(query, organization, again)
    later.forEach((receipt, place) => answered.set(again[place] as Posting, receipt))
  }
  return postings.map((posting) => answered.get(posting) as Receipt)
}

/** Records a set in a transaction of its own. Keys make it safe to send again, so it is. */
export async function record(
  database: Database,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  if (postings.length === 0) return []
  return await database.transaction(
    organization,
    (query) => recordIn(query, organization, postings),
    { repeatable: true },
  )
}

/** The first posting under each key, and those whose key had come before. */
function apart(postings: readonly Posting[]): [Posting[], Posting[]] {
  const keys = new Set<string>()
  const first: Posting[] = []
  const again: Posting[] = []
  for (const posting of postings) {
    ;(keys.has(posting.entry.key) ? again : first).push(posting)
    keys.add(posting.entry.key)
  }
  return [first, again]
}
