/** What there is to draw, as the server tells it to the one who is signed in. */
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { DescriptionPage, FieldPage, OwnFieldPage, RowsPage } from '#kit/derive/page.ts'
import { get } from '#web/api.ts'

/** A description and what of it the roles of the one who is signed in allow. */
export interface Described extends DescriptionPage {
  readonly mayWrite: boolean
  /** The fields that the organization added by itself. */
  readonly own: readonly OwnFieldPage[]
}

export interface ReportParameter {
  readonly name: string
  readonly meaning: string
  readonly type: string
  readonly choices: readonly string[] | null
  readonly otherwise: string | null
  readonly required: boolean
}

export interface ReportPage {
  readonly name: string
  readonly title: string
  readonly answers: string
  readonly parameters: readonly ReportParameter[]
  /** The columns whose figures are explained by their lines. */
  readonly figures: readonly string[]
  /** The columns that say which row it is. */
  readonly coordinates: readonly string[]
  readonly compares: boolean
  /** Whether views of it may be kept for the team. */
  readonly mayShare: boolean
}

export interface DeskPage {
  readonly name: string
  readonly title: string
  readonly papers: readonly string[]
  readonly registers: readonly string[]
  readonly reports: readonly string[]
}

export interface Screens {
  readonly company: {
    readonly code: string
    readonly currency: string
    readonly scale: number
    readonly timeZone: string
    readonly today: string
    /** The last day on which something was posted; null where nothing was, or it is not told. */
    readonly lastPosted: string | null
  }
  /** The digits behind the point of each currency, as the ledger counts them. */
  readonly currencies: Readonly<Record<string, number>>
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  readonly desks: readonly DeskPage[]
  readonly descriptions: readonly Described[]
  readonly reports: readonly ReportPage[]
}

export interface Company {
  readonly code: string
  readonly name: string
  readonly currency: string
}

export interface Me {
  readonly person: string
  readonly name: string
  readonly email: string
  readonly organization: string
  readonly organizationName: string
  /** By which kind of credential it was last shown who this is. */
  readonly confirmedBy: string
  readonly authenticatorApp: boolean
  /** How many are left. */
  readonly recoveryCodes: number
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => get<Me>('/me'),
  staleTime: 60_000,
  retry: false,
})

export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: async () => (await get<{ companies: Company[] }>('/companies')).companies,
  staleTime: 300_000,
})

export function screensQuery(company: string) {
  return queryOptions({
    queryKey: ['screens', company],
    queryFn: () => get<Screens>(`/companies/${encodeURIComponent(company)}/screens`),
    staleTime: 300_000,
  })
}

/** What there is to draw in a company; waits until it is known. */
export function useScreens(company: string): Screens {
  return useSuspenseQuery(screensQuery(company)).data
}

/** Where papers or rows of a description stand in the API. */
export function apiPath(of: Pick<DescriptionPage, 'ofCompany' | 'address'>, company: string) {
  return of.ofCompany ? `/companies/${encodeURIComponent(company)}/${of.address}` : `/${of.address}`
}

/** Whether an entry of a description is rows. */
export function isRows(of: FieldPage | RowsPage): of is RowsPage {
  return 'rows' in of
}
