/** Why something cannot be shown, in the server's sentences. */
import { Refused } from '#web/api.ts'

export function Refusal({ error }: { readonly error: Error }) {
  const problems = error instanceof Refused ? error.problems : []
  const sentences = problems.length > 0 ? problems.map(({ message }) => message) : [error.message]
  return (
    <div className="refusal" role="alert">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
