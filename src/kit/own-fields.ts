/**
 * Fields that an organization adds by itself: rows of a register, whose values lie in one column of
 * each paper. They stand in forms, lists, imports and the API, and no rule ever reads them.
 */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Content } from '#kit/erased.ts'
import { optional } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { text } from '#kit/fields/text.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import type { Moment } from '#kit/moment.ts'
import { register } from '#kit/register.ts'
import { validated } from '#kit/validation.ts'

/** One kind of own field: what it may hold, and how lists compare what is kept. */
export interface OwnKind {
  readonly field: Field
  /** SQL for the kept value, which is JSON's text; null where it is none of the kind. */
  compared(member: string): string
  /** The type of what it is compared with. */
  readonly type: string
}

/** What a field of an organization's own may hold; each is a kind of the kit. */
const kinds: Readonly<Record<'text' | 'day' | 'figure' | 'yes or no', OwnKind>> = {
  text: { field: text({ most: 2000 }), compared: (member) => member, type: 'text' },
  // Days in JSON stand in the order of their texts, whatever the database's own order is.
  day: { field: day(), compared: (member) => `${member} collate "C"`, type: 'text' },
  // What was kept as text, before the field held figures, is none.
  figure: {
    field: decimal(),
    compared: (member) =>
      `case when ${member} ~ '^-?[0-9]{1,15}([.][0-9]{1,6})?$' then (${member})::numeric end`,
    type: 'numeric',
  },
  'yes or no': { field: yesOrNo(), compared: (member) => member, type: 'text' },
}

const fields = {
  belongsTo: text({ help: 'The kind of paper or register that gets the field: “sales invoice”.' }),
  label: text({ most: 100, help: 'What stands before it on forms.' }),
  holds: choice(['text', 'day', 'figure', 'yes or no']),
  help: optional(text()),
  ended: optional(
    yesOrNo({ help: 'Forms and lists ask for it no more; what was written in it stays.' }),
  ),
}

/** The register of an organization's own fields; the code is the field's name in JSON. */
export const ownField = register('own field', {
  fields,
  about: 'Fields that the organization adds to its papers and registers by itself.',
  of: 'organization',
  read: 'staff',
  write: 'administrator',
})

interface Row {
  readonly code: string
  readonly holds: keyof typeof kinds
}

interface Column extends Row {
  readonly label: string
  readonly help: string | null
}

/** An own field as screens draw it. */
export interface OwnColumn {
  /** The name of the paper or register that it was added to. */
  readonly belongsTo: string
  readonly code: string
  readonly field: Field
  readonly ended: boolean
}

/** The own fields of all papers and registers, each in the order of its name. */
export async function allOwnColumns({
  query,
  organization,
}: Pick<Moment, 'query' | 'organization'>): Promise<OwnColumn[]> {
  const rows = await query<Column & { readonly belongsTo: string; readonly ended: boolean }>({
    name: 'all own columns',
    text: `select belongs_to as "belongsTo", code, label, holds, help,
        coalesce(ended, false) as ended
      from register.own_field where organization = $1 order by code`,
    values: [organization],
  })
  return rows.map((row) => ({ ...row, field: columnOf(row) }))
}

/** The own fields of one kind of paper as columns of files: by their names, with their labels. */
export async function ownColumnsOf(
  { query, organization }: Pick<Moment, 'query' | 'organization'>,
  paper: string,
): Promise<Columns> {
  const rows = await query<Column>({
    name: 'own columns',
    text: `select code, label, holds, help from register.own_field
      where organization = $1 and belongs_to = $2 order by code`,
    values: [organization, paper],
  })
  return Object.fromEntries(rows.map((row) => [row.code, columnOf(row)]))
}

function columnOf({ holds, label, help }: Column): Field {
  return { ...kinds[holds].field, optional: true, label, ...(help === null ? {} : { help }) }
}

/** Reads what people wrote into own fields: JSON in, JSON as it is kept out. */
export type ReadsExtra = (sent: unknown) => Outcome<Content>

/** The own fields of one kind of paper, by their codes. */
export async function ownKindsOf(
  { query, organization }: Pick<Moment, 'query' | 'organization'>,
  paper: string,
): Promise<ReadonlyMap<string, OwnKind>> {
  const rows = await query<Row>({
    name: 'own fields',
    text: `select code, holds from register.own_field where organization = $1 and belongs_to = $2`,
    values: [organization, paper],
  })
  return new Map(rows.map(({ code, holds }) => [code, kinds[holds]]))
}

/** How the own fields of one kind of paper are read. */
export async function ownFieldsOf(moment: Moment, paper: string): Promise<ReadsExtra> {
  const own = await ownKindsOf(moment, paper)
  const shape = [...own].map(([code, { field }]) => [code, field.kind.codec.nullable().optional()])
  const schema = z.strictObject(Object.fromEntries(shape))
  return (sent) => {
    const read = validated(schema, sent)
    if (!read.ok)
      return refused(...read.problems.map((one) => ({ ...one, field: within(one.field) })))
    const kept = Object.entries(z.encode(schema, read.value)).filter(([, value]) => value !== null)
    return fine(Object.fromEntries(kept))
  }
}

function within(field: string): string {
  return field === '' ? 'extra' : `extra.${field}`
}
