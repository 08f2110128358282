/** Passwords of persons: checked against their owner's words, kept as hashes, replaced. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { PasswordHasher } from '#server/access/password-hash.ts'
import { passwordProblem } from '#server/access/password-rules.ts'
import type { Language } from '#server/news/preferences.ts'
import type { Holder } from '#server/access/second-factor.ts'

/** What rules and letters need to know of a person. */
export interface PersonFacts {
  readonly name: string
  readonly email: string
  readonly organizationName: string
  /** In which letters are written: the person's own, otherwise English. */
  readonly language: Language
  /** The names of the organization's companies. */
  readonly companies: readonly string[]
}

/** The facts of a human who has not left, or null. */
export async function factsOf(
  query: Query,
  { organization, person }: Holder,
): Promise<PersonFacts | null> {
  const [found] = await query<PersonFacts>({
    name: 'access.person facts',
    text: `select p.name, p.email, o.name as "organizationName",
        coalesce(w.language, 'en') as language,
        array(select c.name from ledger.company c where c.organization = $1 limit 100) as companies
      from access.person p join ledger.organization o using (organization)
      left join access.preference w on w.organization = p.organization and w.person = p.id
      where p.organization = $1 and p.id = $2 and p.kind = 'human' and p.left_at is null`,
    values: [organization, person],
  })
  return found ?? null
}

/** The hash of a new password. Problems: those of `passwordProblem`. Throws `TooBusy`. */
export async function hashNew(
  hasher: PasswordHasher,
  password: string,
  { name, email, organizationName, companies }: Omit<PersonFacts, 'language'>,
): Promise<Outcome<string>> {
  const owner = { name, email, houses: [organizationName, ...companies] }
  const problem = passwordProblem(password, owner)
  return problem === null ? fine(await hasher.hash(password)) : refused(problem)
}

/** The hash that is kept, or null where the person has not set a password yet. */
export async function passwordHashOf(
  query: Query,
  { organization, person }: Holder,
): Promise<string | null> {
  const [found] = await query<{ content: { readonly phc: string } }>({
    text: `select content from access.credential
      where organization = $1 and person = $2 and kind = 'password' and name = ''`,
    values: [organization, person],
  })
  return found?.content.phc ?? null
}

/**
 * Keeps a hash in place of the one before; with `before`, only where that one is still there, so
 * that making a hash anew never brings back an old password.
 */
export async function keepPassword(
  query: Query,
  { organization, person }: Holder,
  phc: string,
  before: string | null = null,
): Promise<void> {
  await query({
    text:
      before === null
        ? `insert into access.credential (organization, person, kind, content, confirmed_at)
          values ($1, $2, 'password', jsonb_build_object('phc', $3::text), clock_timestamp())
          on conflict (organization, person, kind, name) do update
          set content = excluded.content, made_at = excluded.made_at`
        : `update access.credential set content = jsonb_build_object('phc', $3::text)
          where organization = $1 and person = $2 and kind = 'password' and name = ''
            and content ->> 'phc' = $4`,
    values: before === null ? [organization, person, phc] : [organization, person, phc, before],
  })
}
