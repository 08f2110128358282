/**
 * How a company numbers its papers: what it sets for itself stands in a register, by the kind of
 * paper; without a row the description's own pattern holds. It is good from the next number on.
 */
import { longestPattern, settablePattern } from '#kit/number.ts'
import type { NumberPattern } from '#kit/number.ts'
import type { Document } from '#kit/document.ts'
import { optional } from '#kit/field.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { numberingProblems, reachedOf } from '#kit/numbering-rules.ts'
import { register } from '#kit/register.ts'
import type { Place } from '#kit/store.ts'
import type { Query } from '#base/query.ts'

const fields = {
  pattern: text({
    most: longestPattern,
    help: '“INV-{year}-{00000}”: the year of the paper’s day, and the count with so many digits.',
  }),
  first: optional(
    whole(1, 999_999_999, { help: 'With which a series begins that has no number yet; else 1.' }),
  ),
}

/** The register of numberings; the code is the name of the kind of paper. */
export const numbering = register('numbering', {
  fields,
  about: 'How a company numbers its papers: a row for each kind that is not numbered as usual.',
  of: 'company',
  keeps: numberingProblems,
  read: 'staff',
  write: 'administrator',
})

/** By which pattern numbers are given, and with which count a new series begins. */
export interface Numbering {
  readonly pattern: NumberPattern
  readonly first: bigint
}

/** How the papers of a kind are numbered in a company; null where they have no numbers. */
export async function numberingOf(
  { query, organization, company }: Place & { readonly query: Query },
  { name, number }: Document,
): Promise<Numbering | null> {
  if (number === null) return null
  const [row] = await query<{ pattern: string; first: number | null }>({
    name: 'paper.numbering',
    text: `select pattern, first from register.numbering
      where organization = $1 and company = $2 and code = $3`,
    values: [organization, company, name],
  })
  if (row === undefined) return { pattern: number, first: 1n }
  return { pattern: keptPattern(row.pattern), first: BigInt(row.first ?? 1) }
}

/**
 * Which of these numbers are given here, or will be: those of a series from its first number on.
 * What a company numbered before a series began is none of them, and may be brought along.
 */
export async function givenHere(
  place: Place & { readonly query: Query },
  document: Document,
  numbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const how = await numberingOf(place, document)
  if (how === null) return new Set()
  const read = numbers.flatMap((number) => {
    const found = how.pattern.read(number)
    return found === null ? [] : [{ number, ...found }]
  })
  const reached = read.length === 0 || how.first === 1n ? [] : await reachedOf(place)
  const begun = new Map(reached.map(({ series, first }) => [series, first]))
  const ours = read.filter(({ series, count }) => count >= (begun.get(series) ?? how.first))
  return new Set(ours.map(({ number }) => number))
}

/** A pattern that was checked when it was kept. */
function keptPattern(kept: string): NumberPattern {
  const read = settablePattern(kept)
  if (!read.ok) throw new Error(`the pattern ${kept} was kept and is none`)
  return read.value
}
