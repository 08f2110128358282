/** What needs approval: the organization's policies, listed and set for one verb at a time. */
import { newId } from '#base/id.ts'
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { ApprovalPolicy } from '#permissions/approval.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { aOrAn } from '#kit/naming.ts'
import type { Role } from '#kit/role.ts'
import type { Holding, RoleBook } from '#permissions/roles.ts'

/** One band of amounts, and who approves in it. */
export type PolicyBand = Pick<ApprovalPolicy, 'from' | 'below' | 'roles' | 'persons' | 'days'>

/** All that is asked for one verb of one kind of paper. */
export interface PolicyPlan {
  /** The company's code; null for what all companies have in common. */
  readonly company: string | null
  readonly kind: string
  readonly verb: string
  /** None: it needs no approval any more. */
  readonly bands: readonly PolicyBand[]
}

/** A policy as the list shows it. */
export interface ListedPolicy extends ApprovalPolicy {
  readonly madeBy: string
  readonly madeAt: Instant
}

/** The policies that stand, by kind, verb and band; with a place, those that can meet it. */
export async function listPolicies(
  query: Query,
  organization: string,
  place: { readonly company: string; readonly kind: string; readonly verb: string } | null = null,
): Promise<ListedPolicy[]> {
  return await query<ListedPolicy>({
    name: 'access.policies',
    text: `select y.id, y.company, y.kind, y.verb, y.from_amount as "from", y.below, y.roles,
        y.persons, y.days, p.name as "madeBy", y.made_at as "madeAt"
      from access.approval_policy y
      join access.person p on p.organization = y.organization and p.id = y.made_by
      where y.organization = $1 and y.ended_at is null and ($2::text is null or
        ((y.company is null or y.company = $2) and y.kind = $3 and y.verb = $4))
      order by y.kind, y.verb, y.company nulls first, y.from_amount, y.id`,
    values: [organization, place?.company ?? null, place?.kind ?? null, place?.verb ?? null],
  })
}

/**
 * Sets what is asked for a verb: the policies that stood for it in the same company are ended, the
 * new ones begin. Bands that meet are asked for together. What stood for a verb that is gone can
 * still be ended. Problems: `kind-unknown`, `verb-unknown`, `role-unknown`, `band-crossed`,
 * `company-unknown`.
 */
export async function setPolicies(
  query: Query,
  book: RoleBook,
  catalogue: Catalogue,
  organization: string,
  by: Holding,
  { company, kind, verb, bands }: PolicyPlan,
): Promise<Outcome<ListedPolicy[]>> {
  const problems = [
    ...(bands.length === 0 ? [] : matterProblems(catalogue, kind, verb)),
    ...bands.flatMap((band, at) => bandProblems(book, band, at)),
  ]
  const companies = await query({
    text: 'select from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  if (company !== null && companies.length === 0) {
    const message = `There is no company “${company}”. Correct its code.`
    problems.push({ rule: 'company-unknown', field: 'company', message })
  }
  if (problems.length > 0) return refused(...problems)
  await query({
    text: `update access.approval_policy set ended_at = clock_timestamp(), ended_by = $5
      where organization = $1 and company is not distinct from $2 and kind = $3 and verb = $4
        and ended_at is null`,
    values: [organization, company, kind, verb, by.person],
  })
  const rows = bands.map(({ from, below, roles, persons, days = null }) => ({
    id: newId(Date.now()),
    from_amount: from.toString(),
    below: below?.toString() ?? null,
    roles,
    persons,
    days,
  }))
  await query({
    text: `insert into access.approval_policy
        (organization, company, kind, verb, made_by, id, from_amount, below, roles, persons,
          days)
      select $1, $2, $3, $4, $5, b.* from jsonb_to_recordset($6) as b
        (id uuid, from_amount bigint, below bigint, roles text[], persons smallint,
          days smallint)`,
    values: [organization, company, kind, verb, by.person, JSON.stringify(rows)],
  })
  const standing = await listPolicies(query, organization)
  return fine(standing.filter((one) => one.kind === kind && one.verb === verb))
}

/** What is wrong with what a policy is about: the paper, or what is done with it. */
export function matterProblems(catalogue: Catalogue, kind: string, verb: string): Problem[] {
  const document = catalogue.document(kind)
  if (document === undefined) {
    const papers = catalogue.all.filter((of) => of.noun === 'document').map(({ name }) => name)
    const message = `There is no paper “${kind}”. There is: ${papers.join(', ')}.`
    return [{ rule: 'kind-unknown', field: 'kind', message }]
  }
  if (Object.hasOwn(document.transitions, verb)) return []
  const verbs = Object.keys(document.transitions).join(', ')
  const message = `There is no “${verb}” for ${aOrAn(kind)}. There is: ${verbs}.`
  return [{ rule: 'verb-unknown', field: 'verb', message }]
}

function bandProblems(book: RoleBook, { from, below, roles }: PolicyBand, at: number): Problem[] {
  const field = `bands[${at + 1}]`
  const strange = roles.find((role: Role) => !book.has(role))
  const problems: Problem[] = []
  if (strange !== undefined) {
    const message = `There is no role “${strange}”. The list of roles shows those there are.`
    problems.push({ rule: 'role-unknown', field: `${field}.roles`, message })
  }
  if (below !== null && below <= from) {
    const message = 'It ends before it begins. Correct the amounts.'
    problems.push({ rule: 'band-crossed', field: `${field}.below`, message })
  }
  return problems
}
