/** How accounts are called, for whoever may see the chart. */
import { useQuery } from '@tanstack/react-query'
import { get } from '#web/api.ts'

interface Chart {
  readonly accounts: readonly { readonly code: string; readonly name: string }[]
}

export function useAccountNames(company: string): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['chart', company],
    queryFn: () => get<Chart>(`/companies/${encodeURIComponent(company)}/accounts`),
    staleTime: 300_000,
    retry: false,
  })
  return new Map(data?.accounts.map(({ code, name }) => [code, name]))
}
