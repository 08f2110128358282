/** Why something cannot be shown, in the server's sentences. */
import { Refused } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { ErrorSentences } from '#web/shell/sentences.tsx'

/** What the server says is wrong; nothing where it was not the server that refused. */
export function problemsOf(error: Error | null): readonly Problem[] {
  return error instanceof Refused ? error.problems : []
}

export function Refusal({ error }: { readonly error: Error }) {
  return (
    <div className="refusal" role="alert">
      <ErrorSentences error={error} />
    </div>
  )
}
