/** What a register asks of its rows, and what becomes of those that the ledger's lines count. */
import { refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Books } from '#kit/books.ts'
import { numberedKinds } from '#kit/catalogue.ts'
import { printedKinds } from '#kit/derive/printed-kinds.ts'
import type { Moment } from '#kit/moment.ts'
import type { Counted, Register } from '#kit/register.ts'

type Row = { readonly code: string } & Content

/**
 * The rows that keep the register's rules, as they are; the others with what is wrong. What the
 * ledger counts by a row's code is one of the organization's commodities afterwards. Problems:
 * `need` (whose message is the sentence of the description), those of what the register keeps by
 * the moment, `commodity-other`.
 */
export async function keepRules<Kept extends Row>(
  books: Books,
  register: Register,
  answers: readonly Outcome<Kept>[],
): Promise<Outcome<Kept>[]> {
  const fulfilled = answers.map((one) => {
    const problems = one.ok ? unfulfilled(register, one.value) : []
    return problems.length > 0 ? refused(...problems) : one
  })
  const sound = await keptByMoment(books, register, fulfilled)
  const { counts } = register
  if (counts === null) return sound
  const counted = new Map(
    sound.flatMap((one) => (one.ok ? [[one.value.code, counts(asDescribed(one.value))]] : [])),
  )
  const other = await addCommodities(books, counted)
  return sound.map((one) => {
    const found = one.ok ? other.get(one.value.code) : undefined
    return found === undefined ? one : refused(found)
  })
}

function unfulfilled({ needs }: Register, row: Row): Problem[] {
  return Object.entries(needs)
    .filter(([, isTrue]) => !isTrue(asDescribed(row)))
    .map(([message]) => ({ rule: 'need', field: '', message }))
}

/** The rows that nothing of what the moment knows forbids. */
async function keptByMoment<Kept extends Row>(
  books: Books,
  { keeps }: Register,
  answers: readonly Outcome<Kept>[],
): Promise<Outcome<Kept>[]> {
  const rows = answers.flatMap((one) => (one.ok ? [one.value] : []))
  if (keeps === null || rows.length === 0) return [...answers]
  const { catalogue } = books
  const kinds = { numbered: numberedKinds(catalogue), printed: printedKinds(catalogue) }
  const found = await keeps({ ...books, ...kinds }, rows)
  const problems = new Map(rows.map((row, at) => [row, found[at] ?? []]))
  return answers.map((one) => {
    const own = one.ok ? (problems.get(one.value) ?? []) : []
    return own.length > 0 ? refused(...own) : one
  })
}

/** Adds what is new, under its name of today; answers what is something else in the books. */
async function addCommodities(
  { query, organization }: Moment,
  counted: ReadonlyMap<string, Counted>,
): Promise<ReadonlyMap<string, Problem>> {
  const problems = new Map<string, Problem>()
  if (counted.size === 0) return problems
  const rows = [...counted]
  const kept = await query<{ code: string; kind: string; scale: number }>({
    name: 'count rows',
    text: `insert into ledger.commodity as c (organization, code, kind, scale, name)
      select $1, u.* from unnest($2::text[], $3::text[], $4::smallint[], $5::text[]) u
      on conflict (organization, code) do update
        set name = case when c.kind = 'currency' then c.name else excluded.name end
      returning code, kind, scale`,
    values: [
      organization,
      column(rows, ([code]) => code),
      column(rows, ([, { kind }]) => kind),
      column(rows, ([, { scale }]) => String(scale)),
      column(rows, ([, { name }]) => name),
    ],
  })
  for (const { code, kind, scale } of kept) {
    const wanted = counted.get(code)
    if (wanted === undefined || (kind === wanted.kind && scale === wanted.scale)) continue
    const otherwise = kind === wanted.kind ? `counted with ${scale} digits` : `counted as a ${kind}`
    const message =
      `“${code}” is ${otherwise} in the books already, and stays so. Say the same, or take ` +
      'another code.'
    problems.set(code, { rule: 'commodity-other', field: 'code', message })
  }
  return problems
}
