/** Turns what a schema finds wrong into problems: each with its field and a sentence. */
import type { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'

/** So many problems of one request are told; the rest shows when these are gone. */
const mostTold = 20

/** The value as its schema describes it, or what is wrong with it. */
export function validated<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Outcome<z.output<Schema>> {
  const result = schema.safeParse(value)
  if (result.success) return fine(result.data)
  return refused(
    ...result.error.issues.flatMap((issue) => problemsOf(issue, value)).slice(0, mostTold),
  )
}

/** A path as people write it; lines and entries are counted from 1, as in the books. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((part, place) =>
      typeof part === 'number'
        ? `[${part + 1}]`
        : `${place > 0 ? '.' : ''}${shortened(String(part))}`,
    )
    .join('')
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): Problem[] {
  const field = fieldName(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        rule: 'field-unknown',
        field: fieldName([...issue.path, key]),
        message: `There is no field “${shortened(key)}” here. Remove it, or correct its name.`,
      }))
    case 'invalid_type':
      return [valueAt(value, issue.path) === undefined ? missing(field) : wrongType(issue, field)]
    case 'invalid_value': {
      const choices = issue.values.map(String).join(', ')
      const message = `${named(field)} must be one of: ${choices}.`
      return [{ rule: 'field-choice', field, message }]
    }
    case 'too_big':
    case 'too_small':
    case 'invalid_format':
    case 'custom':
      return [
        { rule: `field-${ruleWords[issue.code]}`, field, message: said(issue.message, field) },
      ]
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        rule: 'field-name',
        field,
        message: said(message, field),
      }))
    case 'invalid_union':
    case 'invalid_element':
    case 'not_multiple_of':
      return [
        { rule: 'field-form', field, message: `${named(field)} is not of the form it must be.` },
      ]
  }
}

const ruleWords = {
  too_big: 'too-large',
  too_small: 'too-small',
  invalid_format: 'form',
  custom: 'form',
} as const

function missing(field: string): Problem {
  const message = `${named(field)} is missing. Add it.`
  return { rule: 'field-missing', field, message }
}

function wrongType(issue: z.core.$ZodIssueInvalidType, field: string): Problem {
  const wanted = typeNames.get(issue.expected) ?? issue.expected
  const own = issue.message.startsWith('Invalid input') ? '' : ` ${issue.message}`
  const message = `${named(field)} must be ${wanted}.${own}`
  return { rule: 'field-type', field, message }
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'an object'],
  ['record', 'an object'],
  ['array', 'a list'],
])

function said(message: string, field: string): string {
  return /^(Invalid|Too|String|Unrecognized)/.test(message)
    ? `${named(field)} is not of the form it must be.`
    : `${named(field)}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

function named(field: string): string {
  return field === '' ? 'The body' : `The field ${field}`
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Object.getOwnPropertyDescriptor(at, part)?.value
  }
  return at
}
