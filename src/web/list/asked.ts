/**
 * What a list is asked for, as it stands in the address: filters and sort under the API's own
 * names, and how it is looked at under names that begin with "list.".
 */
import { anyOfText, anyOfValues } from '#web/controls/any-of.ts'
import { isOwnName, ownCode } from '#web/controls/own-values.ts'
import type { Search } from '#web/router.tsx'

export const operators = ['is', 'anyOf', 'from', 'to', 'startsWith', 'isEmpty'] as const
export type Operator = (typeof operators)[number]

/** One wish: a field, how it is compared, and with what, as the API writes it. */
export interface Filter {
  readonly name: string
  readonly operator: Operator
  readonly written: string
}

export interface Sorting {
  readonly name: string
  readonly descending: boolean
}

export type Density = 'compact' | 'comfortable'

/** Everything that a list's address says. */
export interface Asked {
  readonly filters: readonly Filter[]
  readonly sort: readonly Sorting[]
  /** The columns by name; null: the usual ones. */
  readonly columns: readonly string[] | null
  readonly group: string | null
  readonly density: Density | null
  /** The row that was looked at. */
  readonly row: string | null
  /** The view that is shown: its number, or "all". */
  readonly view: string | null
  /** The sum whose why is open. */
  readonly why: string | null
}

export const nothingAsked: Asked = {
  filters: [],
  sort: [],
  columns: null,
  group: null,
  density: null,
  row: null,
  view: null,
  why: null,
}

/** Reads an address. What is no filter is kept as one, so that the server can say so. */
export function readAsked(search: Search): Asked {
  const own = (name: string): string | null => search[`list.${name}`] ?? null
  const density = own('density')
  return {
    filters: Object.entries(search).flatMap(([name, written]) => filterIn(name, written)),
    sort: (search['sort'] ?? '')
      .split(',')
      .filter((word) => word !== '')
      .map((word) => ({ name: word.replace(/^-/, ''), descending: word.startsWith('-') })),
    columns: own('columns')?.split(',') ?? null,
    group: own('group'),
    density: density === 'compact' || density === 'comfortable' ? density : null,
    row: own('row'),
    view: own('view'),
    why: own('why'),
  }
}

/** The address of what is asked. */
export function searchOf(asked: Asked): Search {
  const { columns, group, density, row, view, why } = asked
  const own = { columns: columns?.join(','), group, density, row, view, why }
  return {
    ...flatText(asked.filters),
    ...orderOf(asked.sort),
    ...Object.fromEntries(
      Object.entries(own).flatMap(([name, value]) =>
        value === null || value === undefined || value === '' ? [] : [[`list.${name}`, value]],
      ),
    ),
  }
}

/** The part of it that the API is asked: filters and sort. */
export function questionOf({ filters, sort }: Pick<Asked, 'filters' | 'sort'>): Search {
  return { ...filterText(filters), ...orderOf(sort) }
}

function orderOf(sort: readonly Sorting[]): Search {
  const order = sort.map(({ name, descending }) => `${descending ? '-' : ''}${name}`).join(',')
  return order === '' ? {} : { sort: order }
}

/** The filters alone, as a count is asked: those of own fields together, as JSON. */
export function filterText(filters: readonly Filter[]): Search {
  const own = Map.groupBy(
    filters.filter(({ name }) => isOwnName(name)),
    ({ name }) => ownCode(name),
  )
  const text = flatText(filters.filter(({ name }) => !isOwnName(name)))
  if (own.size === 0) return text
  const wishes = [...own].map(([code, all]) => [code, Object.fromEntries(all.map(wishOf))] as const)
  return { ...text, extra: JSON.stringify(Object.fromEntries(wishes)) }
}

function wishOf({ operator, written }: Filter): [string, unknown] {
  if (operator === 'anyOf') return [operator, anyOfValues(written)]
  return [operator, operator === 'isEmpty' ? written === 'true' : written]
}

function flatText(filters: readonly Filter[]): Search {
  return Object.fromEntries(filters.map((one) => [parameterOf(one), one.written]))
}

function parameterOf({ name, operator }: Filter): string {
  return operator === 'is' ? name : `${name}.${operator}`
}

function filterIn(parameter: string, written: string): Filter[] {
  if (parameter.startsWith('list.') || ['sort', 'after', 'limit'].includes(parameter)) return []
  // An own field may be called as an operator is.
  const begin = isOwnName(parameter) ? parameter.indexOf('.') + 1 : 0
  const point = parameter.indexOf('.', begin) < 0 ? -1 : parameter.lastIndexOf('.')
  const operator = operators.find((one) => one === parameter.slice(point + 1))
  if (point < 1 || operator === undefined) return [{ name: parameter, operator: 'is', written }]
  return [{ name: parameter.slice(0, point), operator, written }]
}

/**
 * Filters with some more: a second value of a field is one of several, an end of a range takes the
 * place of the former one, and a value that of a range.
 */
export function withFilters(filters: readonly Filter[], more: readonly Filter[]): Filter[] {
  return more.reduce<Filter[]>((all, filter) => withOne(all, filter), [...filters])
}

function withOne(filters: readonly Filter[], filter: Filter): Filter[] {
  const { name, operator } = filter
  const others = filters.filter((one) => one.name !== name)
  const own = filters.filter((one) => one.name === name)
  if (operator === 'from' || operator === 'to') {
    const end = operator === 'from' ? 'to' : 'from'
    return [...others, ...own.filter((one) => one.operator === end), filter]
  }
  if (operator !== 'is' && operator !== 'anyOf') return [...others, filter]
  const values = [...own, filter].flatMap((one) => valuesOf(one))
  const all = [...new Set(values)]
  const [first] = all
  if (all.length === 1 && first !== undefined) {
    return [...others, { name, operator: 'is', written: first }]
  }
  return [...others, { name, operator: 'anyOf', written: anyOfText(all) }]
}

/** The values that a filter names one by one. */
export function valuesOf({ operator, written }: Filter): string[] {
  if (operator === 'anyOf') return anyOfValues(written)
  return operator === 'is' ? [written] : []
}

/** A click on a header: up, then down, then as before. */
export function sortedBy(sort: readonly Sorting[], name: string): Sorting[] {
  const [first] = sort
  if (first?.name !== name) return [{ name, descending: false }]
  return first.descending ? [] : [{ name, descending: true }]
}
