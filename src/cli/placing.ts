/** The words that most verbs share: where the books are, whose they are, and what opens them. */
import { refused, type Outcome } from '#base/problem.ts'
import { answerTo, said, stopped, type Answer } from '#cli/answer.ts'
import { chooseCompany, chooseOrganization } from '#cli/choice.ts'
import type { Company, Organization } from '#cli/choice.ts'
import { withBooks, type Books, type WhereBooks } from '#cli/connection.ts'
import type { Session } from '#cli/session.ts'

export interface Placing {
  readonly data?: string
  readonly organization?: string
}

export interface CompanyPlacing extends Placing {
  readonly company?: string
}

/** Where the books of these words are. */
export function placed({ world, say }: Session, { data }: Placing): WhereBooks {
  return { env: world.env, say, ...(data === undefined ? {} : { data }) }
}

/** Opens the books, chooses the organization, and hands both to the work. */
export async function inOrganization(
  session: Session,
  options: Placing,
  work: (books: Books, organization: Organization) => Promise<Answer>,
): Promise<Answer> {
  const answered = await withBooks(placed(session, options), async (books) => {
    const organization = await chooseOrganization(books, options.organization)
    if (!organization.ok) return stoppedBy(organization)
    return await work(books, organization.value)
  })
  return answered.ok ? answered.value : stopped('unavailable', answered.problems)
}

/** The same with the company chosen. */
export async function inCompany(
  session: Session,
  options: CompanyPlacing,
  work: (books: Books, organization: Organization, company: Company) => Promise<Answer>,
): Promise<Answer> {
  return await inOrganization(session, options, async (books, organization) => {
    const company = await chooseCompany(books, organization.id, options.company)
    if (!company.ok) return stoppedBy(company)
    return await work(books, organization, company.value)
  })
}

function stoppedBy(outcome: Outcome<unknown> & { readonly ok: false }): Answer {
  return answerTo(refused(...outcome.problems), () => said('', {}))
}
