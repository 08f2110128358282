/** Steps with many papers at once: in pieces, with progress, and with what became of each. */
import { Refused, get, post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { keyOf, textOf } from '#web/list/list-fields.ts'
import type { Call } from '#web/controls/calls.ts'
import type { Row } from '#web/list/list-fields.ts'
import { apiPath, isRows } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** Something that can be done with all rows of a selection. */
export interface BulkStep {
  /** Its part of an address: "issue", "removals". */
  readonly address: string
  /** What it is called, in the words of the description; null where drafts are thrown away. */
  readonly label: string | null
  /** Whether it takes back or throws away, and so is not what one most likely wants. */
  readonly undoes: boolean
}

/** The steps that every paper of a selection allows by its state. */
export function stepsOf(of: Described, selected: readonly Row[]): BulkStep[] {
  const states = new Set(selected.map((row) => textOf(row['state'])))
  if (of.noun !== 'document' || states.size === 0) return []
  const steps = of.steps
    .filter(({ from }) => [...states].every((state) => from.includes(state)))
    .map(({ address, label, undoes }): BulkStep => ({ address, label, undoes }))
  const first = of.states[0]
  const isDraft = of.mayWrite && states.size === 1 && first !== undefined && states.has(first)
  return isDraft ? [...steps, { address: 'removals', label: null, undoes: true }] : steps
}

/** What became, or would become, of one paper. */
export interface Fate {
  readonly row: Row
  readonly problems: readonly Problem[]
}

/** A line of an entry that a step would make, as far as it is needed for sums. */
export interface EntryLine {
  readonly account: string
  readonly currency: string
  readonly amount: string
}

/** An entry that a step would make, and why. */
export interface MadeEntry {
  readonly reason: string
  readonly lines: readonly EntryLine[]
}

interface Answer {
  readonly papers?: readonly {
    readonly outcome: string
    readonly number?: string | null
    readonly problems?: readonly Problem[]
  }[]
  readonly entries?: readonly MadeEntry[]
}

export interface Done {
  readonly fates: readonly Fate[]
  readonly entries: readonly MadeEntry[]
  /** The numbers that papers get that had none. */
  readonly numbers: readonly string[]
}

/** So many go in one request; few enough that somebody can stop between two. */
const pieceLength = 100
/** A request whose answer was lost is sent again so often, under the same key. */
const mostTries = 3

/**
 * Does a step with papers, piece by piece, or previews it. `tell` hears how many are through, and
 * answers whether to go on; what was not begun has no fate.
 */
export async function doStep(
  of: Described,
  company: string,
  step: BulkStep,
  rows: readonly Row[],
  how: { readonly preview: boolean; readonly tell: (done: number) => boolean },
): Promise<Done> {
  const fates: Fate[] = []
  const entries: Done['entries'][number][] = []
  const numbers: string[] = []
  for (let at = 0; at < rows.length; at += pieceLength) {
    if (!how.tell(at)) break
    const piece = rows.slice(at, at + pieceLength)
    const answer = await sendPiece(`${apiPath(of, company)}/${step.address}`, piece, how.preview)
    fates.push(...piece.map((row, place) => fateIn(answer, row, place)))
    entries.push(...(answer.entries ?? []))
    numbers.push(...piece.flatMap((row, place) => newNumber(answer, row, place)))
    if (answer.isLost) break
  }
  how.tell(rows.length)
  return { fates, entries, numbers }
}

function newNumber({ papers = [] }: Answer, row: Row, place: number): string[] {
  const { outcome, number } = papers[place] ?? {}
  const isNew = outcome === 'done' && (row['number'] ?? null) === null
  return isNew && typeof number === 'string' ? [number] : []
}

function fateIn({ papers = [] }: Answer, row: Row, place: number): Fate {
  const one = papers[place]
  return { row, problems: one?.outcome === 'done' ? [] : (one?.problems ?? []) }
}

/** The call that does a step with papers, for who does the same without a screen. */
export function callOf(
  of: Described,
  company: string,
  { address }: BulkStep,
  rows: readonly Row[],
): Call {
  return { path: `${apiPath(of, company)}/${address}`, body: { papers: rows.map(namedIn) } }
}

/** What names a paper in a set: which one, as it was seen. */
function namedIn(row: Row): { readonly id: string; readonly version: unknown } {
  return { id: textOf(row['id']), version: row['version'] }
}

/** One request; what is refused as a whole is told of each of its papers. */
async function sendPiece(
  path: string,
  piece: readonly Row[],
  preview: boolean,
): Promise<Answer & { readonly isLost: boolean }> {
  const papers = piece.map(namedIn)
  const key = crypto.randomUUID()
  for (let tries = 1; ; tries += 1) {
    try {
      const asked = preview ? { preview: true } : {}
      return { ...(await post<Answer>(path, { papers }, { asked, key })), isLost: false }
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const isLost = error.status === 0 || error.status >= 500
      if (isLost && tries < mostTries) continue
      return { papers: piece.map(() => ({ outcome: 'refused', problems: told(error) })), isLost }
    }
  }
}

/** Problems of a refusal; its own sentence where it has none. */
function told({ problems, message }: Refused): readonly Problem[] {
  return problems.length > 0 ? problems : [{ rule: 'refused', field: '', message }]
}

/** What is needed to write papers again that were thrown away. */
export async function contentsOf(
  of: Described,
  company: string,
  rows: readonly Row[],
): Promise<object[]> {
  return await Promise.all(
    rows.map(async (row) => {
      const path = `${apiPath(of, company)}/${encodeURIComponent(keyOf(of, row))}`
      return writtenOf(of, await get<Row>(path))
    }),
  )
}

/** What people wrote of a paper: not what is taken, and nothing that is empty. */
function writtenOf(of: Described, paper: Row): object {
  const filled = (content: object, names: ReadonlySet<string>): object =>
    Object.fromEntries(
      Object.entries(content).filter(
        ([name, value]) => names.has(name) && value !== null && value !== undefined,
      ),
    )
  const plain = new Set(of.fields.flatMap((one) => (isRows(one) || one.taken ? [] : [one.name])))
  const lists = of.fields.flatMap((one) => {
    const rows: unknown = paper[one.name]
    if (!isRows(one) || one.taken || !Array.isArray(rows)) return []
    const names = new Set(one.rows.flatMap(({ name, taken }) => (taken ? [] : [name])))
    return [[one.name, rows.filter(isObject).map((row) => filled(row, names))] as const]
  })
  const extra = isObject(paper['extra'])
    ? filled(paper['extra'], new Set(keysOf(paper['extra'])))
    : {}
  return { ...filled(paper, plain), ...Object.fromEntries(lists), extra }
}

function keysOf(of: object): string[] {
  return Object.keys(of)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Writes papers again; answers how many came back. */
export async function writeAgain(
  of: Described,
  company: string,
  papers: readonly object[],
): Promise<number> {
  const { papers: made = [] } = await post<Answer>(apiPath(of, company), { papers })
  return made.filter(({ outcome }) => outcome === 'done').length
}
