/** `backstay seal`: seals now what was posted since the last seal. */
import { said, stopped, type Answer } from '#cli/answer.ts'
import { placed, type Placing } from '#cli/placing.ts'
import { withBooks } from '#cli/connection.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import { sealAll } from '#server/seal-job.ts'

export interface SealOptions extends Placing {
  readonly anchor?: string
}

/** Seals what waits in all organizations; an anchor file gets a note of each seal. */
export async function seal(session: Session, options: SealOptions): Promise<Answer> {
  const { anchor } = options
  const answered = await withBooks(placed(session, options), async ({ database }) => {
    const failures: unknown[] = []
    const sealed = await sealAll({
      database,
      onProblem: (error) => failures.push(error),
      ...(anchor === undefined ? {} : { anchor }),
    })
    const text = `${grouped(sealed)} entries and events of periods sealed.\n`
    const [failure] = failures
    if (failure === undefined) return said(text, { sealed })
    const why = failure instanceof Error ? failure.message : 'the database did not say why'
    const message = `Not all could be sealed: ${why}. Mend this and seal again.`
    return stopped('refused', [{ rule: 'seal-failed', field: '', message }], text, { sealed })
  })
  return answered.ok ? answered.value : stopped('unavailable', answered.problems)
}
