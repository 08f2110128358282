/** Names that a field may not have, because the database or the paper's head has them already. */
import { rowFields } from '#kit/field.ts'
import type { Fields } from '#kit/field.ts'
import { columnName } from '#kit/spelling.ts'

/** The columns that every register and paper has. */
const heads = new Set(
  (
    'organization company id code state number version extra row paper good_from created_at ' +
    'created_by changed_at changed_by'
  ).split(' '),
)

/** The words of SQL that PostgreSQL keeps for itself (`pg_get_keywords`, reserved). */
const reserved = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast ' +
    'check collate collation column concurrently constraint create cross current_catalog ' +
    'current_date current_role current_schema current_time current_timestamp current_user ' +
    'default deferrable desc distinct do else end except false fetch for foreign freeze from ' +
    'full grant group having ilike in initially inner intersect into is isnull join lateral ' +
    'leading left like limit localtime localtimestamp natural not notnull null offset on only ' +
    'or order outer overlaps placing primary references returning right select session_user ' +
    'similar some symmetric system_user table tablesample then to trailing true union unique ' +
    'user using variadic verbose when where window with'
  ).split(' '),
)

/** Throws where proposals for rows name a field that is not there: a defect of the description. */
export function checkSources(description: string, fields: Fields): void {
  for (const [name, { rows, proposedFrom: source }] of rowFields(fields)) {
    if (source === undefined) continue
    const own = [...Object.values(source.asks), ...Object.values(source.where)]
    if (source.part !== null) own.push(source.part.over)
    const inner = [source.names.field, ...(source.part === null ? [] : [source.part.field])]
    const wrong = [
      ...own.filter((one) => fields[one] === undefined),
      ...inner.filter((one) => rows[one] === undefined),
    ]
    if (wrong.length > 0) {
      throw new Error(`the ${description} has no ${wrong.join(', ')}, of which ${name} is proposed`)
    }
  }
}

/** Throws where a field has a name that it may not have: a defect of the description. */
export function checkNames(description: string, fields: Fields): void {
  const names = [
    ...Object.keys(fields),
    ...rowFields(fields).flatMap(([, { rows }]) => Object.keys(rows)),
  ]
  for (const name of names) {
    const column = columnName(name)
    if (!/^[a-z][a-zA-Z0-9]{0,40}$/.test(name) || heads.has(column) || reserved.has(column)) {
      throw new Error(`a field of the ${description} cannot be called ${name}; find another name`)
    }
  }
}
