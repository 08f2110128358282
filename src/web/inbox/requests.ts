/** What waits for one’s approval, as the server tells it, and how it is decided. */
import { queryOptions } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'

export interface WaitingRequest {
  readonly id: string
  readonly company: string
  /** The name of the description of the paper. */
  readonly kind: string
  readonly paper: string
  readonly verb: string
  readonly version: number
  readonly contentHash: string
  /** In minor units. */
  readonly amount: string | null
  readonly currency: string | null
  readonly party: string | null
  readonly askedBy: string
  readonly madeBy: string
  readonly askedOn: string
  readonly expiresOn: string
  readonly notes: readonly Problem[]
  readonly waitingFor: readonly { readonly roles: readonly string[]; readonly persons: number }[]
  readonly inPlaceOf: readonly string[]
  readonly approvals: readonly {
    readonly name: string
    readonly standingFor: string
    readonly decision: 'approve' | 'reject'
    readonly comment: string | null
    readonly at: string
  }[]
}

export type Decision = 'approvals' | 'rejections'

/** Asked for again each minute, so that the number in the rail is true. */
export const requestsQuery = queryOptions({
  queryKey: ['approval requests'],
  queryFn: async () => (await get<{ requests: WaitingRequest[] }>('/approval-requests')).requests,
  refetchInterval: 60_000,
  retry: false,
})

interface Decided {
  readonly results: readonly (
    | { readonly outcome: 'done'; readonly request: string }
    | {
        readonly outcome: 'refused'
        readonly request: string
        readonly problems: readonly Problem[]
      }
  )[]
}

/** Decides about requests as they were seen; what was changed meanwhile is refused. */
export async function decide(
  decision: Decision,
  requests: readonly WaitingRequest[],
  me: string,
  comment = '',
): Promise<Decided> {
  return await post<Decided>(`/approval-requests/${decision}`, {
    requests: requests.map(({ id, contentHash, inPlaceOf }) => {
      const [other] = inPlaceOf.includes(me) ? [] : inPlaceOf
      return { id, contentHash, ...(other === undefined ? {} : { inPlaceOf: other }) }
    }),
    ...(comment === '' ? {} : { comment }),
  })
}
