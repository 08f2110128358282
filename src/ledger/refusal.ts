/** Turns what the door refuses into sentences: what is wrong, by which rule, what to do now. */
import type { Problem } from '#base/problem.ts'
import type { Refusal } from '#ledger/door.ts'
import { Facts } from '#ledger/refusal-facts.ts'
import type { Surroundings } from '#ledger/refusal-facts.ts'
import { limitNames, sentences } from '#ledger/refusal-sentences.ts'

/** The sentence of a refusal as a problem; a rule without a sentence still names itself. */
export function refusalProblem(refusal: Refusal, surroundings: Surroundings): Problem {
  const { rule, field } = refusal
  const sentence = sentences.get(rule)
  const message =
    sentence === undefined
      ? `The books refuse this by the rule “${rule}”.`
      : sentence(new Facts(refusal, surroundings))
  return { rule, field, message }
}

/**
 * The problems of one entry. Worth that is out of balance only because the company's own currency
 * is, by the same sum, is not told twice.
 */
export function refusalProblems(
  refusals: readonly Refusal[],
  surroundings: Surroundings,
): Problem[] {
  const own = surroundings.companyCurrency
  const told = (layer: unknown, sum: unknown): boolean =>
    refusals.some(
      ({ rule, facts }) =>
        rule === 'unbalanced-currency' &&
        facts['currency'] === own &&
        facts['layer'] === layer &&
        facts['sum'] === sum,
    )
  return refusals
    .filter(({ rule, facts }) => rule !== 'unbalanced-worth' || !told(facts['layer'], facts['sum']))
    .map((refusal) => refusalProblem(refusal, surroundings))
}

/** Whether a refusal tells what stands in the books, and not only what was asked of them. */
export function tellsStanding({ rule }: Refusal): boolean {
  return limitNames.has(rule)
}

/** The same refusal for who may not see what stands there: neither how much nor of what. */
export function withoutStanding(refusal: Refusal): Refusal {
  if (!tellsStanding(refusal)) return refusal
  const { account, entry, line } = refusal.facts
  return { ...refusal, facts: { account, entry, line } }
}

/** The rules that have a sentence. */
export function explainedRules(): readonly string[] {
  return [...sentences.keys()]
}
