/** What an act changed, field by field: what it was and what it became, for who may read it. */
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { labelText } from '#kit/spelling.ts'

/** So many changes of one act are told. */
export const mostChanges = 200

/** One field that became different. Where the reader may not read it, only that it did. */
export interface Changed {
  /** "lentTo", "books[2].title", "extra.colour"; "state" and "number". */
  readonly field: string
  /** As people read it: "Lent to", "Books 2: Title". */
  readonly label: string
  /** As JSON; null where it was empty. Absent where the reader may not read it. */
  readonly from?: unknown
  readonly to?: unknown
}

/** The fields that a reader may read: those of rows as "books.title". */
export type Readable = ReadonlySet<string>

/**
 * The changes between two sides of an act as it was noted: of what was before only what is
 * different, null where it began with the act; null after, where it was thrown away.
 */
export function changesOf(
  of: Described,
  before: Content | null,
  after: Content | null,
  readable: Readable,
): Changed[] {
  const names = new Set(Object.keys(before ?? after ?? {}))
  const found = [
    ...headChanges(before, after, names),
    ...Object.entries(of.fields).flatMap(([name, field]) => {
      if (!names.has(name)) return []
      if (isRows(field)) {
        return rowChanges(
          name,
          field.rows,
          rowsIn(before ?? {}, name),
          rowsIn(after ?? {}, name),
          readable,
        )
      }
      const [from, to] = [before?.[name] ?? null, after?.[name] ?? null]
      return changed(name, labelOf(name, field), from, to, readable.has(name))
    }),
    ...ownChanges(before?.['extra'], after?.['extra']),
  ]
  return found
}

/** As people read a field: "Lent to". */
export function labelOf(name: string, { label }: Pick<Field, 'label'>): string {
  return label ?? labelText(name)
}

function headChanges(
  before: Content | null,
  after: Content | null,
  names: ReadonlySet<string>,
): Changed[] {
  return ['state', 'number'].flatMap((name) =>
    names.has(name)
      ? changed(name, labelText(name), before?.[name] ?? null, after?.[name] ?? null, true)
      : [],
  )
}

function rowChanges(
  list: string,
  columns: Columns,
  before: readonly Content[],
  after: readonly Content[],
  readable: Readable,
): Changed[] {
  const rows = Array.from({ length: Math.max(before.length, after.length) }, (_, at) => at)
  return rows.flatMap((at) =>
    Object.entries(columns).flatMap(([name, field]) =>
      changed(
        `${list}[${at + 1}].${name}`,
        `${labelText(list)} ${at + 1}: ${labelOf(name, field)}`,
        before[at]?.[name] ?? null,
        after[at]?.[name] ?? null,
        readable.has(`${list}.${name}`),
      ),
    ),
  )
}

/** The organization's own fields, which have no class of their own. */
function ownChanges(before: unknown, after: unknown): Changed[] {
  const [was, is] = [ownIn(before), ownIn(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((name) =>
    changed(`extra.${name}`, labelText(name), was[name] ?? null, is[name] ?? null, true),
  )
}

function ownIn(value: unknown): Content {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function changed(
  field: string,
  label: string,
  from: unknown,
  to: unknown,
  isReadable: boolean,
): Changed[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return []
  return [isReadable ? { field, label, from, to } : { field, label }]
}
