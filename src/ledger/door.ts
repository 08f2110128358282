/** Packs entries for the door, `ledger.record`, and reads its answer. */
import { Column } from '#ledger/column.ts'
import type { EntryProposal, LineProposal, SubjectProposal, UnitProposal } from '#ledger/entry.ts'

/** An entry on its way into the books of one company; `id` becomes its own if it is recorded. */
export interface Posting {
  readonly id: string
  readonly company: string
  /** Who posts it: the name of a person, a key or a task. */
  readonly actor: string
  readonly entry: EntryProposal
}

/** Why the door refuses an entry; `refusal.ts` turns it into a sentence. */
export interface Refusal {
  readonly field: string
  readonly rule: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** What became of an entry: newly recorded, recorded before under its key, or refused. */
export type Receipt =
  | {
      readonly outcome: 'recorded' | 'repeated'
      readonly id: string
      readonly key: string
      readonly period: number
      readonly recordedAt: Temporal.Instant
    }
  | { readonly outcome: 'refused'; readonly key: string; readonly refusals: readonly Refusal[] }

/** The one row that the door answers. */
export interface DoorAnswer {
  readonly recorded_at: Temporal.Instant
  readonly periods: readonly (number | null)[]
  readonly exceptions: readonly DoorException[] | null
}

interface DoorException {
  readonly entry: string
  readonly outcome: 'refused' | 'repeated'
  readonly problems: readonly Refusal[] | null
  readonly posted: string | null
  readonly posted_at: string | null
  readonly period: number | null
}

/** The statement that calls the door; its parameters are those that `pack` makes. */
export const recordStatement = `select * from ledger.record(${Array.from(
  { length: 60 },
  (_, index) => `$${index + 1}`,
).join(', ')})`

/**
 * The parameters of `recordStatement` for a set of entries, in their order. `nextId` gives the
 * identifiers of subjects and units that may turn out to be new.
 */
export function pack(
  organization: string,
  postings: readonly Posting[],
  nextId: () => string,
): (string | null)[] {
  const references = new References(nextId)
  const entries = columns(17)
  const lines = columns(22)
  postings.forEach((posting, index) => {
    packEntry(entries, posting)
    posting.entry.lines.forEach((line, place) => {
      packLine(lines, references, posting.company, index + 1, place + 1, line)
    })
  })
  return [
    organization,
    ...references.parameters(),
    ...entries.map((column, place) => (place < 2 ? column.always() : column.literal())),
    ...lines.map((column, place) => (place < 2 ? column.always() : column.literal())),
  ]
}

/** One receipt per posting, in their order. */
export function receipts(postings: readonly Posting[], answer: DoorAnswer): Receipt[] {
  const exceptions = new Map((answer.exceptions ?? []).map((found) => [found.entry, found]))
  return postings.map(({ id, entry: { key } }, place) => {
    const found = exceptions.get(id)
    if (found === undefined) {
      const period = answer.periods[place] ?? 0
      return { outcome: 'recorded', id, key, period, recordedAt: answer.recorded_at }
    }
    if (found.outcome === 'refused' || found.posted === null || found.posted_at === null) {
      return { outcome: 'refused', key, refusals: found.problems ?? [] }
    }
    return {
      outcome: 'repeated',
      id: found.posted,
      key,
      period: found.period ?? 0,
      recordedAt: Temporal.Instant.from(found.posted_at),
    }
  })
}

type Columns = readonly [Column, ...Column[]]

function columns(count: number): Columns {
  return [new Column(), ...Array.from({ length: count - 1 }, () => new Column())]
}

/** Answers the columns one after the other, for the values of one row. */
function inOrder(columnsOfRow: Columns): () => Column {
  let place = 0
  return () => {
    const column = columnsOfRow[place++]
    if (column === undefined) throw new Error('A row has more values than columns.')
    return column
  }
}

function packEntry(into: Columns, { id, company, actor, entry }: Posting): void {
  const next = inOrder(into)
  next().plain(id)
  next().text(entry.key)
  next().text(company)
  next().text(entry.kind)
  next().text(entry.journal)
  next().plain(entry.postedOn.toString())
  next().text(entry.periodKind)
  next().plain(entry.documentDate?.toString())
  next().text(entry.reason)
  next().text(entry.source?.paper)
  next().text(entry.source?.number)
  next().text(entry.reversedEntry)
  next().text(entry.pendingEntry)
  next().plain(entry.expiresAt?.toString())
  next().text(entry.batch)
  next().text(entry.rule)
  next().text(actor)
}

function packLine(
  into: Columns,
  references: References,
  company: string,
  entry: number,
  number: number,
  line: LineProposal,
): void {
  const next = inOrder(into)
  next().plain(entry)
  next().plain(number)
  next().plain(references.account(company, line.account))
  next().text(line.layer)
  next().text(line.currency)
  next().plain(line.amount)
  next().plain(line.base)
  next().text(line.item)
  next().plain(line.quantity)
  next().plain(line.dimensions && references.analysis(line.dimensions))
  next().plain(line.subject && references.subject(company, line.subject))
  next().plain(line.unit && references.unit(company, line.unit))
  next().text(line.party)
  next().text(line.partnerCompany)
  next().text(line.taxCode)
  next().text(line.taxBox)
  next().plain(line.taxBase)
  next().plain(line.valueDate?.toString())
  next().text(line.unrounded)
  next().plain(line.sourceRow)
  next().plain(line.reversedLine)
  next().text(line.text)
}

/** What lines refer to, each sent once; a line points at it by its place, from 1. */
class References {
  private readonly places = new Map<string, number>()
  private readonly accounts = columns(2)
  private readonly analyses = new Column()
  private readonly subjects = columns(12)
  private readonly units = columns(5)
  private readonly nextId: () => string

  constructor(nextId: () => string) {
    this.nextId = nextId
  }

  account(company: string, code: string): number {
    return this.place(`a\0${company}\0${code}`, this.accounts, (next) => {
      next().text(company)
      next().text(code)
    })
  }

  analysis(dimensions: Readonly<Record<string, string>>): number | null {
    const names = Object.keys(dimensions).sort()
    if (names.length === 0) return null
    const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, dimensions[name]])))
    return this.place(`d\0${text}`, [this.analyses], (next) => next().text(text))
  }

  subject(company: string, subject: SubjectProposal): number {
    const row = subject.row ?? 0
    const name = `s\0${company}\0${subject.kind}\0${subject.paper}\0${row}`
    return this.place(name, this.subjects, (next) => {
      next().plain(this.nextId())
      next().text(company)
      next().text(subject.kind)
      next().text(subject.paper)
      next().plain(row)
      next().text(subject.party)
      next().text(subject.item)
      next().plain(subject.openedOn?.toString())
      next().plain(subject.dueOn?.toString())
      next().plain(subject.readClass)
      next().plain(subject.lowest)
      next().plain(subject.highest)
    })
  }

  unit(company: string, unit: UnitProposal): number {
    const name = `u\0${company}\0${unit.place}\0${unit.lot ?? ''}\0${unit.owner ?? ''}`
    return this.place(name, this.units, (next) => {
      next().plain(this.nextId())
      next().text(company)
      next().text(unit.place)
      next().text(unit.lot)
      next().text(unit.owner)
    })
  }

  parameters(): (string | null)[] {
    return [...this.accounts, this.analyses, ...this.subjects, ...this.units].map((column) =>
      column.literal(),
    )
  }

  private place(name: string, into: Columns, fill: (next: () => Column) => void): number {
    const known = this.places.get(name)
    if (known !== undefined) return known
    fill(inOrder(into))
    const place = into[0].length
    this.places.set(name, place)
    return place
  }
}
