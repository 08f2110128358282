/** Cuts a set of postings into runs: each is judged whole by the door, over what those before left. */
import type { Posting } from '#ledger/door.ts'
import type { SubjectProposal } from '#ledger/entry.ts'

/**
 * The set in its order, cut before each posting that cannot be judged beside one before it, because
 * what became of that one decides: the same key again, the reversal or settlement of an entry of the
 * run, a second reversal of one entry, a subject with other properties. Almost every set is one run.
 */
export function runsOf(postings: readonly Posting[]): Posting[][] {
  const runs: Posting[][] = []
  let run = new Run()
  for (const posting of postings) {
    if (run.decides(posting)) run = new Run()
    if (run.postings.length === 0) runs.push(run.postings)
    run.add(posting)
  }
  return runs
}

class Run {
  readonly postings: Posting[] = []
  private readonly keys = new Set<string>()
  private readonly ids = new Set<string>()
  private readonly reversed = new Set<string>()
  private readonly subjects = new Map<string, SubjectProposal>()

  /** Whether what becomes of this run decides about a posting, so that it has to wait. */
  decides({ company, entry }: Posting): boolean {
    const { key, reversedEntry = '', pendingEntry = '' } = entry
    return (
      this.keys.has(key) ||
      this.ids.has(reversedEntry) ||
      this.ids.has(pendingEntry) ||
      this.reversed.has(reversedEntry) ||
      entry.lines.some(({ subject }) => {
        if (subject === undefined) return false
        const known = this.subjects.get(nameOf(company, subject))
        const told = known !== undefined && known !== subject
        return told && tells(subject) && differ(known, subject)
      })
    )
  }

  add(posting: Posting): void {
    const { id, company, entry } = posting
    this.postings.push(posting)
    this.keys.add(entry.key)
    this.ids.add(id)
    if (entry.reversedEntry !== undefined) this.reversed.add(entry.reversedEntry)
    for (const { subject } of entry.lines) {
      if (subject === undefined) continue
      const name = nameOf(company, subject)
      if (!this.subjects.has(name)) this.subjects.set(name, subject)
    }
  }
}

function nameOf(company: string, { kind, paper, row = 0 }: SubjectProposal): string {
  return `${company}\0${kind}\0${paper}\0${row}`
}

const properties = [
  'party',
  'item',
  'openedOn',
  'dueOn',
  'readClass',
  'lowest',
  'highest',
] as const satisfies readonly (keyof SubjectProposal)[]

function tells(subject: SubjectProposal): boolean {
  return properties.some((property) => subject[property] !== undefined)
}

function differ(one: SubjectProposal, other: SubjectProposal): boolean {
  return properties.some((property) => String(one[property]) !== String(other[property]))
}
