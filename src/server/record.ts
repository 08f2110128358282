/** Records what comes from outside: what the database itself refuses becomes an answer too. */
import type { Posting, Receipt } from '#ledger/door.ts'
import { record } from '#server/books.ts'
import { errorState } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'
import type { GroupCommit } from '#server/group-commit.ts'

/** Records one entry together with those that others send at the same moment. */
export async function recordOne(
  commits: GroupCommit,
  organization: string,
  posting: Posting,
): Promise<Receipt> {
  try {
    return await commits.record(organization, posting)
  } catch (error) {
    if (!isOverflow(error)) throw error
    return sumTooLarge(posting)
  }
}

/**
 * Records a set in one transaction. A set that the database can't take, because a sum would leave
 * its numbers, is recorded one by one, so that the one entry is found and the others pass.
 */
export async function recordMany(
  database: Database,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  try {
    return await record(database, organization, postings)
  } catch (error) {
    if (!isOverflow(error)) throw error
    const [only, ...others] = postings
    if (only !== undefined && others.length === 0) return [sumTooLarge(only)]
  }
  const receipts: Receipt[] = []
  for (const posting of postings) {
    receipts.push(...(await recordMany(database, organization, [posting])))
  }
  return receipts
}

/** PostgreSQL's code for a number that its type can't hold. */
export function isOverflow(error: unknown): boolean {
  return errorState(error) === '22003'
}

function sumTooLarge({ entry: { key } }: Posting): Receipt {
  const refusal = { field: 'lines', rule: 'sum-too-large', facts: {} }
  return { outcome: 'refused', key, refusals: [refusal] }
}
