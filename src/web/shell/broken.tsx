/** What is shown where a screen cannot be: what happened, and what to do now. */
import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { Refused } from '#web/api.ts'

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  const number = error instanceof Refused ? error.request : null
  return (
    <main className="broken">
      <h1>
        <FormattedMessage id={error instanceof Refused ? 'broken.refused' : 'broken.ours'} />
      </h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      {number === null ? null : (
        <p className="muted">
          <FormattedMessage id="broken.number" values={{ number }} />
        </p>
      )}
      <Button onClick={again}>
        <FormattedMessage id="broken.again" />
      </Button>
    </main>
  )
}
