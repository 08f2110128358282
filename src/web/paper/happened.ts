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
  readonly what: 'act' | 'comment' | 'task' | 'added' | 'replaced' | 'withdrawn' | 'approval'
  readonly at: string
  readonly person: string
  readonly name: string
  readonly version: number
  readonly verb?: string
  readonly changes?: readonly Change[]
  readonly moreChanges?: number
  readonly entries?: readonly string[]
  /** From where an act came; null where that was not noted. */
  readonly origin?: string | null
  readonly decision?: 'approve' | 'reject' | 'hand over'
  readonly standingFor?: string | null
  /** The identifier of a comment; of an approval what was said with it. */
  readonly comment?: string | null
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

/** Which of it is wanted: by person, kind and days; what is left out narrows nothing. */
export type HappenedFilter = Readonly<Partial<Record<'person' | 'what' | 'from' | 'until', string>>>

export function useHappened(path: string, only: HappenedFilter = {}): Happened {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['happened', 'timeline', path, only],
    queryFn: ({ pageParam }) => get<Page>(`${path}/timeline`, { ...only, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // What is shown stays while another part of the same history is read.
    placeholderData: (before, query) => (query?.queryKey[2] === path ? before : undefined),
    retry: false,
  })
  const happenings = data?.pages.flatMap((page) => page.happenings) ?? []
  return { happenings, more: hasNextPage ? () => void fetchNextPage() : null }
}
