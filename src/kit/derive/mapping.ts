/** Which column of somebody's file fills which field: guessed, saved, and held against the file. */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { Field } from '#kit/field.ts'
import { folded, habitsSchema } from '#kit/reading.ts'

/** A mapping as it is saved, for the next file of the same program. */
export const mappingSchema = z.strictObject({
  /** The title of the column that tells papers apart; null where each row is a paper. */
  key: z.string().min(1).nullable().default(null),
  /** By the field's path: "lentTo", "books.title", "extra.colour". */
  fields: z.record(
    z.string(),
    z.strictObject({
      /** The title of its column; null where the file has none. */
      column: z.string().min(1).nullable().default(null),
      /** JSON for where the column is empty or not there: a default, or what is always meant. */
      otherwise: z.union([z.string(), z.number(), z.boolean()]).nullable().default(null),
      /** Whether an empty cell says that the field is empty, so that nothing is proposed for it. */
      emptyIsEmpty: z.boolean().exactOptional(),
    }),
  ),
  habits: habitsSchema.prefault({}),
})
export type Mapping = z.infer<typeof mappingSchema>

/** A field with the place of its column in a file's rows; null where the file has none. */
export interface BoundColumn {
  readonly path: string
  /** The list of rows that it belongs to; null for what a paper has once. */
  readonly list: string | null
  readonly name: string
  readonly field: Field
  readonly at: number | null
  readonly title: string
  readonly otherwise: string | number | boolean | null
  readonly emptyIsEmpty: boolean
}

/** A mapping that fits a file. */
export interface Binding {
  readonly key: { readonly at: number; readonly title: string } | null
  readonly head: readonly BoundColumn[]
  readonly lists: ReadonlyMap<string, readonly BoundColumn[]>
}

/**
 * A first mapping of a file's titles to the columns of what has this name: by what our own files
 * call a field, then by its name, its label and what else it is called, and last by what our files
 * call it in other languages; case, accents and blanks do not count. A title that two columns
 * have, and a field that two titles fit, are left open.
 */
export function guessMapping(
  name: string,
  columns: readonly TransferColumn[],
  titles: readonly string[],
  elsewhere: readonly (readonly TransferColumn[])[] = [],
): Mapping {
  const free = new Map(
    [...Map.groupBy(titles, wordOf)].flatMap(([word, [title = '', ...more]]) =>
      more.length === 0 ? [[word, title]] : [],
    ),
  )
  const claimed = (words: readonly string[]) => {
    const fitting = [...new Set(words.map(wordOf))].filter((word) => free.has(word))
    const [word = ''] = fitting
    const title = fitting.length === 1 ? free.get(word) : undefined
    if (title !== undefined) free.delete(word)
    return title
  }
  const found = new Map<string, string>()
  const claim = ({ path }: TransferColumn, words: readonly string[]) => {
    const title = found.has(path) ? undefined : claimed(words)
    if (title !== undefined) found.set(path, title)
  }
  for (const column of columns) claim(column, [column.title, column.path])
  const [head] = columns
  if (head !== undefined) claim(head, [name, `${name} ${head.name}`, `${name} no`, 'no', 'nr'])
  const written = columns.filter(({ isWritten }) => isWritten)
  for (const column of written) {
    const { name: own, field } = column
    claim(column, [own, field?.label ?? own, ...(field?.alsoCalled ?? [])])
  }
  for (const column of elsewhere.flat()) claim(column, [column.title])
  const fields = written.flatMap(({ path }) => {
    const column = found.get(path)
    return column === undefined ? [] : [[path, { column }] as const]
  })
  const key = found.get(head?.path ?? '') ?? null
  return mappingSchema.parse({ key, fields: Object.fromEntries(fields) })
}

/**
 * Finds a mapping's columns in a file, by their titles. Problems: a field that is none or that
 * nobody writes, a column that the file does not have and that nothing stands in for, and a title
 * that two columns have.
 */
export function bound(
  columns: readonly TransferColumn[],
  { key, fields }: Mapping,
  titles: readonly string[],
): Outcome<Binding> {
  const written = columns.filter(({ isWritten }) => isWritten)
  const paths = new Set(written.map(({ path }) => path))
  const places = Map.groupBy(titles.keys(), (at) => wordOf(titles[at] ?? ''))
  const problems = Object.keys(fields)
    .filter((path) => !paths.has(path))
    .map(unknownField)
  const placeOf = (title: string): number | null => {
    const [at, ...others] = places.get(wordOf(title)) ?? []
    if (others.length > 0) problems.push(titleTwice(title))
    return at ?? null
  }
  const bind = ({ path, list, name, field }: TransferColumn): BoundColumn[] => {
    const { column = null, otherwise = null, emptyIsEmpty = false } = fields[path] ?? {}
    if (field === null || (column === null && otherwise === null)) return []
    const at = column === null ? null : placeOf(column)
    if (column !== null && at === null && otherwise === null) problems.push(noColumn(column))
    return [{ path, list, name, field, at, title: column ?? '', otherwise, emptyIsEmpty }]
  }
  const lists = new Map<string, BoundColumn[]>()
  const head: BoundColumn[] = []
  for (const column of written) {
    if (column.list === null) head.push(...bind(column))
    else lists.set(column.list, [...(lists.get(column.list) ?? []), ...bind(column)])
  }
  const at = key === null ? null : placeOf(key)
  if (key !== null && at === null) problems.push(noColumn(key))
  if (problems.length > 0) return refused(...problems)
  return fine({ key: key === null || at === null ? null : { at, title: key }, head, lists })
}

/** By what a title is known: its letters and digits, or all of it where it has none, as “#”. */
function wordOf(title: string): string {
  return folded(title) || title.trim()
}

function unknownField(path: string): Problem {
  const message = `“${path}” is no field that an import fills. Take it out of the mapping.`
  return { rule: 'mapping-field', field: path, message }
}

function noColumn(title: string): Problem {
  const message = `The file has no column “${title}”. Map another one, or say what stands for it.`
  return { rule: 'mapping-column', field: title, message }
}

function titleTwice(title: string): Problem {
  const message = `The file has two columns “${title}”. Rename the one that is not meant.`
  return { rule: 'mapping-column', field: title, message }
}
