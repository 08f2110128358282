/** In which order a list is read: by an index where one fits, and behind which row it goes on. */
import { ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import type { Condition } from '#lists/list-conditions.ts'
import { askedColumn } from '#kit/list-fields.ts'
import type { Listed } from '#kit/list-fields.ts'
import type { Parameters } from '#kit/parameters.ts'

/** A wish to have a list sorted by a field. */
export interface Sorting {
  readonly name: string
  readonly descending: boolean
}

/** A field by which a list is sorted. */
export interface Ordered extends Listed {
  readonly descending: boolean
}

/** How a list is read. */
export interface Order {
  /** What it is sorted by, down to what tells rows apart. */
  readonly by: readonly Ordered[]
  /** The conditions that an index answers before it goes through the rest in its own order. */
  readonly led: readonly Condition[]
  /** Whether the index answers all, so that a page costs the same at any depth. */
  readonly isIndexed: boolean
}

/** So many combinations of values are looked up one by one at most. */
const mostLookedUp = 200

/**
 * The order for wishes: that of the index which answers most of the conditions. Where nothing is
 * wished for, the index decides, newest first; without one, papers come by their identifiers,
 * newest first, and a register's rows by their codes.
 */
export function orderOf(
  of: Described,
  listed: ReadonlyMap<string, Listed>,
  conditions: readonly Condition[],
  wished: readonly Ordered[],
): Order {
  const fixed = new Map(
    conditions.flatMap((one) =>
      one.column !== null && (one.how === 'same' || one.how === 'several')
        ? [[one.column, one] as const]
        : [],
    ),
  )
  const constant = (column: string): boolean => fixed.get(column)?.how === 'same'
  const sorted = wished.filter(({ column }) => !constant(column))
  const descending = (wished.at(-1) ?? { descending: of.noun === 'document' }).descending
  const key = keyIn(of, listed)
  if (sorted.every((one) => one.descending === descending)) {
    const fitting = indexesOf(of)
      .flatMap((index) => fits(index, listed, fixed, sorted))
      .filter(({ led }) => sorted.length > 0 || wished.length > 0 || led.length > 0)
      .toSorted((a, b) => b.led.length - a.led.length)
    const [best] = fitting
    if (best !== undefined) {
      const by = best.rest.map((one) => ({ ...one, descending }))
      return { by, led: best.led, isIndexed: isWhole(conditions, best.led, by) }
    }
  }
  const rest = key.filter(({ column }) => !wished.some((one) => one.column === column))
  const by = [...sorted, ...rest.map((one) => ({ ...one, descending }))]
  return { by, led: [], isIndexed: sorted.length === 0 && isWhole(conditions, [], by) }
}

/** The list of `order by`. */
export function orderText(by: readonly Ordered[], table: string): string {
  return by
    .map(({ column, descending }) => `${table}.${column}${descending ? ' desc' : ''}`)
    .join(', ')
}

/**
 * The conditions of what comes behind a row: one of them holds, and what fits an earlier one comes
 * before what fits a later. Each can be looked up in an index. An empty field stands behind all
 * others, or before them where the order is turned.
 */
export function behind(
  by: readonly Ordered[],
  values: readonly (string | null)[],
  written: Parameters,
): string[] {
  const [first] = by
  if (first !== undefined && by.every((one) => isAlike(one, first))) {
    const left = by.map(({ column }) => `t.${column}`).join(', ')
    const right = by.map(({ field }, at) => written.add(values[at], field.kind.column.type))
    return [`(${left}) ${first.descending ? '<' : '>'} (${right.join(', ')})`]
  }
  const equal: string[] = []
  const branches: string[][] = []
  by.forEach(({ column, field, descending }, at) => {
    const value = values[at] ?? null
    const name = `t.${column}`
    const given = value === null ? null : written.add(value, field.kind.column.type)
    branches.push(
      [
        ...(given === null ? [] : [[...equal, `${name} ${descending ? '<' : '>'} ${given}`]]),
        ...(given !== null && field.optional && !descending ? [[...equal, `${name} is null`]] : []),
        ...(given === null && descending ? [[...equal, `${name} is not null`]] : []),
      ].map((parts) => parts.join(' and ')),
    )
    equal.push(given === null ? `${name} is null` : `${name} = ${given}`)
  })
  return branches.toReversed().flat()
}

/** The values of a cursor as text for the database; null where they are none of these fields. */
export function cursorTexts(
  by: readonly Ordered[],
  values: readonly unknown[],
): (string | null)[] | null {
  const texts = by.map(({ field: { kind, optional } }, at) => {
    const value = values[at]
    if (value === null && optional) return null
    const read = kind.codec.safeParse(value)
    return read.success ? kind.column.write(read.data) : undefined
  })
  if (values.length !== by.length || texts.includes(undefined)) return null
  return texts.map((text) => text ?? null)
}

/** What tells the rows of a company's list apart. */
function keyIn(of: Described, listed: ReadonlyMap<string, Listed>): Listed[] {
  const columns = new Set(ownKey(of).map(({ name }) => name))
  return [...listed.values()].filter(({ column }) => columns.has(column))
}

/** The columns of each index behind the company, down to the key. */
function indexesOf(of: Described): string[][] {
  const key = ownKey(of).map(({ name }) => name)
  const sorts = of.noun === 'register' ? of.sorts.map((name) => [name]) : of.sorts
  const numbers = of.noun === 'document' && of.number !== null ? [['number']] : []
  return [...sorts.map((names) => names.map(askedColumn)), ...numbers, []].map((names) => [
    ...names,
    ...key,
  ])
}

/** Whether an index answers all conditions: those that lead it, and the ends of its order. */
function isWhole(
  conditions: readonly Condition[],
  led: readonly Condition[],
  [first]: readonly Ordered[],
): boolean {
  return conditions.every(
    (one) => led.includes(one) || (one.how === 'range' && one.column === first?.column),
  )
}

interface Fitting {
  readonly led: readonly Condition[]
  readonly rest: readonly Listed[]
}

/** How an index answers: some of its first columns are given, the rest are the order. */
function fits(
  index: readonly string[],
  listed: ReadonlyMap<string, Listed>,
  fixed: ReadonlyMap<string, Condition>,
  sorted: readonly Ordered[],
): Fitting[] {
  const byColumn = new Map([...listed.values()].map((one) => [one.column, one]))
  return index.flatMap((_, given) => {
    const led = index.slice(0, given).flatMap((column) => fixed.get(column) ?? [])
    const rest = index.slice(given).flatMap((column) => byColumn.get(column) ?? [])
    const product = led.reduce((all, { values }) => all * values.length, 1)
    const isFit =
      led.length === given &&
      // What the asker may not see decides no order.
      rest.length === index.length - given &&
      product <= mostLookedUp &&
      sorted.every(({ column }, at) => rest[at]?.column === column)
    return isFit ? [{ led, rest }] : []
  })
}

/** Whether both go the same way and are never empty, so that they are compared as one. */
function isAlike(one: Ordered, other: Ordered): boolean {
  return one.descending === other.descending && !one.field.optional
}
