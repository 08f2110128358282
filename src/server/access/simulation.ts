/** What a policy would have stopped: the acts of the last days, judged by it before it is set. */
import { z } from 'zod'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { schemaOf } from '#kit/derive/schema.ts'
import { whereabouts } from '#kit/decide.ts'
import type { Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { allFields } from '#kit/sight.ts'
import type { Whereabouts } from '#kit/role.ts'
import { needed } from '#permissions/approval.ts'
import type { ApprovalPolicy } from '#permissions/approval.ts'
import { matterOf } from '#server/access/clearance.ts'

/** So many days back papers are looked at. */
export const daysLookedAt = 90
/** So many acts at most, the newest of them. */
export const mostActs = 5_000
/** So many papers are named, the newest of them. */
const mostNamed = 20

/** A band of a policy that somebody thinks of. */
export type Thought = Pick<ApprovalPolicy, 'company' | 'kind' | 'verb' | 'from' | 'below'>

/** What somebody reads of a kind of paper where it belongs; null where that is nothing. */
export type Reads = (where: Whereabouts) => ReadonlySet<string> | null

/** A paper that it would have stopped. */
export interface Stopped {
  readonly company: string
  readonly paper: string
  readonly number: string | null
  /** When it went on, and under which name. */
  readonly at: Instant
  readonly by: string
  /** In minor units of the company's currency; null where it has no amount in that. */
  readonly amount: bigint | null
  readonly currency: string
  readonly digits: number
}

/** What it would have stopped. */
export interface Simulated {
  /** How many papers went on in these days, as far as they were looked at. */
  readonly looked: number
  readonly stopped: number
  /** What the stopped ones are worth, by currency. */
  readonly worth: readonly Pick<Worth, 'amount' | 'currency' | 'digits'>[]
  /** How many of them have no amount. */
  readonly withoutAmount: number
  /** Whether all acts of these days were looked at. */
  readonly isWhole: boolean
  /** Whether some papers, or what they are worth, are not for the one who asks to see. */
  readonly isPartial: boolean
  readonly papers: readonly Stopped[]
}

interface Worth {
  readonly amount: bigint
  readonly currency: string
  readonly digits: number
}

interface Act {
  readonly company: string
  readonly paper: string
  readonly version: number
  readonly at: Instant
  readonly name: string
  readonly after: Content
  readonly currency: string
  readonly digits: number
  readonly madeBy: string | null
}

/**
 * What a band would have stopped in the days before `now`, of what somebody reads whole: one
 * statement, however many papers there are. Of papers with a field that they may not read nothing
 * is told, as the band would tell what they are worth.
 */
export async function simulate(
  query: Query,
  organization: string,
  document: Document,
  thought: Thought,
  reads: Reads,
  now: Instant,
): Promise<Simulated> {
  const acts = await actsOf(query, organization, thought, now)
  const newest = acts.slice(0, mostActs)
  const fields = allFields(document.fields)
  const seen = newest.flatMap((act) => {
    const paper = paperIn(document, act)
    const read = paper === null ? null : reads(whereabouts(document, paper))
    return paper !== null && read !== null && fields.isSubsetOf(read) ? [{ act, paper }] : []
  })
  const policy = { ...thought, id: '', roles: [], persons: 1 }
  const stopped = seen.flatMap(({ act, paper }): Stopped[] => {
    const { company, currency, digits, at, name } = act
    const { amount } = matterOf(document, paper, {
      companyCurrency: currency,
      companyDigits: digits,
    })
    const { kind, verb } = thought
    const steps = needed([policy], { company, kind, verb, amount })
    const told = { company, paper: act.paper, number: paper.number, at, by: name }
    return steps.length === 0 ? [] : [{ ...told, amount, currency, digits }]
  })
  return {
    looked: seen.length,
    stopped: stopped.length,
    worth: worthOf(stopped),
    withoutAmount: stopped.filter(({ amount }) => amount === null).length,
    isWhole: acts.length <= mostActs,
    isPartial: seen.length < newest.length,
    papers: stopped.slice(0, mostNamed),
  }
}

/** The acts by the verb, the newest first; of a paper that did it twice, the later. */
async function actsOf(
  query: Query,
  organization: string,
  { company, kind, verb }: Thought,
  now: Instant,
): Promise<Act[]> {
  return await query<Act>({
    name: 'access.simulated',
    text: `select a.company, a.paper, a.version, a.at, a.name, a.after, c.currency,
        m.scale as digits, w.actor as "madeBy"
      from paper.act a
      join ledger.company c on c.organization = a.organization and c.code = a.company
      join ledger.commodity m on m.organization = c.organization and m.code = c.currency
      left join paper.act w on w.organization = a.organization and w.company = a.company
        and w.kind = a.kind and w.paper = a.paper and w.version = 1
      where a.organization = $1 and a.kind = $2 and a.verb = $3
        and ($4::text is null or a.company = $4) and a.at >= $5 and a.after is not null
        and not exists (select from paper.act n where n.organization = a.organization
          and n.company = a.company and n.kind = a.kind and n.paper = a.paper and n.verb = a.verb
          and n.version > a.version)
      order by a.at desc, a.paper limit ${mostActs + 1}`,
    values: [organization, kind, verb, company, now.subtract({ hours: 24 * daysLookedAt })],
  })
}

/** The paper as it was after the act; null where its description is another by now. */
function paperIn({ fields }: Document, { after, madeBy, ...act }: Act) {
  const named = Object.keys(fields).flatMap((name) =>
    after[name] === undefined ? [] : [[name, after[name]] as const],
  )
  const values = z.safeDecode(schemaOf(fields), asDescribed(Object.fromEntries(named)))
  if (!values.success) return null
  const head = {
    id: act.paper,
    company: act.company,
    version: act.version,
    state: textOr(after['state'], ''),
    number: textOr(after['number'], null),
    madeBy: madeBy ?? '',
    extra: {},
  }
  return { ...values.data, ...head }
}

function textOr<Other>(value: unknown, other: Other): string | Other {
  return typeof value === 'string' ? value : other
}

function worthOf(stopped: readonly Stopped[]): Worth[] {
  const byCurrency = Map.groupBy(stopped, ({ currency }) => currency)
  return [...byCurrency].flatMap(([currency, those]) => {
    const amounts = those.flatMap(({ amount }) => (amount === null ? [] : [amount]))
    const [{ digits } = { digits: 0 }] = those
    const amount = amounts.reduce((sum, one) => sum + (one < 0n ? -one : one), 0n)
    return amounts.length === 0 ? [] : [{ currency, digits, amount }]
  })
}
