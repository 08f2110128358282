/** How a figure of a report is explained: by the lines behind it, whose sum it is. */
import { date, decimal, integer, quantity, text } from './column.ts'
import type { Column } from './column.ts'
import * as parameter from './parameter.ts'
import type { Parameter } from './parameter.ts'
import type { Heading } from './heading.ts'
import type { ReportedCompany } from './reported-company.ts'

/** What tells a row from the others: the text of one of its cells. */
export interface Coordinate {
  /** The column's name. */
  readonly name: string
  readonly meaning: string
  readonly required?: boolean
}

/**
 * A companion question. It takes the parameters of its report, what that supplies, then the
 * coordinates of a row as text (null where one is not given, which narrows nothing; "" where the
 * cell is empty) and the name of the column. It answers each line behind the figure with the share
 * that it has in it: posted_on, entry, line, account, subject, party, analysis, currency, figure.
 */
export interface Explanation {
  /** The file with the question. */
  readonly sql: URL
  readonly coordinates: readonly Coordinate[]
  /** The columns whose figures it explains. */
  readonly figures: readonly string[]
  /** Of figures that are another one as it is written elsewhere: which, and what is different. */
  readonly closes?: Readonly<Record<string, Closing>>
  /** What counts besides the lines: the formula, the rounding, the law. */
  readonly tells?: (
    company: ReportedCompany,
    cell: Readonly<Record<string, string>>,
    figure: string,
  ) => readonly ToldFact[]
}

/** A figure is another column's, and a last row of its own, so that the sum is the figure. */
export interface Closing {
  readonly of: string
  readonly reason: string
}

/** Something that counted: its name, and a day, a word of the program, or words with commas. */
export interface ToldFact {
  readonly name: string
  readonly text: string
}

/** What the list of lines takes besides the parameters of its report. */
export const listParameters: readonly Parameter[] = [
  {
    name: 'lines-limit',
    meaning: 'Lines a page.',
    type: parameter.integer(1, 10_000),
    otherwise: '1000',
  },
  {
    name: 'lines-after',
    meaning: 'For the page that follows: the "next" of the page before.',
    type: parameter.place,
  },
]

/** The table of the lines behind a figure of a column. */
export function headingOfLines(report: Heading, of: Column): Heading {
  const columns: readonly Column[] = [
    { name: 'posted_on', meaning: 'The day in the books.', type: date },
    {
      name: 'entry',
      meaning: 'The identifier of the entry.',
      type: text,
      isForPrograms: true,
    },
    {
      name: 'line',
      meaning: 'The line of the entry.',
      type: integer,
      isForPrograms: true,
    },
    { name: 'journal', meaning: 'Its journal.', type: text },
    { name: 'reason', meaning: 'Why it was posted.', type: text },
    { name: 'source_paper', meaning: 'The paper it came from.', type: text, whereFilled: true },
    { name: 'source_number', meaning: 'Its number.', type: text, whereFilled: true },
    { name: 'account', meaning: "The account's code.", type: text },
    { name: 'department', meaning: 'Of lines not shown singly.', type: text, whereFilled: true },
    { name: 'text', meaning: 'What the line says itself.', type: text, whereFilled: true },
    { name: 'party', meaning: 'Whom it concerns.', type: text, whereFilled: true },
    { name: 'subject', meaning: 'What explains it.', type: text, whereFilled: true },
    { name: 'item', meaning: 'The item it concerns.', type: text, whereFilled: true },
    { name: 'quantity', meaning: 'How many moved.', type: quantity('item'), whereFilled: true },
    {
      name: 'part',
      meaning: 'Of a change: the column whose figure it is, explained in its turn.',
      type: text,
      whereFilled: true,
    },
    { name: 'currency', meaning: 'Of the line.', type: text },
    { name: 'figure', meaning: 'Its share of the figure.', type: shareType(of), summed: true },
  ]
  return { name: `${report.name}-lines`, answers: `The lines behind ${of.name}.`, columns }
}

/** A share of a quantity is told in whole units of its item: a sum of lines names no item. */
function shareType({ type }: Column): Column['type'] {
  return type.name === 'quantity' ? decimal(0) : type
}

/**
 * The statement around a companion question: `frame` is the text of `lines-behind.sql`, and the
 * question's own values end before $`next`, the most lines of a page, and $`next + 1`, its start.
 */
export function statementOfLines(frame: string, question: string, next: number): string {
  const words: Readonly<Record<string, string>> = {
    ':unasked': ['true', ...unasked(question, next)].join(', '),
    ':question': question.trimEnd(),
    ':limit': `$${next}::integer`,
    ':after': `$${next + 1}::text`,
  }
  const body = frame.replaceAll(/^--.*\n/gm, '')
  return body.replaceAll(/(?<!:):[a-z]+\b/g, (word) => words[word] ?? word)
}

/** The file with the frame. */
export const frameOfLines = new URL('./lines-behind.sql', import.meta.url)

/**
 * Values that the question has no use for, each with a type, which the database would not know.
 * The first four are the list's own.
 */
function unasked(question: string, next: number): string[] {
  const asked = question.replaceAll(/--.*$/gm, '')
  return Array.from({ length: next - 5 }, (_, at) => `$${at + 5}`)
    .filter((place) => !new RegExp(`\\${place}\\b`).test(asked))
    .map((place) => `${place}::text`)
}
