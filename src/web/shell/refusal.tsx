/** Why something was refused, in its sentences; nothing where nothing was. */
import { Refused } from '#web/api.ts'
import { ErrorSentences, Sentences } from '#web/shell/sentences.tsx'

interface Props {
  readonly error: Error | null | undefined
  /** The fields that show their own problems. */
  readonly without?: readonly string[]
}

export function Refusal({ error, without = [] }: Props) {
  if (error === null || error === undefined) return null
  if (without.length === 0 || !(error instanceof Refused) || error.problems.length === 0) {
    return (
      <div className="wrong" role="alert">
        <ErrorSentences error={error} />
      </div>
    )
  }
  const others = error.problems.filter(({ field }) => !without.includes(field))
  if (others.length === 0) return null
  return (
    <p className="wrong" role="alert">
      <Sentences problems={others} />
    </p>
  )
}
