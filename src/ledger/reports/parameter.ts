/** The parameters of reports: how each is read from text, and what is said when it cannot be. */
import { parseDate, parseInstant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

/** What is handed to the statement; days as text. */
export type Value = string | number | null

/** The values of a report's parameters, by their names; null where one has none. */
export type Values = Readonly<Record<string, Value>>

/** What a parameter may be; each type answers for itself how its text is read. */
export interface ParameterType {
  readonly name:
    | 'date'
    | 'text'
    | 'choice'
    | 'integer'
    | 'period'
    | 'account'
    | 'place'
    | 'dimension'
    | 'moment'
  /** The words it may be, where they are few. */
  readonly choices?: readonly string[]
  /** Reads the text; the problem's field is the parameter's name. */
  readonly read: (text: string, parameter: string) => Outcome<Value>
  /**
   * Whether what it names is there: a statement of $1 organization, $2 company, $3 the value, that
   * answers a row where it is, and the sentence for where it is not.
   */
  readonly isKnown?: { readonly statement: string; readonly otherwise: (value: Value) => string }
}

export interface Parameter {
  readonly name: string
  readonly meaning: string
  readonly type: ParameterType
  /** What stands in where nothing is given; `today` is the day the caller says it is. */
  readonly otherwise?: string
  readonly required?: boolean
  /** It says what is done with the answers, and is not handed to the statement. */
  readonly isOfAnswers?: boolean
}

export const date: ParameterType = {
  name: 'date',
  read: (given, field) => {
    const found = parseDate(given)
    if (found !== null) return fine(found.toString())
    return malformed(field, `"${shortened(given)}" is no day. Write it as 2026-03-31.`)
  },
}

/** A moment with its zone or its distance from UTC; handed on in UTC. */
export const moment: ParameterType = {
  name: 'moment',
  read: (given, field) => {
    const found = parseInstant(given)
    if (found !== null) return fine(found.toString())
    const remedy = 'Write it with its distance from UTC: 2026-04-07T14:30:00Z or …+01:00.'
    return malformed(field, `"${shortened(given)}" is no moment. ${remedy}`)
  },
}

/** Free text, such as a party; what is not there finds no rows. */
export const text: ParameterType = {
  name: 'text',
  read: (given, field) => {
    if (given !== '' && given.length <= 400 && !given.includes('\0')) return fine(given)
    return malformed(field, 'Give 1 to 400 characters, none of them NUL, or leave it out.')
  },
}

export function choice(...choices: readonly string[]): ParameterType {
  return {
    name: 'choice',
    choices,
    read: (given, field) => {
      if (choices.includes(given)) return fine(given)
      const words = choices.join(', ')
      return malformed(field, `"${shortened(given)}" is none of its words. Say one of: ${words}.`)
    },
  }
}

export function integer(lowest: number, highest: number): ParameterType {
  return {
    name: 'integer',
    read: (given, field) => {
      const value = /^\d{1,9}$/.test(given) ? Number(given) : -1
      if (value >= lowest && value <= highest) return fine(value)
      const remedy = `Give a whole number from ${lowest} to ${highest}.`
      return malformed(field, `"${shortened(given)}" is not one. ${remedy}`)
    },
  }
}

/** A period by its number: the year × 100 plus its place in it. */
export const period: ParameterType = {
  name: 'period',
  read: (given, field) => {
    if (/^\d{3,6}$/.test(given)) return fine(Number(given))
    const remedy = 'Write the year and its place in it, such as 202603 for the third of 2026.'
    return malformed(field, `"${shortened(given)}" is no period. ${remedy}`)
  },
  isKnown: {
    statement: `select 1 as found from ledger.period
      where organization = $1 and company = $2 and period = $3::integer`,
    otherwise: (value) =>
      `The company has no period ${value}. Open its fiscal year, or choose a period that exists.`,
  },
}

export const account: ParameterType = {
  ...text,
  name: 'account',
  isKnown: {
    statement: `select 1 as found from ledger.account
      where organization = $1 and company = $2 and code = $3::text`,
    otherwise: (value) =>
      `The company has no account "${value}". Look its code up in the chart of accounts.`,
  },
}

/** The name of a dimension that at least one combination carries. */
export const dimension: ParameterType = {
  ...text,
  name: 'dimension',
  isKnown: {
    // The company is not asked: combinations belong to the organization.
    statement: `select 1 as found from ledger.analysis
      where organization = $1 and $2::text is not null and dimensions ? $3::text limit 1`,
    otherwise: (value) =>
      `No line carries a dimension "${value}". Check its spelling, or leave the parameter out.`,
  },
}

/** Where the page before ended, as that page said it: a day, an entry and perhaps a line. */
export const place: ParameterType = {
  name: 'place',
  read: (given, field) => {
    const [day, entry, line, ...more] = given.split('/')
    const whole =
      parseDate(day ?? '') !== null &&
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(entry ?? '') &&
      /^\d{1,9}$/.test(line ?? '') &&
      more.length === 0
    if (whole) return fine(given)
    return malformed(field, 'Give the "next" of the page before as it was, or leave it out.')
  },
}

function malformed(field: string, message: string): ReturnType<typeof refused> {
  return refused({ rule: 'parameter-malformed', field, message })
}

function shortened(given: string): string {
  return given.length <= 40 ? given : `${given.slice(0, 40)}…`
}
