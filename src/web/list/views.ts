/** Views of lists and reports that are kept on the server: one's own, and the team's. */
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import { searchOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import type { Search } from '#web/router.tsx'

export interface View {
  readonly id: string
  readonly list: string
  readonly name: string
  readonly settings: Search
  readonly forTeam: boolean
  readonly isDefault: boolean
  readonly mayChange: boolean
}

export type NewView = Omit<View, 'id' | 'mayChange'>

interface Answer {
  readonly views: readonly View[]
}

function pathOf(company: string): string {
  return `/companies/${encodeURIComponent(company)}/views`
}

/** A list or report whose views are kept, and how it is looked at now. */
export interface Viewed {
  readonly company: string
  /** Its part of an address: "sales-invoices", "reports/open-items". */
  readonly list: string
  /** What a view would keep of the address. */
  readonly settings: Search
  /** The view that is shown: its number, "all", or null. */
  readonly view: string | null
  /** Whether the one who looks may keep views for the team. */
  readonly mayShare: boolean
  /** Shows what is seen now as a view. */
  readonly show: (view: string | null) => void
}

/** The name under which an address tells its view. */
export const viewName = 'list.view'

/** The address of a view. */
export function searchOfView(view: View): Search {
  return { ...view.settings, [viewName]: view.id }
}

/** The views of all lists of a company; they are few. */
export function viewsQuery(company: string) {
  return queryOptions({
    queryKey: ['views', company],
    queryFn: async () => (await get<Answer>(pathOf(company))).views,
    staleTime: 60_000,
  })
}

/** The views of a list or report, and how they are kept and thrown away. */
export function useViews(company: string, list: string) {
  const queries = useQueryClient()
  const { data, isPending } = useQuery(viewsQuery(company))
  const again = () => queries.invalidateQueries({ queryKey: ['views', company] })
  const save = useMutation({
    mutationFn: async (view: NewView) => {
      const { views } = await post<Answer>(pathOf(company), { views: [view] })
      await again()
      return views.find((one) => one.name === view.name && one.forTeam === view.forTeam)
    },
  })
  const remove = useMutation({
    mutationFn: (id: string) => post(`${pathOf(company)}/removals`, { views: [id] }),
    onSuccess: again,
  })
  return { views: (data ?? []).filter((one) => one.list === list), isPending, save, remove }
}

/** What a view keeps of an address: all but the row and the sum that were looked at. */
export function settingsOf(asked: Asked): Search {
  return searchOf({ ...asked, row: null, view: null, why: null })
}

/** Whether two views show the same. */
export function isSame(one: Search, other: Search): boolean {
  const text = (search: Search): string =>
    JSON.stringify(Object.entries(search).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return text(one) === text(other)
}
