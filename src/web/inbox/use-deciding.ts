/** Decides about requests, and keeps what was refused of them in sentences. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useIntl } from 'react-intl'
import { decide, requestsQuery } from '#web/inbox/requests.ts'
import type { Decision, WaitingRequest } from '#web/inbox/requests.ts'
import { say } from '#web/shell/toasts.tsx'

export interface Deciding {
  readonly decideAll: (
    decision: Decision,
    requests: readonly WaitingRequest[],
    comment?: string,
  ) => Promise<void>
  readonly faults: readonly string[]
}

export function useDeciding(me: string): Deciding {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const [faults, setFaults] = useState<readonly string[]>([])
  return {
    faults,
    decideAll: async (decision, requests, comment = '') => {
      setFaults([])
      try {
        const { results } = await decide(decision, requests, me, comment)
        const count = results.filter(({ outcome }) => outcome === 'done').length
        await queries.invalidateQueries(requestsQuery)
        const word = decision === 'approvals' ? 'inbox.done' : 'inbox.gone'
        if (count > 0) say({ text: formatMessage({ id: word }, { count }) })
        setFaults([
          ...new Set(
            results.flatMap((one) =>
              one.outcome === 'refused' ? one.problems.map(({ message }) => message) : [],
            ),
          ),
        ])
      } catch (error) {
        setFaults([error instanceof Error ? error.message : String(error)])
      }
    },
  }
}
