/** What somebody writes on a paper or row: its values by name, and what of them is sent. */
import type { FieldPage, RowsPage } from '#kit/derive/page.ts'
import { saidRows } from '#web/controls/grid-rows.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import { flatOwn, ownIn } from '#web/controls/own-values.ts'
import { isRows } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** Values by the fields' names; undefined where nothing was said, null where it is to be empty. */
export type Content = Readonly<Record<string, unknown>>

/** A field, or rows. */
export type Part = FieldPage | RowsPage

/** The parts that people fill in, the organization's own fields last. */
export function writtenParts({ fields, own }: Pick<Described, 'fields' | 'own'>): Part[] {
  return [...fields.filter(({ taken }) => !taken), ...own]
}

/** Whether it is one of the organization's own fields that nobody is asked for any more. */
export function isEnded(part: FieldPage): boolean {
  return 'ended' in part && part.ended === true
}

/** The parts that a transition fills in. */
export function takenParts({ fields }: Pick<Described, 'fields'>): Part[] {
  return fields.filter(({ taken }) => taken)
}

/** The rows of a content, whatever stands there. */
export function rowsIn(content: Content | null | undefined, name: string): readonly Row[] {
  const value = content?.[name]
  return Array.isArray(value) ? value.filter(isContent) : []
}

/** Whether something is an object with names. */
export function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What of a content belongs to some parts. */
export function partsOf(parts: readonly Part[], content: Content): Content {
  const own = parts.flatMap(({ name }): [string, unknown][] =>
    content[name] === undefined ? [] : [[name, content[name]]],
  )
  return { ...ownIn(flatOwn(content)), ...Object.fromEntries(own) }
}

/** What is sent: all that was said, rows up to the last that says something. */
export function sentOf(parts: readonly Part[], typed: Content): Content {
  const said = parts.flatMap((part): [string, unknown][] => {
    const value = typed[part.name]
    if (isRows(part)) return [[part.name, saidRows(rowsIn(typed, part.name)).map(saidIn)]]
    return value === undefined ? [] : [[part.name, value]]
  })
  return { ...ownIn(typed), ...Object.fromEntries(said) }
}

function saidIn(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
}

/** What was said, and where nothing was said, what is proposed. */
export function completed(parts: readonly Part[], typed: Content, proposed: Content): Content {
  const said = parts.flatMap((part): [string, unknown][] => {
    const { name } = part
    if (isRows(part)) {
      const others = rowsIn(proposed, name)
      return [[name, rowsIn(typed, name).map((row, at) => ({ ...others[at], ...saidIn(row) }))]]
    }
    const value = typed[name] === undefined ? proposed[name] : typed[name]
    return value === undefined ? [] : [[name, value]]
  })
  return { ...ownIn(typed), ...Object.fromEntries(said) }
}

/** Whether two contents say the same; what is not said is as what is empty. */
export function isSame(one: unknown, other: unknown): boolean {
  // What nobody touched is the same object: of many rows only the changed ones are looked into.
  if (Object.is(one, other)) return true
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((row, at) => isSame(row, other[at]))
  }
  if (!isContent(one) || !isContent(other)) return isNothing(one) && isNothing(other)
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return names.values().every((name) => isSame(one[name], other[name]))
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined
}

/**
 * What only the company itself proposes: its own currency, where some amount is told in one that
 * stands beside it.
 */
export function ownProposals(parts: readonly Part[], currency: string): Content {
  const names = parts.flatMap((part) =>
    isRows(part) ? part.rows.map(({ currencyIn }) => currencyIn) : [part.currencyIn],
  )
  const plain = parts.filter((part): part is FieldPage => !isRows(part))
  const own = plain.filter(({ name, optional }) => !optional && names.includes(name))
  return Object.fromEntries(own.map(({ name }) => [name, currency]))
}

/** The same of a row: the company's currency, where the row has one of its own. */
export function ownRowProposals({ rows }: RowsPage, currency: string): Row {
  const names = rows.map(({ currencyIn }) => currencyIn)
  const own = rows.filter(({ name, optional }) => !optional && names.includes(name))
  return Object.fromEntries(own.map(({ name }) => [name, currency]))
}
