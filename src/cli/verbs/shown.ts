/** Papers and rows as a person reads them: the columns of a list, the fields of one. */
import { isRows } from '#kit/field.ts'
import type { Field, Fields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { listedOf } from '#kit/list-fields.ts'
import { labelText } from '#kit/spelling.ts'
import { tableText } from '#cli/table.ts'

/** A paper or row in JSON. */
export type Shown = Readonly<Record<string, unknown>>

const mostColumns = 9

/** A list as a table: what tells papers apart first, then the fields that are filled. */
export function listText(of: Described, rows: readonly Shown[], wanted: readonly string[]): string {
  if (rows.length === 0) return `There are no ${of.plural} like that.\n`
  const fields = [...listedOf(of).values()]
  const filled = fields.filter(({ name }) => rows.some((row) => isFilled(row[name])))
  const usual = filled.filter(({ name }) => !unimportant.has(name))
  const shown =
    wanted.length === 0
      ? [
          ...leading(
            of,
            filled.map(({ name }) => name),
          ),
          ...usual.map(({ name }) => name),
        ]
      : wanted
  const names = [...new Set(shown)].slice(0, wanted.length === 0 ? mostColumns : undefined)
  const columns = names.map((name) => {
    const field = fields.find((one) => one.name === name)?.field
    return { title: titleOf(name, field), side: field?.kind.side ?? 'start' } as const
  })
  return tableText(
    columns,
    rows.map((row) => names.map((name) => cellText(row[name]))),
  )
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
  const text = lines.map(([title = '', cell = '']) => `${title.padEnd(widest)}  ${cell}\n`).join('')
  return (
    text +
    Object.keys(row)
      .map((name) => rowsText(fields, name, row[name]))
      .join('')
  )
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
