/** Papers and rows as a person reads them: the columns of a list, the fields of one. */
import { isRows } from '#kit/field.ts'
import type { Field, Fields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { listedOf } from '#kit/list-fields.ts'
import type { Listed } from '#kit/list-fields.ts'
import { labelText } from '#kit/spelling.ts'
import { plain as safe } from '#cli/plain.ts'
import { tableText } from '#cli/table.ts'

/** A paper or row in JSON. */
export type Shown = Readonly<Record<string, unknown>>

const mostColumns = 9

/**
 * A list as a table: what tells papers apart first, then the fields that are filled; where they are
 * too many, those by which lists are sorted, and amounts, stay.
 */
export function listText(of: Described, rows: readonly Shown[], wanted: readonly string[]): string {
  if (rows.length === 0) return `There are no ${of.plural} like that.\n`
  const fields = [...listedOf(of).values()]
  const filled = fields.filter(({ name }) => rows.some((row) => isFilled(row[name])))
  const names = wanted.length > 0 ? [...new Set(wanted)] : usualColumns(of, filled)
  const columns = names.map((name) => {
    const field = fields.find((one) => one.name === name)?.field
    return { title: titleOf(name, field), side: field?.kind.side ?? 'start' } as const
  })
  return tableText(
    columns,
    rows.map((row) => names.map((name) => cellText(row[name] ?? nameless(row, name)))),
  )
}

/** What stands for a number that is not given yet. */
function nameless({ id }: Shown, name: string): unknown {
  return name === 'number' ? id : null
}

/** One paper or row: each field on a line, and its rows as tables. */
export function oneText(of: Described, row: Shown): string {
  const { fields } = of
  const head = [...listedOf(of).values()].filter(({ isHead }) => isHead).map(({ name }) => name)
  const plain = Object.keys(row).filter((name) => isPlain(fields, name) && !head.includes(name))
  const lines = [...head, ...plain].flatMap((name) =>
    isFilled(row[name]) ? [[titleOf(name, plainOf(fields, name)), cellText(row[name])]] : [],
  )
  const widest = Math.max(0, ...lines.map(([title = '']) => title.length))
  const text = lines
    .map(([title = '', cell = '']) => `${title.padEnd(widest)}  ${safe(cell)}\n`)
    .join('')
  return (
    text +
    Object.keys(row)
      .map((name) => rowsText(fields, name, row[name]))
      .join('')
  )
}

/** What happened: when, what and by whom on a line, and below it what was said or is different. */
export function happeningText(happening: Shown): string {
  const { at, what, verb, name, text, fileName, changes, moreChanges } = happening
  const when = cellText(at).slice(0, 19).replace('T', ' ')
  const told = cellText(text) || cellText(fileName)
  const below = [
    ...(told === '' ? [] : [told]),
    ...(Array.isArray(changes) ? changes.filter((change: unknown) => isShown(change)) : []).map(
      ({ label, from, to }) => {
        const before = cellText(from)
        return `${cellText(label)}: ${before === '' ? '' : `${before} → `}${cellText(to)}`
      },
    ),
    ...(typeof moreChanges === 'number' && moreChanges > 0 ? [`and ${moreChanges} more`] : []),
  ]
  const done = happening['isDone'] === true ? ' done' : ''
  const lines = [`${when}  ${cellText(verb ?? what)}${done}, ${cellText(name)}`, ...below]
  return lines.map((line, place) => `${place === 0 ? '' : '  '}${safe(line)}\n`).join('')
}

function rowsText(fields: Fields, name: string, value: unknown): string {
  const of = fields[name]
  if (of === undefined || !isRows(of) || !Array.isArray(value) || value.length === 0) return ''
  const rows = value.filter((row: unknown) => isShown(row))
  const names = Object.keys(of.rows).filter((one) => rows.some((row) => isFilled(row[one])))
  const columns = names.map((one) => ({
    title: titleOf(one, of.rows[one]),
    side: of.rows[one]?.kind.side ?? ('start' as const),
  }))
  const cells = rows.map((row) => names.map((one) => cellText(row[one])))
  return `\n${labelText(name)}\n${tableText(columns, cells)}`
}

/** What a value looks like; an empty one is nothing. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Nine of the fields at most, in their order. */
function usualColumns(of: Described, filled: readonly Listed[]): string[] {
  const first = leading(
    of,
    filled.map(({ name }) => name),
  )
  const others = filled.filter(({ name }) => !unimportant.has(name) && !first.includes(name))
  const sorted = new Set(of.sorts.flat())
  const [wanted, rest] = [true, false].map((is) =>
    others.filter(
      ({ name, field }) => (sorted.has(name) || field.kind.currencyIn !== undefined) === is,
    ),
  )
  const kept = new Set([...(wanted ?? []), ...(rest ?? [])].slice(0, mostColumns - first.length))
  return [...first, ...others.filter((one) => kept.has(one)).map(({ name }) => name)]
}

const unimportant = new Set(['id', 'version', 'madeBy'])

/** A paper is known by its number, where it has one by now, and otherwise by its identifier. */
function leading(of: Described, filled: readonly string[]): string[] {
  if (of.noun === 'register') return ['code']
  return filled.includes('number') ? ['number', 'state'] : ['id', 'state']
}

function titleOf(name: string, field: Field | undefined): string {
  const isHelped = field?.label === undefined
  return (isHelped ? labelText(name) : field.label).toLowerCase()
}

function plainOf(fields: Fields, name: string): Field | undefined {
  const of = fields[name]
  return of === undefined || isRows(of) ? undefined : of
}

function isPlain(fields: Fields, name: string): boolean {
  return plainOf(fields, name) !== undefined || name === 'extra'
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  return typeof value !== 'object' || Object.keys(value).length > 0
}

export function isShown(value: unknown): value is Shown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
