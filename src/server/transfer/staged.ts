/** What is staged of a file: its papers and rows as drafts, each with how it stands. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { TableRow } from '#kit/cell.ts'
import { column } from '#kit/columns.ts'
import { drafted } from '#kit/derive/intake.ts'
import type { Draft, Gathered } from '#kit/derive/intake.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Import } from '#server/transfer/import.ts'
import { keptIn, keptOf } from '#server/transfer/kept-row.ts'

/** How a staged paper stands. */
export const stagedStates = ['unchecked', 'good', 'refused', 'posted', 'undone'] as const
export type StagedState = (typeof stagedStates)[number]

/** Where a paper stands among all that a file holds. */
export interface Place {
  readonly part: number
  readonly place: number
}

/** A paper of a file while its rows come in, with these rows as they stood there. */
export interface Coming extends Place {
  readonly gathered: Gathered
  readonly kept: TableRow[]
}

/** A staged paper as it is worked on. */
export interface Staged extends Place {
  readonly draft: Draft
  readonly rows: number
}

/** Writes down what came; its rows may be followed by more. */
export async function addStaged(
  query: Query,
  organization: string,
  id: string,
  all: readonly Coming[],
): Promise<void> {
  if (all.length === 0) return
  const written = new Parameters()
  const shared = [written.add(organization, 'uuid'), written.add(id, 'uuid')]
  const columns = [
    { type: 'smallint', text: column(all, ({ part }) => String(part)) },
    { type: 'integer', text: column(all, ({ place }) => String(place)) },
    { type: 'text', text: column(all, ({ gathered }) => nameOf(gathered)) },
    { type: 'text', text: column(all, ({ gathered }) => gathered.key) },
    { type: 'text', text: column(all, ({ gathered }) => gathered.goodFrom) },
    { type: 'integer', text: column(all, ({ gathered }) => String(gathered.line)) },
    ...contentColumns(all),
  ]
  await query({
    name: 'transfer.stage',
    text: `insert into transfer.staged (organization, import, part, place, name, key, good_from,
        line, rows, state, readable, draft, cells, problems)
      select ${shared.join(', ')}, u.*
      from ${written.unnest(columns)} u`,
    values: written.values,
  })
}

/** Writes anew what came already, with the rows that came since. */
export async function changeStaged(
  query: Query,
  organization: string,
  id: string,
  all: readonly Coming[],
): Promise<void> {
  if (all.length === 0) return
  const written = new Parameters()
  const where = [
    `s.organization = ${written.add(organization, 'uuid')}`,
    `s.import = ${written.add(id, 'uuid')}`,
    's.part = u.part',
    's.place = u.place',
  ]
  const columns = [
    { type: 'smallint', text: column(all, ({ part }) => String(part)) },
    { type: 'integer', text: column(all, ({ place }) => String(place)) },
    ...contentColumns(all),
  ]
  await query({
    name: 'transfer.stage more',
    text: `update transfer.staged s set rows = u.rows, state = u.state, readable = u.readable,
        draft = u.draft, cells = u.cells, problems = u.problems
      from ${written.unnest(columns)}
        u (part, place, rows, state, readable, draft, cells, problems)
      where ${where.join(' and ')}`,
    values: written.values,
  })
}

/** What came already of a part under these names, to be taken up again. */
export async function comingByName(
  query: Query,
  organization: string,
  id: string,
  part: number,
  names: readonly string[],
): Promise<Coming[]> {
  const found = await query<StoredComing>({
    name: 'transfer.coming',
    text: `select place, name, key, good_from as "goodFrom", line, draft, cells, problems
      from transfer.staged
      where organization = $1 and import = $2 and part = $3 and name = any ($4::text[])`,
    values: [organization, id, part, column(names, (name) => name)],
  })
  return found.map(({ place, name, key, goodFrom, line, draft, cells, problems }) => ({
    part,
    place,
    gathered: { name, key, goodFrom, line, problems, ...contentSchema.parse(draft) },
    kept: keptIn(cells),
  }))
}

/** The next ones in a state, in the file's order or against it: so many papers or so many rows. */
export interface NextOf {
  readonly state: StagedState
  /** Only those behind this one. */
  readonly behind?: Place
  readonly papers: number
  readonly rows: number
}

/** The next ones of one part; at least one, where there is any. */
export async function nextStaged(
  query: Query,
  organization: string,
  { id, parts }: Pick<Import, 'id' | 'parts'>,
  { state, behind, papers, rows }: NextOf,
): Promise<Staged[]> {
  const found = await query<StoredStaged>({
    name: 'transfer.next',
    text: `select part, place, key, good_from as "goodFrom", line, rows, draft
      from transfer.staged
      where organization = $1 and import = $2 and state = $3 and (part, place) > ($4, $5)
      order by part, place limit $6`,
    values: [organization, id, state, behind?.part ?? -1, behind?.place ?? 0, papers],
  })
  const [first] = found
  let sum = 0
  return found
    .filter((one, at) => (sum += one.rows) <= rows || at === 0)
    .filter(({ part }) => part === first?.part)
    .map((one) => stagedOf(one, parts))
}

/** What became of one of them. */
export interface Fate extends Place {
  readonly state: StagedState
  readonly problems: readonly Problem[]
  readonly paper?: string | null
  readonly version?: number | null
}

/** Notes what became of some; what is posted needs its draft and its cells no longer. */
export async function noteFates(
  query: Query,
  organization: string,
  id: string,
  all: readonly Fate[],
): Promise<void> {
  if (all.length === 0) return
  const written = new Parameters()
  const where = [
    `s.organization = ${written.add(organization, 'uuid')}`,
    `s.import = ${written.add(id, 'uuid')}`,
    's.part = u.part',
    's.place = u.place',
  ]
  const columns = [
    { type: 'smallint', text: column(all, ({ part }) => String(part)) },
    { type: 'integer', text: column(all, ({ place }) => String(place)) },
    { type: 'text', text: column(all, ({ state }) => state) },
    { type: 'jsonb', text: column(all, ({ problems }) => JSON.stringify(problems)) },
    { type: 'uuid', text: column(all, ({ paper }) => paper ?? null) },
    { type: 'integer', text: column(all, ({ version }) => version?.toString() ?? null) },
  ]
  await query({
    name: 'transfer.fates',
    text: `update transfer.staged s set state = u.state, problems = u.problems,
        paper = coalesce(u.paper, s.paper), version = coalesce(u.version, s.version),
        draft = case when u.state in ('posted', 'undone') then null else s.draft end,
        cells = case when u.state in ('posted', 'undone') then null else s.cells end
      from ${written.unnest(columns)} u (part, place, state, problems, paper, version)
      where ${where.join(' and ')}`,
    values: written.values,
  })
}

/** How many papers stand how. */
export type Counts = Readonly<Record<StagedState, number>>

/** How many papers of an import stand how. */
export async function countStaged(query: Query, organization: string, id: string): Promise<Counts> {
  const found = await query<{ state: StagedState; count: number }>({
    name: 'transfer.counts',
    text: `select state, count(*)::integer as count from transfer.staged
      where organization = $1 and import = $2 group by state`,
    values: [organization, id],
  })
  const counts = { unchecked: 0, good: 0, refused: 0, posted: 0, undone: 0 }
  for (const { state, count } of found) counts[state] = count
  return counts
}

/** Lets go of what is staged and not posted; answers how many that were. */
export async function throwStagedAway(
  query: Query,
  organization: string,
  id: string,
): Promise<void> {
  await query({
    text: `delete from transfer.staged
      where organization = $1 and import = $2 and state not in ('posted', 'undone')`,
    values: [organization, id],
  })
}

/** Those that were refused and can be read are tried again. */
export async function takeUpRefused(query: Query, organization: string, id: string): Promise<void> {
  await query({
    text: `update transfer.staged set state = 'good', problems = '[]'
      where organization = $1 and import = $2 and state = 'refused' and readable`,
    values: [organization, id],
  })
}

/** A staged paper's draft, with what is meant where the file says nothing. */
export function stagedOf(stored: StoredStaged, parts: Import['parts']): Staged {
  const { part, place, key, goodFrom, line, rows, draft } = stored
  const assumed = parts[part]?.assumed ?? { head: {}, lists: [] }
  const content = contentSchema.parse(draft)
  return { part, place, rows, draft: drafted({ key, goodFrom, line, ...content }, assumed) }
}

/** A staged paper as it is kept. */
export interface StoredStaged extends Place {
  readonly key: string | null
  readonly goodFrom: string | null
  readonly line: number
  readonly rows: number
  readonly draft: unknown
}

interface StoredComing {
  readonly place: number
  readonly name: string
  readonly key: string | null
  readonly goodFrom: string | null
  readonly line: number
  readonly draft: unknown
  readonly cells: unknown
  readonly problems: Problem[]
}

/** What is kept of a draft as JSON. */
export const contentSchema = z.strictObject({
  head: z.record(z.string(), z.unknown()),
  rows: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  lines: z.record(z.string(), z.array(z.int())),
})
export type Kept = z.infer<typeof contentSchema>

function contentColumns(all: readonly Coming[]) {
  return [
    { type: 'integer', text: column(all, ({ kept }) => String(kept.length)) },
    {
      type: 'text',
      text: column(all, ({ gathered }) => (isReadable(gathered) ? 'unchecked' : 'refused')),
    },
    { type: 'boolean', text: column(all, ({ gathered }) => String(isReadable(gathered))) },
    {
      type: 'jsonb',
      text: column(all, ({ gathered: { head, rows, lines } }) =>
        JSON.stringify({ head, rows, lines }),
      ),
    },
    { type: 'jsonb', text: column(all, ({ kept }) => JSON.stringify(keptOf(kept))) },
    { type: 'jsonb', text: column(all, ({ gathered }) => JSON.stringify(gathered.problems)) },
  ]
}

/** Nothing comes later to what has no key, so it needs no name. */
function nameOf({ key, name }: Gathered): string | null {
  return key === null ? null : name
}

function isReadable({ problems }: Gathered): boolean {
  return problems.length === 0
}
