/** What is wrong with a plain-text journal: the file, the line, the rule and a sentence. */
import type { Problem } from '#base/problem.ts'

export interface JournalProblem extends Problem {
  readonly file: string
  /** Counted from 1; 0 where the whole file is meant. */
  readonly line: number
}

/** Every rule by which a journal is refused, and what it asks for. */
export const journalRules = {
  'not-utf8': 'A journal is text in UTF-8.',
  'null-character': 'A line has no NUL character.',
  'file-missing': 'The journal can be read.',
  'too-much-text': 'A journal with all its includes has at most 512 MB.',
  'include-missing': 'An include names at least one file that exists.',
  'include-loop': 'A file does not include itself, directly or through others.',
  'include-too-deep': 'Includes are nested at most 50 deep.',
  'too-many-includes': 'At most 10,000 files are opened.',
  'include-format': 'Only journals are included: no CSV, timeclock or timedot files.',
  'unsupported-directive': 'A directive is one of those that this reader knows.',
  'malformed-directive': 'A directive has the parts it needs.',
  'malformed-date': 'A date is year, month and day with one kind of mark between, and exists.',
  'date-without-year': 'A date without a year stands below a year directive.',
  'year-out-of-range': 'Years are 1 to 9999.',
  'posting-date': 'A posting has the date of its transaction.',
  'long-description': 'A description has at most 1,800 characters.',
  'stray-line': 'An indented line belongs to a transaction or directive directly above it.',
  'account-name': 'An account has a name of at most 400 characters without empty parts.',
  'unbalanced-virtual': 'No posting in round brackets: it has no other side.',
  'malformed-amount': 'An amount is a number with at most one commodity, cost, lot and assertion.',
  'amount-expression': 'An amount is a number, not an expression.',
  'ambiguous-number': 'A number such as 1,000 needs a directive that says what its mark means.',
  'amount-too-large': 'An amount, and the turnover of its account, fits a signed 64-bit integer.',
  'too-many-decimals':
    'A number has at most 18 decimals, and an amount at most those that the ledger keeps.',
  'lot-note': 'A lot has no note.',
  'lot-without-cost': 'A lot price without @ does not stand beside a posting without an amount.',
  'alias-pattern': 'An alias is a plain name or a pattern of the safe kind.',
  'too-many-aliases': 'At most 1,000 aliases are in force at once, and their work is bounded.',
  'two-missing-amounts': 'At most one posting of a transaction leaves its amount out.',
  unbalanced: 'The postings of a transaction sum to zero at cost.',
  'assertion-failed': 'The account has the balance that the journal asserts.',
  'base-currency': 'The company’s currency is a commodity of the journal.',
  'position-account': 'The position account is no account of the journal.',
  'commodity-name': 'The name given to amounts without a commodity is no commodity of the journal.',
} as const

export type JournalRule = keyof typeof journalRules

/** Why a piece of text was refused, before it is known where it stands. */
export interface Refusal {
  readonly refused: JournalRule
  readonly message: string
}

export function refuse(rule: JournalRule, message: string): Refusal {
  return { refused: rule, message }
}

/** Whether a reading ended in a refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}

/** Gathers problems, a hundred at most, since one mistake often has many echoes. */
export interface ProblemList {
  readonly found: readonly JournalProblem[]
  add(file: string, line: number, refusal: Refusal): void
  /** Whether there are so many that reading on serves nobody. */
  full(): boolean
}

const mostProblems = 100

export function problemList(): ProblemList {
  const found: JournalProblem[] = []
  return {
    found,
    add(file, line, { refused, message }) {
      if (found.length >= mostProblems) return
      const field = line === 0 ? file : `${file} line ${line}`
      found.push({ rule: refused, field, message, file, line })
    },
    full: () => found.length >= mostProblems,
  }
}

/** A piece of the user's text for a message: at most 40 characters, in quotation marks. */
export function excerpt(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text
  // oxlint-disable-next-line no-control-regex -- control characters are what is to be replaced
  return `“${short.toWellFormed().replaceAll(/[\u0000-\u001f\u007f]/g, ' ')}”`
}
