/** What an organization's own rules still ask of papers: approvals, and duties kept apart. */
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { approvalProblem } from '#permissions/approval-problem.ts'
import type { Clearance, Going } from '#kit/books.ts'
import { contentHash } from '#records/content-hash.ts'
import { whereabouts } from '#kit/decide.ts'
import { toJson } from '#kit/derive/schema.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import type { DutyName } from '#permissions/duty.ts'
import { asDescribed } from '#kit/erased.ts'
import { calledPaper } from '#kit/naming.ts'
import type { Role } from '#kit/role.ts'
import { dutiesAt } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { separates } from '#permissions/separation.ts'
import type { Deed } from '#permissions/separation.ts'
import { standingsOf } from '#server/access/approvals.ts'
import type { GoingPaper } from '#server/access/approvals.ts'
import { standingExceptions } from '#server/access/exceptions.ts'

/** Whose rules, and when. */
export interface House {
  readonly organization: string
  readonly company: string
  readonly companyCurrency: string
  /** The digits of the company's currency, as the ledger counts it. */
  readonly companyDigits: number
  readonly today: PlainDate
}

/** A paper as an approval binds to it: its version, its content, and what it is worth. */
export function matterOf(
  { fields, worth }: Document,
  paper: AnyPaper,
  { companyCurrency, companyDigits }: Pick<House, 'companyCurrency' | 'companyDigits'>,
): GoingPaper {
  const { id, version, extra } = paper
  const worthNow = worth?.(asDescribed(paper), companyDigits) ?? null
  // What is worth something in another currency is judged by every policy, as one of no amount;
  // and so is a draft whose amount is beyond all that the books can hold.
  const isJudged =
    worthNow?.currency === companyCurrency && BigInt.asIntN(64, worthNow.amount) === worthNow.amount
  return {
    paper: id,
    version,
    contentHash: contentHash({ ...toJson(fields, paper), extra }),
    amount: isJudged ? worthNow.amount : null,
  }
}

/**
 * What still hinders papers by the organization's own rules: as many statements for one as for all.
 * Problems: those of `approvalProblem` and of `separates`.
 */
export async function clearance(
  query: Query,
  book: RoleBook,
  house: House,
  document: Document,
  verb: string,
  going: readonly Going[],
): Promise<Clearance> {
  const { organization, company, today } = house
  const matters = (): GoingPaper[] => going.map(({ paper }) => matterOf(document, paper, house))
  const place = { organization, company, kind: document.name, verb }
  const standings = await standingsOf(query, book, place, matters, today)
  const persons = [...new Set(going.map(({ actor }) => actor.person))]
  const excepted = await standingExceptions(query, organization, persons, today)
  return new Map(
    going.map((one): [string, Problem[]] => {
      const { paper, actor } = one
      const { steps = [], standing = null } = standings.get(paper.id) ?? {}
      const approval =
        steps.length === 0 ? null : approvalProblem(document.name, verb, steps, standing)
      const apart = dutiesOf(book, document.transitions[verb]?.by).flatMap((duty) =>
        separates(dutyRules, {
          person: actor.person,
          duty,
          holds: dutiesAt(book, actor, whereabouts(document, paper)),
          before: deedsOf(book, document, one),
          concerns: [],
          excepted: excepted.get(actor.person) ?? new Set(),
        }),
      )
      return [paper.id, [...(approval === null ? [] : [approval]), ...apart]]
    }),
  )
}

/** What was done with a paper before, by the duties of the roles that it takes. */
function deedsOf(book: RoleBook, document: Document, { paper, done }: Going): Deed[] {
  const what = calledPaper(document.name, paper.number).replace(/^(?:The|This) /, '')
  return Object.entries(done).flatMap(([verb, persons]) => {
    const role = document.transitions[verb]?.by ?? document.write
    return dutiesOf(book, role).flatMap((duty) => persons.map((person) => ({ person, duty, what })))
  })
}

function dutiesOf(book: RoleBook, role: Role | undefined): readonly DutyName[] {
  return role === undefined ? [] : (book.get(role)?.ownDuties ?? [])
}
