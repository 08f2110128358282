/** The next and the previous paper of the list from which this one was opened. */
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import { neighbours } from '#web/list/neighbours.ts'
import type { Described } from '#web/screens.ts'

/** Goes to the paper before or behind one; nothing where it stands in no list. */
export function useNeighbours(of: Described, company: string, at: string) {
  const navigate = useNavigate()
  const found = neighbours(company, of.address, at)
  const go = (key: string | null): (() => void) | undefined =>
    key === null
      ? undefined
      : () =>
          void navigate({
            to: '/c/$company/$list/$key',
            params: { company, list: of.address, key },
          })
  return { found, before: go(found?.before ?? null), after: go(found?.after ?? null) }
}

export function Neighbours({ found, before, after }: ReturnType<typeof useNeighbours>) {
  const { formatMessage } = useIntl()
  if (found === null) return null
  return (
    <div className="neighbours">
      <Button
        variant="default"
        disabled={before === undefined}
        onClick={before}
        aria-label={formatMessage({ id: 'paper.previous' })}
      >
        ↑
      </Button>
      <span className="muted">
        {found.place}/{found.of}
      </span>
      <Button
        variant="default"
        disabled={after === undefined}
        onClick={after}
        aria-label={formatMessage({ id: 'paper.next' })}
      >
        ↓
      </Button>
    </div>
  )
}
