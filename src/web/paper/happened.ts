/** What happened to a paper or row, as the server tells it: acts, comments, tasks and files. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'

export interface Change {
  readonly field: string
  readonly label: string
  readonly from?: unknown
  readonly to?: unknown
}

export interface Happening {
  readonly what: 'act' | 'comment' | 'task' | 'added' | 'replaced' | 'withdrawn'
  readonly at: string
  readonly person: string
  readonly name: string
  readonly version: number
  readonly verb?: string
  readonly changes?: readonly Change[]
  readonly moreChanges?: number
  readonly entries?: readonly string[]
  readonly comment?: string
  readonly text?: string | null
  readonly changedAt?: string | null
  readonly task?: string
  readonly assigneeName?: string
  readonly isDone?: boolean
  readonly attachment?: string
  readonly fileName?: string
}

interface Page {
  readonly happenings: readonly Happening[]
  readonly next?: string
}

export interface Happened {
  readonly happenings: readonly Happening[]
  readonly more: (() => void) | null
}

export function useHappened(path: string): Happened {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['happened', 'timeline', path],
    queryFn: ({ pageParam }) => get<Page>(`${path}/timeline`, { after: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    retry: false,
  })
  const happenings = data?.pages.flatMap((page) => page.happenings) ?? []
  return { happenings, more: hasNextPage ? () => void fetchNextPage() : null }
}
