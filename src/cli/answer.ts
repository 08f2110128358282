/** What a verb answers: text for a person, a value for a program, and how it ended. */
import type { Outcome, Problem } from '#base/problem.ts'

/** `refused`: by the books or the rows. `usage`: asked wrongly. `unavailable`: no database. */
export const exitCodes = { fine: 0, refused: 1, usage: 2, unavailable: 3 } as const

export type Ending = keyof typeof exitCodes

export interface Answer {
  readonly ending: Ending
  /** For standard output; ends with a line break where it is not empty. */
  readonly text: string
  /** The same for programs: the members of one JSON document. */
  readonly json: object
  readonly problems: readonly Problem[]
  /** Whether the text is a document of its own, whose bytes stay as they are in a file or pipe. */
  readonly document?: boolean
}

/** An answer in which nothing was refused. */
export function said(text: string, json: object): Answer {
  return { ending: 'fine', text, json, problems: [] }
}

/** An answer that lists problems; text and value tell what was done all the same. */
export function stopped(
  ending: Ending,
  problems: readonly Problem[],
  text = '',
  json: object = {},
): Answer {
  return { ending, text, json, problems }
}

/** The answer to an outcome; what was asked wrongly ends as wrong usage. */
export function answerTo<Value>(outcome: Outcome<Value>, write: (value: Value) => Answer): Answer {
  return outcome.ok ? write(outcome.value) : stopped(endingOf(outcome.problems), outcome.problems)
}

/** Wrong words of the command line are wrong usage; all other problems are the books'. */
function endingOf(problems: readonly Problem[]): Ending {
  const [first] = problems
  if (first === undefined) return 'refused'
  if (/^(usage$|parameter-|figure-|coordinate-)/.test(first.rule)) return 'usage'
  return 'refused'
}

/** A problem of the command line's own: a word that is missing or wrong. */
export function misuse(field: string, message: string): Problem {
  return { rule: 'usage', field, message }
}
