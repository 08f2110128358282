/** What a page of a paper or row asks of the server. */
import { queryOptions } from '@tanstack/react-query'
import { get, post, Refused } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { nestedOwn } from '#web/controls/own-values.ts'
import { ownProblems } from '#web/paper/problems.ts'
import type { Content } from '#web/paper/typed.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** A paper, whole. */
export interface Paper extends Content {
  readonly id: string
  readonly number?: string | null
  readonly state: string
  readonly version: number
  readonly nextSteps: readonly NextStep[]
}

/** What leads on from a paper's state, and what hinders the one who asks. */
export interface NextStep {
  readonly verb: string
  readonly to: string
  readonly by: string
  readonly problems: readonly Problem[]
}

/** What became of one of a set. */
export interface Became {
  readonly id?: string
  readonly outcome: 'done' | 'refused'
  readonly state?: string
  readonly number?: string | null
  readonly version?: number
  readonly problems?: readonly Problem[]
  /** In a preview of writing: what it would say. */
  readonly paper?: Content
}

/** A line of an entry, as far as it is shown. */
export interface EntryLine {
  readonly line: number
  readonly account: string
  readonly amount: string
  readonly currency: string
  readonly base: string
  readonly party?: string
  readonly quantity?: string
  readonly item?: string
  readonly subject?: { readonly kind: string; readonly paper: string }
}

/** An entry that stands in the books, or would. */
export interface Entry {
  readonly id?: string
  readonly journal: string
  readonly postedOn: string
  readonly reason: string
  readonly kind: string
  readonly reversedEntry?: string
  readonly reversedBy?: string
  readonly lines: readonly EntryLine[]
}

export interface Acted {
  readonly papers: readonly Became[]
  readonly entries?: readonly Entry[]
}

export function paperQuery(of: Described, company: string, id: string) {
  return queryOptions({
    queryKey: ['paper', company, of.address, id],
    queryFn: () => get<Paper>(`${apiPath(of, company)}/${encodeURIComponent(id)}`),
    retry: (count, error) => error instanceof Refused && error.status === 0 && count < 3,
  })
}

/** What stands in the way of a request, in the server's sentences. */
export function problemsOf(error: unknown): Problem[] {
  if (!(error instanceof Refused)) throw error
  if (error.problems.length > 0) return ownProblems(error.problems)
  return [{ rule: 'refused', field: '', message: error.message }]
}

/** Why nothing could be asked at all. */
export type Trouble = 'cut' | 'signed out'

export function troubleIn(error: unknown): Trouble | null {
  if (!(error instanceof Refused)) return null
  if (error.status === 0) return 'cut'
  return error.status === 401 ? 'signed out' : null
}

/** What a paper would be, and what hinders it. */
export interface Would {
  readonly paper: Content | null
  readonly problems: readonly Problem[]
  readonly isDone: boolean
}

/** Asks what a paper would be if it were written, and brought on by a verb where there is one. */
export async function askWould(path: string, sent: Content, verb: string | null): Promise<Would> {
  try {
    const body = { papers: [nestedOwn(sent)], ...(verb === null ? {} : { verb }) }
    const { papers } = await post<Acted>(path, body, { asked: { preview: true } })
    const [one] = papers
    return {
      paper: one?.paper ?? null,
      problems: ownProblems(one?.problems ?? []),
      isDone: one?.outcome === 'done',
    }
  } catch (error) {
    if (troubleIn(error) !== null) throw error
    return { paper: null, problems: problemsOf(error), isDone: false }
  }
}
