/** Reads comma-separated records from text as people's spreadsheets write them, line by line. */
import Papa from 'papaparse'
import type { ParseStepResult } from 'papaparse'
import { withFormula } from '#base/csv.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { TableRow } from '#kit/cell.ts'
import { lineBreaks } from '#server/files/text.ts'

/** What may stand between cells. */
export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** No record has more characters: where one seems to, a quote was never closed. */
const longestRecord = 1_000_000
/** So much text is looked at to guess the delimiter. */
const sampleLength = 65_536
/** Stands for a delimiter where there is none: one column, whose cells are not divided. */
const unitSeparator = '\u001F'

/**
 * The records with the lines that they begin on; empty cells are null. The delimiter is the one
 * that divides the first lines most evenly unless it is said, here or in a first line “sep=;”.
 * A record with a quote that does not close, or with text behind a closing quote, is a problem;
 * after the former nothing follows. Text is taken only as fast as records are.
 */
export async function* csvRecords(
  text: AsyncIterable<Outcome<string>>,
  said: Delimiter | null,
): AsyncGenerator<Outcome<TableRow>> {
  let reader: Reader | null = null
  let rest = ''
  for await (const part of text) {
    if (!part.ok) {
      yield part
      return
    }
    rest += part.value
    if (reader === null && rest.length < sampleLength) continue
    reader ??= readerFor(rest, said)
    const { records, taken } = reader.read(rest, false)
    rest = rest.slice(taken)
    yield* records
    if (rest.length > longestRecord) {
      yield refused(brokenQuote(reader.line(), 'open'))
      return
    }
  }
  reader ??= readerFor(rest, said)
  yield* reader.read(rest, true).records
}

interface Reader {
  /** The records in the text, the last one only where it is `last`, and what they took of it. */
  readonly read: (
    text: string,
    last: boolean,
  ) => { readonly records: Outcome<TableRow>[]; readonly taken: number }
  /** The line on which the next record begins. */
  readonly line: () => number
}

function readerFor(sample: string, said: Delimiter | null): Reader {
  // A carriage return alone ends lines only where nothing else does; before a line feed it is
  // taken off below, so that files with both kinds of lines are read too.
  const newline = sample.includes('\n') || !sample.includes('\r') ? '\n' : '\r'
  const named = /^"?sep=([,;\t|])"?\r?(?:\n|$)/i.exec(sample.slice(0, 10))?.[1]
  const delimiter = said ?? named ?? guessedDelimiter(sample, newline)
  let line = 1
  let text = ''
  let from = 0
  let records: Outcome<TableRow>[] = []
  const parser = new Papa.Parser({
    delimiter,
    newline,
    step({ data, errors, meta }: ParseStepResult<string[][]>) {
      const raw = text.slice(from, meta.cursor)
      from = meta.cursor
      const begun = line
      line += newline === '\n' ? Math.max(1, lineBreaks(raw)) : raw.split('\r').length - 1
      if (begun === 1 && named !== undefined && /^"?sep=/i.test(raw)) return
      const cells = withoutReturn(data[0] ?? [], raw, delimiter)
      const problem = problemOf(errors[0]?.code, raw, begun)
      records.push(problem === null ? fine({ line: begun, cells: cells.map(filled) }) : problem)
    },
  })
  return {
    read(given, last) {
      text = given
      from = 0
      records = []
      parser.parse(text, 0, !last)
      return { records, taken: from }
    },
    line: () => line,
  }
}

function guessedDelimiter(sample: string, newline: '\n' | '\r'): string {
  // The last line of a sample may be half a line.
  const end = sample.length < sampleLength ? sample.length : sample.lastIndexOf(newline) + 1
  const lines = end > 0 ? sample.slice(0, end) : sample
  const { errors, meta } = Papa.parse(lines, {
    newline,
    preview: 10,
    skipEmptyLines: true,
    delimitersToGuess: [...delimiters],
  })
  if (errors.every(({ code }) => code !== 'UndetectableDelimiter')) return meta.delimiter
  const heading = lines.trimStart().split(newline, 1)[0] ?? ''
  return delimiters.find((mark) => heading.includes(mark)) ?? unitSeparator
}

/** The cells without the carriage return that stood before the line feed, outside of quotes. */
function withoutReturn(cells: readonly string[], raw: string, delimiter: string): string[] {
  const last = cells.at(-1) ?? ''
  const bare = raw === `${last}\n` || raw.endsWith(`${delimiter}${last}\n`) || raw === last
  return last.endsWith('\r') && bare ? [...cells.slice(0, -1), last.slice(0, -1)] : [...cells]
}

function filled(text: string): string | null {
  return text === '' ? null : withFormula(text)
}

function problemOf(
  fault: string | undefined,
  raw: string,
  line: number,
): { ok: false; problems: Problem[] } | null {
  if (fault !== undefined) {
    return refused(brokenQuote(line, fault === 'MissingQuotes' ? 'open' : 'stray'))
  }
  if (!raw.includes('\0')) return null
  const message =
    `Line ${line} holds a character of the code 0, which no text has: this is no table, or it ` +
    'is damaged. Save it again as CSV or XLSX.'
  return refused({ rule: 'file-broken', field: `line ${line}`, message })
}

function brokenQuote(line: number, fault: 'open' | 'stray'): Problem {
  const what =
    fault === 'open'
      ? `A quote that is opened on line ${line} is never closed.`
      : `Text follows a closing quote in the record that begins on line ${line}.`
  return {
    rule: 'broken-quote',
    field: `line ${line}`,
    message: `${what} Enclose the whole cell in quotes and double each quote inside it.`,
  }
}
