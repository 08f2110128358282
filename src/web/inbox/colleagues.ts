/** The people of the house by name, for whoever names one of them. */
import { queryOptions } from '@tanstack/react-query'
import { get } from '#web/api.ts'

export interface Colleague {
  readonly id: string
  readonly name: string
}

export const colleaguesQuery = queryOptions({
  queryKey: ['colleagues'],
  queryFn: async () => (await get<{ colleagues: Colleague[] }>('/colleagues')).colleagues,
  staleTime: 300_000,
})
