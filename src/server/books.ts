/** The books of an organization: records sets of entries through the door, each set at once. */
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { pack, receipts, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer, Posting, Receipt } from '#ledger/door.ts'
import type { SubjectProposal } from '#ledger/entry.ts'
import { callersPatience } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/**
 * Records a set inside a transaction of the caller's; the door comes last in it. What depends on a
 * posting earlier in the set goes through the door after it, and what follows keeps its place, so
 * that a set is answered as its postings would be one by one.
 */
export async function recordIn(
  query: Query,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  const answered: Receipt[] = []
  while (answered.length < postings.length) {
    const rest = postings.slice(answered.length)
    answered.push(...(await passDoor(query, organization, rest.slice(0, independent(rest)))))
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
    { repeatable: true, within: callersPatience },
  )
}

async function passDoor(
  query: Query,
  organization: string,
  postings: readonly Posting[],
): Promise<Receipt[]> {
  const [answer] = await query<DoorAnswer>({
    name: 'ledger.record',
    text: recordStatement,
    values: pack(organization, postings, () => newId(Date.now())),
  })
  if (answer === undefined) throw new Error('The door gave no answer.')
  return receipts(postings, answer)
}

/**
 * How many postings, from the first, do not depend on whether one before them is recorded: no key
 * and no reversed entry twice, no entry taken back that is of this set, and no subject that is
 * described in two ways.
 */
function independent(postings: readonly Posting[]): number {
  const ids = new Set<string>()
  const keys = new Set<string>()
  const reversed = new Set<string>()
  const subjects = new Map<string, SubjectProposal>()
  for (const [place, { id, company, entry }] of postings.entries()) {
    const { key, reversedEntry, pendingEntry } = entry
    if (keys.has(key)) return place
    if (reversedEntry !== undefined) {
      if (ids.has(reversedEntry) || reversed.has(reversedEntry)) return place
      reversed.add(reversedEntry)
    }
    if (pendingEntry !== undefined && ids.has(pendingEntry)) return place
    ids.add(id)
    keys.add(key)
    for (const { subject } of entry.lines) {
      if (subject === undefined) continue
      const name = `${company}\0${subject.kind}\0${subject.paper}\0${subject.row ?? 0}`
      const first = subjects.get(name)
      if (first === undefined) subjects.set(name, subject)
      else if (first !== subject && saysMore(first, subject) && place > 0) return place
    }
  }
  return postings.length
}

const described = ['party', 'item', 'readClass', 'lowest', 'highest'] as const

/** Whether a later description of a subject says what the first did not. */
function saysMore(first: SubjectProposal, later: SubjectProposal): boolean {
  return (
    described.some((name) => later[name] !== undefined && later[name] !== first[name]) ||
    (['openedOn', 'dueOn'] as const).some(
      (name) => later[name] !== undefined && later[name].toString() !== first[name]?.toString(),
    )
  )
}
