/** Why something cannot be shown, in the server's sentences. */
import { Refused } from '#web/api.ts'
import type { Problem } from '#web/api.ts'

/** What the server says is wrong; nothing where it was not the server that refused. */
export function problemsOf(error: Error | null): readonly Problem[] {
  return error instanceof Refused ? error.problems : []
}

export function Refusal({ error }: { readonly error: Error }) {
  const problems = problemsOf(error)
  const sentences = problems.length > 0 ? problems.map(({ message }) => message) : [error.message]
  return (
    <div className="refusal" role="alert">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
