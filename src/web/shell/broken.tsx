/** What is shown where a screen cannot be: what happened, and what to do now. */
import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { Refused } from '#web/api.ts'
import { ErrorSentences } from '#web/shell/sentences.tsx'

export function Broken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = (): void => {
    reset()
    void router.invalidate()
  }
  return (
    <main className="broken">
      <h1>
        <FormattedMessage id={error instanceof Refused ? 'broken.refused' : 'broken.ours'} />
      </h1>
      {error instanceof Error ? <ErrorSentences error={error} isPage /> : <p>{String(error)}</p>}
      <Button onClick={again}>
        <FormattedMessage id="broken.again" />
      </Button>
    </main>
  )
}
