/** Which organization and which company a verb is about, where the words may leave it open. */
import { isId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { misuse } from '#cli/answer.ts'
import type { Books } from '#cli/connection.ts'
import { openDatabase } from '#server/database/database.ts'

export interface Organization {
  readonly id: string
  readonly name: string
}

export interface Company {
  readonly code: string
  readonly timeZone: string
}

/**
 * The organization of an identifier or name, or the only one. Problems: `organization-unknown`,
 * `usage` where there are several, or where the login alone can't see them.
 */
export async function chooseOrganization(
  books: Books,
  named: string | undefined,
): Promise<Outcome<Organization>> {
  if (named !== undefined && isId(named)) return await organizationOf(books, named)
  const all = await organizations(books)
  if (all === null) {
    const message =
      'The login of DATABASE_URL sees no organization by itself. Give its identifier with ' +
      '--organization, or the owner of the database in DATABASE_OWNER_URL.'
    return refused(misuse('--organization', message))
  }
  if (all.length === 0) return refused(nobody)
  const found = named === undefined ? all : all.filter(({ name }) => name === named)
  const [only] = found
  if (found.length === 1 && only !== undefined) return fine(only)
  const choices = all.map(({ id, name }) => `${name} (${id})`).join(', ')
  if (found.length === 0) return refused(unknown(`There is no organization “${named}”.`, choices))
  const message = `There are several organizations. Say which with --organization: ${choices}.`
  return refused(misuse('--organization', message))
}

/**
 * All organizations, as the owner of the database sees them; the server's login sees none without
 * naming it. Null where the owner is not known.
 */
export async function organizations({ owner }: Books): Promise<Organization[] | null> {
  if (owner === null) return null
  const database = openDatabase(owner, 1)
  try {
    return await database.bare<Organization>({
      text: `select organization as id, name from ledger.organization order by name, organization
        limit 1000`,
    })
  } finally {
    await database.close()
  }
}

async function organizationOf({ database }: Books, id: string): Promise<Outcome<Organization>> {
  const [found] = await database.transaction(
    id,
    (query) =>
      query<Organization>({
        text: 'select organization as id, name from ledger.organization where organization = $1',
        values: [id],
      }),
    { mode: 'snapshot' },
  )
  return found === undefined
    ? refused(unknown(`There is no organization ${id} here.`, ''))
    : fine(found)
}

/** The companies of an organization by code. */
export async function companies({ database }: Books, organization: string): Promise<Company[]> {
  return await database.transaction(
    organization,
    (query) =>
      query<Company>({
        text: `select code, time_zone as "timeZone" from ledger.company where organization = $1
          order by code limit 1000`,
        values: [organization],
      }),
    { mode: 'snapshot' },
  )
}

/** The company of a code, or the only one. Problems: `company-unknown`, `usage`. */
export async function chooseCompany(
  books: Books,
  organization: string,
  named: string | undefined,
): Promise<Outcome<Company>> {
  const all = await companies(books, organization)
  const found = named === undefined ? all : all.filter(({ code }) => code === named)
  const [only] = found
  if (found.length === 1 && only !== undefined) return fine(only)
  const choices = all.map(({ code }) => code).join(', ')
  if (all.length === 0) {
    const message = 'The organization has no company yet. Make one with "backstay init".'
    return refused({ rule: 'company-unknown', field: '--company', message })
  }
  if (found.length === 0) {
    const message = `There is no company “${named}”. There are: ${choices}.`
    return refused({ rule: 'company-unknown', field: '--company', message })
  }
  const message = `There are several companies. Say which with --company: ${choices}.`
  return refused(misuse('--company', message))
}

const nobody: Problem = {
  rule: 'organization-unknown',
  field: '--organization',
  message: 'The books have no organization yet. Make one with "backstay init".',
}

function unknown(sentence: string, choices: string): Problem {
  const message = choices === '' ? `${sentence} Check it.` : `${sentence} There are: ${choices}.`
  return { rule: 'organization-unknown', field: '--organization', message }
}
