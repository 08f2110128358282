/** Where the server's sentences stand on a page: beside the field that each is about. */
import type { Problem } from '#web/api.ts'
import { isOwnName } from '#web/controls/own-values.ts'
import { rowsIn } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'

/** Problems of the only member of a set, with their fields as they stand on the paper. */
export function ownProblems(problems: readonly Problem[]): Problem[] {
  return problems.map((one) => ({ ...one, field: one.field.replace(/^(papers|rows)\[1\]\.?/, '') }))
}

/** A field's place: "lines[2].quantity" is the second row. */
export interface FieldPlace {
  readonly name: string
  /** From 0; null outside of rows. */
  readonly row: number | null
  readonly inner: string | null
}

export function placeOf(field: string): FieldPlace {
  if (isOwnName(field)) return { name: field, row: null, inner: null }
  const [, name = field, row, inner] = /^(\w+)(?:\[(\d+)\])?(?:\.(.+))?$/.exec(field) ?? []
  return { name, row: row === undefined ? null : Number(row) - 1, inner: inner ?? null }
}

/** The sentences about a field that is no rows. */
export function sentencesAt(problems: readonly Problem[], name: string): string[] {
  return problems.flatMap(({ field, message }) => {
    const place = placeOf(field)
    return place.name === name && place.row === null ? [beside(message)] : []
  })
}

/** The sentences about a cell; a problem of a whole row stands at its first one. */
export function sentencesIn(
  problems: readonly Problem[],
  list: string,
  row: number,
  name: string,
  isFirst: boolean,
): string[] {
  return problems.flatMap(({ field, message }) => {
    const place = placeOf(field)
    if (place.name !== list || place.row !== row) return []
    return place.inner === name || (place.inner === null && isFirst) ? [beside(message)] : []
  })
}

/** A sentence beside its field, which it need not name once more. */
function beside(message: string): string {
  const said = message
    .replace(/^The field \S+: /, '')
    .replace(/^The field \S+ (?=is |must )/, 'It ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** The problems that belong to no field that is shown. */
export function elsewhere(problems: readonly Problem[], names: readonly string[]): Problem[] {
  return problems.filter(({ field }) => !names.includes(placeOf(field).name))
}

/** While somebody types, what is only missing is not told yet. */
export function soFar(problems: readonly Problem[], typed: Content): Problem[] {
  return problems.filter(({ field }) => {
    const { name, row, inner } = placeOf(field)
    if (name === '') return false
    const value = row === null ? typed[name] : rowsIn(typed, name)[row]?.[inner ?? '']
    if (row === null && Array.isArray(value)) return false
    return value !== undefined && value !== null && value !== ''
  })
}
