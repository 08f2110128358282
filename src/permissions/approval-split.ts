/** Whether a matter looks like one part of a larger one that was split to need less approval. */
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import { needed, sizeOf } from '#permissions/approval.ts'
import type { ApprovalMatter, ApprovalPolicy } from '#permissions/approval.ts'

/** So many days lie at most between the parts. */
const daysApart = 7

/** A matter with one party on a day. */
export interface DatedMatter extends ApprovalMatter {
  /** The paper's identifier. */
  readonly paper: string
  readonly party: string | null
  readonly on: PlainDate
}

/**
 * A warning where a matter, together with others of the same party, kind and verb within seven
 * days, would need an approval that it does not need by itself: with a band from 10,000, two
 * orders of 6,000. Null where nothing is remarkable. Problem, as a note: `split-suspected`.
 */
export function splitWarning(
  policies: readonly ApprovalPolicy[],
  matter: DatedMatter,
  others: readonly DatedMatter[],
): Problem | null {
  const { party, amount, on, kind, verb, company, paper } = matter
  if (party === null || amount === null) return null
  const parts = others.filter(
    (other) =>
      other.paper !== paper &&
      other.party === party &&
      other.kind === kind &&
      other.verb === verb &&
      other.company === company &&
      other.amount !== null &&
      Math.abs(on.until(other.on, { largestUnit: 'day' }).days) <= daysApart,
  )
  const total = parts.reduce((sum, part) => sum + sizeOf(part.amount ?? 0n), sizeOf(amount))
  const alone = new Set(neededNames(policies, matter))
  const more = neededNames(policies, { ...matter, amount: total }).some((name) => !alone.has(name))
  if (parts.length === 0 || !more) return null
  const many = parts.length === 1 ? 'another one' : `${parts.length} others`
  const message =
    `Together with ${many} for ${party} within ${daysApart} days it would need more approval ` +
    'than by itself. Make sure that it is no part of a larger one.'
  return { rule: 'split-suspected', field: 'amount', message }
}

/** The policies that a matter meets, each by its identifier. */
function neededNames(policies: readonly ApprovalPolicy[], matter: ApprovalMatter): string[] {
  return policies.filter((policy) => needed([policy], matter).length > 0).map(({ id }) => id)
}
