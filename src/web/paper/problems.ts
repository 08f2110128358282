/** Where the server's sentences stand on a page: beside the field that each is about. */
import type { Problem } from '#web/api.ts'
import type { Said } from '#web/controls/said.ts'
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
export function sentencesAt(problems: readonly Problem[], name: string): Said[] {
  return problems.flatMap((problem) => {
    const place = placeOf(problem.field)
    return place.name === name && place.row === null ? [beside(problem)] : []
  })
}

/** The sentences about cells, as they are asked for by row and field. */
export interface CellSentences {
  readonly at: (row: number, name: string, isFirst: boolean) => readonly Said[]
  /** The fields of which a sentence is told in some row. */
  readonly names: ReadonlySet<string>
}

/** The sentences about the cells of a list; a problem of a whole row stands at its first one. */
export function sentencesOf(problems: readonly Problem[], list: string): CellSentences {
  const all = new Map<string, Said[]>()
  const names = new Set<string>()
  for (const problem of problems) {
    const { name, row, inner } = placeOf(problem.field)
    if (name !== list || row === null) continue
    const key = `${row} ${inner ?? ''}`
    all.set(key, [...(all.get(key) ?? []), beside(problem)])
    if (inner !== null) names.add(inner)
  }
  const of = (row: number, name: string): readonly Said[] => all.get(`${row} ${name}`) ?? none
  return {
    at: (row, name, isFirst) => {
      const whole = isFirst ? of(row, '') : none
      return whole.length === 0 ? of(row, name) : [...whole, ...of(row, name)]
    },
    names,
  }
}

const none: readonly Said[] = []

/** A sentence beside its field, which it need not name once more. */
function beside({ rule, message }: Problem): Said {
  const said = message
    .replace(/^The field \S+: /, '')
    .replace(/^The field \S+ (?=is |must )/, 'It ')
  return { rule, message: said.charAt(0).toUpperCase() + said.slice(1) }
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
