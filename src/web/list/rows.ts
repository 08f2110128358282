/** The rows of a list, page by page from behind the last one, and apart from them their count. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'
import { flatOwn } from '#web/controls/own-values.ts'
import { ledgerRows } from '#web/controls/ledger-rows.ts'
import { filterText, questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { arranged } from '#web/list/arranged.ts'
import type { Row } from '#web/list/list-fields.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** So many rows come at once. */
export const pageLength = 100

export interface Page {
  readonly rows: readonly Row[]
  readonly next: string | null
}

type Question = Pick<Asked, 'filters' | 'sort'>

/** A page of a list. */
export async function readPage(
  of: Described,
  company: string,
  question: Question,
  {
    after = '',
    limit = pageLength,
    signal,
  }: { after?: string; limit?: number; signal?: AbortSignal },
): Promise<Page> {
  if (of.isLedgers) return { rows: arranged(await ledgerRows(of, company), question), next: null }
  const asked = { ...questionOf(question), limit, after }
  const page = await get<Answer>(apiPath(of, company), asked, signal)
  return { rows: (page.papers ?? page.rows ?? []).map(flatOwn), next: page.next ?? null }
}

interface Answer {
  readonly papers?: readonly Row[]
  readonly rows?: readonly Row[]
  readonly next?: string
}

/** The rows that are loaded, and how more are. What was shown stays until what follows is there. */
export function useRows(of: Described, company: string, question: Question) {
  return useInfiniteQuery({
    queryKey: ['list', company, of.address, questionOf(question)],
    queryFn: ({ pageParam, signal }) =>
      readPage(of, company, question, { after: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    staleTime: 10_000,
  })
}

export interface Count {
  readonly count: number
  /** Whether there are not more than were counted. */
  readonly exact: boolean
}

/** How many rows there are, as soon as it is known. */
export function useCount(of: Described, company: string, { filters }: Question) {
  return useQuery({
    queryKey: ['count', company, of.address, filterText(filters)],
    queryFn: async ({ signal }): Promise<Count> => {
      if (!of.isLedgers) {
        return await get<Count>(besidePath(of, company, 'counts'), filterText(filters), signal)
      }
      const count = arranged(await ledgerRows(of, company), { filters, sort: [] }).length
      return { count, exact: true }
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
}

/** Where counts and exports of a description stand: "/companies/store/counts/sales-invoices". */
export function besidePath(of: Described, company: string, what: 'counts' | 'exports'): string {
  return of.ofCompany
    ? `/companies/${encodeURIComponent(company)}/${what}/${of.address}`
    : `/${what}/${of.address}`
}
