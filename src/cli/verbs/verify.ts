/** `backstay verify`: proves by the seals that nothing posted was changed since. */
import { existsSync } from 'node:fs'
import { isId } from '#base/id.ts'
import { fine, type Outcome } from '#base/problem.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { chooseOrganization } from '#cli/choice.ts'
import { withBooks, type Books } from '#cli/connection.ts'
import { placed, type Placing } from '#cli/placing.ts'
import { grouped } from '#cli/progress.ts'
import type { Session } from '#cli/session.ts'
import type { Problem } from '#base/problem.ts'
import { verifier, type Verdict } from '#cli/verifier.ts'

export interface VerifyOptions extends Placing {
  readonly anchor?: string
}

/** Verifies all seals of an organization; what is broken first is told first. */
export async function verify(session: Session, options: VerifyOptions): Promise<Answer> {
  const { anchor } = options
  if (anchor !== undefined && (anchor.includes('\0') || !existsSync(anchor))) {
    const message = `The anchor file ${anchor} is not there. Name the file that seals are noted in.`
    return stopped('usage', [misuse('--anchor', message)])
  }
  const answered = await withBooks(placed(session, options), async (books) => {
    const organization = await meant(books, options.organization)
    if (!organization.ok) return answerTo(organization, () => said('', {}))
    const look = await verifier()
    const progress = session.progress('verify', 'entries')
    const verdict = await look({
      connection: books.login,
      organization: organization.value,
      onProgress: ({ sealed }) => progress.tell(sealed),
      ...(anchor === undefined ? {} : { anchor }),
    })
    progress.end()
    return told(verdict)
  })
  return answered.ok ? answered.value : stopped('unavailable', answered.problems)
}

/** The organization of these words; also an example that was ended, named by its identifier. */
async function meant(books: Books, named: string | undefined): Promise<Outcome<string>> {
  const found = await chooseOrganization(books, named)
  if (found.ok) return fine(found.value.id)
  if (named === undefined || !isId(named)) return found
  const ended = await books.database.transaction(
    named,
    (query) =>
      query({
        text: 'select from ledger.ended_example where organization = $1',
        values: [named],
      }),
    { mode: 'snapshot' },
  )
  return ended.length > 0 ? fine(named) : found
}

function told(verdict: Verdict): Answer {
  const { ok, sealed, unsealed, lines, seals, findings, warnings } = verdict
  const text =
    `${grouped(sealed)} entries with ${grouped(lines)} lines under ${grouped(seals)} ` +
    `${seals === 1 ? 'seal' : 'seals'}: ` +
    `${ok ? 'all is as it was sealed' : 'NOT all is as it was sealed'}. ` +
    `${grouped(unsealed)} entries wait for their seal.\n` +
    warnings.map((warning) => `Note: ${warning}\n`).join('')
  if (ok) return said(text, verdict)
  return stopped('refused', findings.map(asProblem), text, verdict)
}

function asProblem({ rule, message, position, seal }: Verdict['findings'][number]): Problem {
  const place = position === undefined ? '' : `position ${position}`
  return { rule, field: place === '' && seal !== undefined ? `seal ${seal}` : place, message }
}
