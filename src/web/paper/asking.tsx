/** Asks for the approval that a policy wants before a paper may go on. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import type { Paper } from '#web/paper/paper-api.ts'
import { SentenceList } from '#web/shell/sentences.tsx'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

interface AskingProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper
  readonly verb: string
  readonly problems: readonly Problem[]
}

interface Asked {
  readonly papers: readonly {
    readonly outcome: 'asked' | 'not needed' | 'refused'
    readonly problems?: readonly Problem[]
  }[]
}

export function Asking({ of, company, paper, verb, problems }: AskingProps) {
  const { id, version } = paper
  const path = `${apiPath(of, company)}/approval-requests`
  const asks = useMutation({
    mutationFn: () => post<Asked>(path, { papers: [{ id, version }], verb }),
  })
  if (!problems.some(({ rule }) => rule.startsWith('approval'))) return null
  const one = asks.data?.papers[0]
  if (one !== undefined && one.outcome !== 'refused') {
    return (
      <p role="status">
        <FormattedMessage id="paper.asked" />
      </p>
    )
  }
  return (
    <>
      <div className="wrong">
        <SentenceList problems={one?.problems ?? []} />
      </div>
      <Button variant="default" loading={asks.isPending} onClick={() => asks.mutate()}>
        <FormattedMessage id="paper.ask" />
      </Button>
    </>
  )
}
