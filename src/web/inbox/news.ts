/** What others did that concerns one, as the server tells it, and how it is marked as read. */
import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'

export interface NewsPaper {
  /** Null where companies have it in common. */
  readonly company: string | null
  /** The name of the description. */
  readonly kind: string
  readonly key: string
  readonly number: string | null
}

export interface News {
  readonly id: string
  readonly what: 'mention' | 'question' | 'comment' | 'decision' | 'task' | 'overdue' | 'work'
  readonly at: string
  readonly by: string
  readonly isRead: boolean
  /** Null where one may not read it. */
  readonly paper: NewsPaper | null
  readonly about: string | null
  readonly text: string | null
  readonly state: string | null
}

interface NewsPage {
  readonly news: readonly News[]
  readonly unread: number
  readonly next?: string
}

const everyMinute = { refetchInterval: 60_000, refetchOnWindowFocus: true, retry: false } as const

/** How many are unread; asked for again each minute, as it may be read on another device. */
export const unreadQuery = queryOptions({
  queryKey: ['news', 'unread'],
  queryFn: async () => (await get<NewsPage>('/me/news', { limit: 1 })).unread,
  ...everyMinute,
})

export const newsQuery = infiniteQueryOptions({
  queryKey: ['news', 'pages'],
  queryFn: ({ pageParam }) => get<NewsPage>('/me/news', { after: pageParam, limit: 50 }),
  initialPageParam: '',
  getNextPageParam: ({ next }: NewsPage) => next,
  ...everyMinute,
})

/** Which news is meant, and whether it is read. */
export interface Marking {
  readonly isRead: boolean
  readonly news?: readonly string[]
  /** Requests for approval that were looked at. */
  readonly requests?: readonly string[]
  /** The newest that was seen: it and all before it. */
  readonly upTo?: string
}

/** Marks news: on the screen at once, and by the server for all devices. */
export function useMarking(): (marking: Marking) => void {
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (marking: Marking) => post<{ unread: number }>('/me/news/readings', marking),
    onMutate: async (marking) => {
      await queries.cancelQueries({ queryKey: ['news'] })
      queries.setQueryData(newsQuery.queryKey, (before: Pages) => marked(before, marking))
    },
    onSuccess: ({ unread }) => {
      queries.setQueryData(unreadQuery.queryKey, unread)
    },
    onError: () => queries.invalidateQueries({ queryKey: ['news'] }),
  })
  return mutate
}

type Pages = InfiniteData<NewsPage> | undefined

function marked(pages: Pages, { isRead, news = [], upTo }: Marking): Pages {
  if (pages === undefined) return pages
  const isMeant = ({ id }: News): boolean => news.includes(id) || (upTo !== undefined && id <= upTo)
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      news: page.news.map((one) => (isMeant(one) ? { ...one, isRead } : one)),
    })),
  }
}

/** News of one paper. */
export interface NewsGroup {
  readonly name: string
  readonly paper: NewsPaper | null
  readonly news: readonly News[]
}

/** News by its papers, the paper with the newest first; what one may not read stands by itself. */
export function groupsOf(news: readonly News[]): NewsGroup[] {
  const groups = Map.groupBy(news, ({ paper, id }) =>
    paper === null ? id : JSON.stringify([paper.company, paper.kind, paper.key]),
  )
  return [...groups].map(([name, some]) => ({ name, paper: some[0]?.paper ?? null, news: some }))
}
