/** What a list is asked for, read into conditions of SQL; what is asked wrongly is told. */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { column } from '#kit/columns.ts'
import type { Field } from '#kit/field.ts'
import type { Operator } from '#kit/kind.ts'
import type { Listed } from '#kit/list-fields.ts'
import type { OwnKind } from '#kit/own-fields.ts'
import type { Parameters } from '#kit/parameters.ts'
import { validated } from '#kit/validation.ts'

/** How a field is compared: as its kind allows; and whether it is empty, where it may be. */
export type Asking = Operator | 'isEmpty'

/** One wish: "lentOn from 2026-11-22". */
export interface Filter {
  readonly name: string
  readonly operator: Asking
  /** As JSON or as text; of `anyOf`, a list of these. */
  readonly written: unknown
}

/** A condition of a list. */
export interface Condition {
  /** The column that an index may answer; null where none does. */
  readonly column: string | null
  readonly type: string
  /** One value, several of which one fits, an end of a range; or something no index answers. */
  readonly how: 'same' | 'several' | 'range' | 'other'
  /** The values as text; null is no value at all. */
  readonly values: readonly (string | null)[]
  sql(written: Parameters): string
}

/** Of so many values one may be asked for. */
export const mostValues = 500
const longestBeginning = 200

/**
 * Reads filters of fields. Problems: `field-unknown` (also for what the asker may not see),
 * `filter-unknown` (a kind that is not asked so), and those of the values.
 */
export function conditionsOf(
  filters: readonly Filter[],
  listed: ReadonlyMap<string, Listed>,
): Outcome<Condition[]> {
  return gathered(
    filters.map((filter) => {
      const found = listed.get(filter.name)
      if (found === undefined) return refused(fieldUnknown(filter.name))
      const { field, column: name } = found
      const { type } = field.kind.column
      return conditionOf(filter, field, nameOf(filter), {
        column: name,
        type,
        text: () => `t.${name}`,
      })
    }),
  )
}

/** The same of the organization's own fields, whose values lie in one column of JSON. */
export function ownConditionsOf(
  filters: readonly Filter[],
  own: ReadonlyMap<string, OwnKind>,
): Outcome<Condition[]> {
  return gathered(
    filters.map((filter) => {
      const found = own.get(filter.name)
      const called = `extra.${nameOf(filter)}`
      if (found === undefined) return refused(fieldUnknown(`extra.${filter.name}`))
      return conditionOf(filter, { ...found.field, optional: true }, called, {
        column: null,
        type: found.type,
        text: (written) => found.compared(`(t.extra ->> ${written.add(filter.name, 'text')})`),
      })
    }),
  )
}

/** The problem of a field that is not there, or not for the one who asks: nobody learns which. */
export function fieldUnknown(name: string): Problem {
  const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name
  const message = `There is no field “${shown}” here. Remove it, or correct its name.`
  return { rule: 'field-unknown', field: shown, message }
}

/** What is compared, and the index's column where there is one. */
interface Expression {
  readonly column: string | null
  readonly type: string
  text(written: Parameters): string
}

function conditionOf(
  { operator, written }: Filter,
  field: Field,
  called: string,
  expression: Expression,
): Outcome<Condition> {
  if (!isAsked(operator, field)) return refused(filterUnknown(called, field))
  if (operator === 'isEmpty') return emptiness(written, called, expression)
  if (operator === 'startsWith') return beginning(written, called, expression)
  const several = operator === 'anyOf'
  const values = several ? written : [written]
  if (!Array.isArray(values) || values.length === 0 || values.length > mostValues) {
    return refused(listProblem(called))
  }
  const decoded = values.map((value: unknown) => valueOf(field, value, called))
  const problems = decoded.flatMap((one) => (one.ok ? [] : one.problems))
  if (problems.length > 0) return refused(...problems)
  const texts = [...new Set(decoded.flatMap((one) => (one.ok ? [one.value] : [])))]
  return fine(comparison(operator, texts, expression))
}

function comparison(
  operator: Exclude<Asking, 'isEmpty' | 'startsWith'>,
  texts: readonly string[],
  expression: Expression,
): Condition {
  const how = ways[operator]
  const isList = operator === 'anyOf' && texts.length > 1
  const { type } = expression
  const list = column(texts, (one) => one)
  return condition(isList ? 'several' : how.as, texts, expression, (text, written) =>
    isList
      ? `${text} = any (${written.add(list, `${type}[]`)})`
      : `${text} ${how.sign} ${written.add(texts[0], type)}`,
  )
}

const ways = {
  is: { as: 'same', sign: '=' },
  anyOf: { as: 'same', sign: '=' },
  from: { as: 'range', sign: '>=' },
  to: { as: 'range', sign: '<=' },
} as const

function emptiness(written: unknown, called: string, expression: Expression): Outcome<Condition> {
  const wanted = yesOrNo.get(String(written))
  if (wanted === undefined) {
    const message = `The field ${called} must be true or false.`
    return refused({ rule: 'field-type', field: called, message })
  }
  return fine(
    wanted
      ? condition('same', [null], expression, (text) => `(${text}) is null`)
      : condition('other', [], expression, (text) => `(${text}) is not null`),
  )
}

const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
])

function beginning(written: unknown, called: string, expression: Expression): Outcome<Condition> {
  const schema = z.string().min(1, 'It is empty.').max(longestBeginning, 'It is too long.')
  const text = validated(schema, written)
  if (!text.ok) return refused(...text.problems.map((one) => ({ ...one, field: called })))
  return fine(
    condition(
      'other',
      [],
      expression,
      (of, to) => `starts_with(${of}, ${to.add(text.value, 'text')})`,
    ),
  )
}

function condition(
  how: Condition['how'],
  values: Condition['values'],
  expression: Expression,
  sql: (text: string, written: Parameters) => string,
): Condition {
  const { column: name, type } = expression
  return {
    column: name,
    type,
    how: name === null ? 'other' : how,
    values,
    sql: (written) => sql(expression.text(written), written),
  }
}

/** The text of one value for the database, from JSON or from the text of an address. */
function valueOf({ kind }: Field, written: unknown, called: string): Outcome<string> {
  const read = validated(kind.codec, written)
  if (read.ok) return fine(kind.column.write(read.value))
  // In an address a whole number and a yes are texts.
  const again =
    typeof written === 'string' && /^(true|false|0|-?[1-9]\d{0,14})$/.test(written)
      ? validated(kind.codec, JSON.parse(written))
      : read
  if (again.ok) return fine(kind.column.write(again.value))
  return refused(
    ...again.problems.map(({ message, rule }) => ({
      rule,
      field: called,
      message: message.replace(/^The body/, `The field ${called}`),
    })),
  )
}

function isAsked(operator: Asking, { kind, optional }: Field): boolean {
  return operator === 'isEmpty' ? optional : kind.operators.includes(operator)
}

function nameOf({ name, operator }: Filter): string {
  return operator === 'is' ? name : `${name}.${operator}`
}

function filterUnknown(called: string, { kind, optional }: Field): Problem {
  const all = [...kind.operators, ...(optional ? ['isEmpty'] : [])].join(', ')
  const message = `A field of the kind ${kind.name} is asked for by: ${all}. Use one of these.`
  return { rule: 'filter-unknown', field: called, message }
}

function listProblem(called: string): Problem {
  const message = `The field ${called} must be a list of 1 to ${mostValues} values.`
  return { rule: 'field-form', field: called, message }
}

function gathered(all: readonly Outcome<Condition>[]): Outcome<Condition[]> {
  const problems = all.flatMap((one) => (one.ok ? [] : one.problems))
  if (problems.length > 0) return refused(...problems)
  return fine(all.flatMap((one) => (one.ok ? [one.value] : [])))
}
