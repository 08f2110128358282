/** The books of an organization: records sets of entries through the door, each set at once. */
import { newId } from '#base/id.ts'
import { pack, receipts, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer, Posting, Receipt } from '#ledger/door.ts'
import { runsOf } from '#ledger/run.ts'
import type { Database, Query } from '#server/database/database.ts'

/**
 * Records a set inside a transaction of the caller's, as if its members came one after the other;
 * the door comes last in it. Members that wait for others of the set take the door once more.
 */
export async function recordIn(
  query: Query,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  const answered: Receipt[] = []
  for (const run of runsOf(postings)) {
    const rows = await query<DoorAnswer>({
      name: 'ledger.record',
      text: recordStatement,
      values: pack(organization, run, () => newId(Date.now())),
    })
    const answer = rows[0]
    if (answer === undefined) throw new Error('The door gave no answer.')
    answered.push(...receipts(run, answer))
  }
  return answered
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
