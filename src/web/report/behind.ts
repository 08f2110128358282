/** What is behind a figure of a paper, as the server tells it. */
import { queryOptions } from '@tanstack/react-query'
import { get } from '#web/api.ts'

export interface Part {
  readonly name: string
  readonly row: number | null
  readonly text: string | null
  readonly figure: string
  /** The place of the part itself on the paper, where it has one. */
  readonly at: string | null
  /** The entry of another paper that it is of. */
  readonly entry: string | null
}

export interface Behind {
  readonly figure: string
  readonly currency: string
  readonly formula: string
  readonly facts: readonly { readonly name: string; readonly text: string }[]
  readonly parts: readonly Part[]
  readonly sum: string
}

/** Asks it of the paper at a path of the API, and again whenever papers of the company change. */
export function behindQuery(company: string, path: string, figure: string) {
  return queryOptions({
    queryKey: ['paper', company, 'why', path, figure],
    queryFn: ({ signal }) => get<Behind>(`${path}/why`, { figure }, signal),
    staleTime: 15_000,
    retry: false,
  })
}
