/** Steps with more papers than one request takes: the server does them by a job, and is asked. */
import { queryOptions } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import type { Call } from '#web/controls/calls.ts'
import type { BulkStep } from '#web/list/bulk.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { Described } from '#web/screens.ts'

/** So many papers are done while somebody waits; more become a job of the server. */
export const mostWhileWaiting = 500

/** How a job with papers stands, and the first of those that were refused. */
export interface Work {
  readonly job: string
  readonly title: string
  /** The name of the description whose papers these are. */
  readonly kind: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'parked'
  readonly isCancelling: boolean
  readonly papers: number
  readonly done: number
  readonly refused: number
  readonly waiting: number
  readonly problems: readonly Problem[]
  readonly refusals: readonly {
    readonly paper: string
    readonly number: string | null
    readonly problems: readonly Problem[]
  }[]
  readonly next?: string
}

/** Whether nothing more will become of it by itself. */
export function isOver({ state }: Work): boolean {
  return state !== 'waiting' && state !== 'running'
}

/** The path of a company's work, or of one of it. */
export function workPath(company: string, job?: string): string {
  const all = `/companies/${encodeURIComponent(company)}/bulk-steps`
  return job === undefined ? all : `${all}/${encodeURIComponent(job)}`
}

/** The call that asks for a step with papers as a job. */
export function workCall(
  of: Described,
  company: string,
  { address: step }: BulkStep,
  rows: readonly Row[],
): Call {
  const papers = rows.map((row) => ({ id: textOf(row['id']), version: row['version'] }))
  return { path: workPath(company), body: { kind: of.name, step, papers } }
}

/** Asks for it; answers the number of the job. Throws `Refused`. */
export async function askWork({ path, body }: Call): Promise<string> {
  return (await post<{ job: string }>(path, body)).job
}

/** A job of one's own; it is looked at each second until it is over. */
export function workQuery(company: string, job: string) {
  return queryOptions({
    queryKey: ['work', company, job],
    queryFn: () => get<Work>(workPath(company, job)),
    refetchInterval: ({ state: { data } }) => (data === undefined || isOver(data) ? false : 1_000),
    retry: false,
  })
}
