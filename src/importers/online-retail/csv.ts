/**
 * Reads comma-separated lines as RFC 4180 writes them, strictly: a broken quote is a problem with
 * its line, where papaparse would mend it in silence and does not know the line of the file.
 */
import type { Problem } from '#base/problem.ts'

/** One record's fields, and the line of the file that it begins on. */
export type RecordTaker = (fields: string[], line: number) => boolean

/** A quoted field may run over several lines, but not over this many characters or lines. */
export const longestRecord = 100_000
export const mostLinesOfRecord = 100

/** Puts lines together into records. */
export interface RecordReader {
  /** Takes one line; false when nothing more is wanted. */
  readonly line: (text: string, number: number) => boolean
  /** After the last line: a quote that was opened and never closed, or null. */
  readonly end: () => Problem | null
}

/**
 * A reader that hands each record to `take`, and each broken one to `complain`; both answer whether
 * to go on. Empty lines hold nothing and are passed over.
 */
export function recordReader(
  take: RecordTaker,
  complain: (problem: Problem) => boolean,
): RecordReader {
  let open: { text: string; number: number } | null = null

  function line(text: string, number: number): boolean {
    if (open === null && !text.includes('"')) {
      return text === '' || take(text.split(','), number)
    }
    const begun: { text: string; number: number } =
      open === null ? { text, number } : { text: `${open.text}\n${text}`, number: open.number }
    const fields = quotedFields(begun.text)
    const short = begun.text.length <= longestRecord && number - begun.number < mostLinesOfRecord
    if (fields === 'open' && short) {
      open = begun
      return true
    }
    open = null
    if (typeof fields !== 'string') return take(fields, begun.number)
    return complain(brokenQuote(begun.number, fields))
  }

  return { line, end: () => (open === null ? null : brokenQuote(open.number, 'open')) }
}

/** The fields of a record with quotes; 'open' where a quoted field has not ended yet. */
function quotedFields(text: string): string[] | 'open' | 'stray' {
  const fields: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1)
      if (end === -1) return 'open'
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'))
      at = end + 1
      if (at < text.length && text[at] !== ',') return 'stray'
    } else {
      const comma = text.indexOf(',', at)
      const field = text.slice(at, comma === -1 ? text.length : comma)
      if (field.includes('"')) return 'stray'
      fields.push(field)
      at += field.length
    }
    if (at >= text.length) return fields
    at += 1
  }
}

/** Where the quote is that ends a field; a doubled one stands for itself. */
function closingQuote(text: string, from: number): number {
  let at = from
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1 || text[quote + 1] !== '"') return quote
    at = quote + 2
  }
}

function brokenQuote(number: number, fault: 'open' | 'stray'): Problem {
  const what =
    fault === 'open'
      ? 'A quote opened here is never closed.'
      : 'A quote stands inside a field that is not quoted, or text follows a closing quote.'
  return {
    rule: 'broken-quote',
    field: `line ${number}`,
    message: `${what} Enclose the whole field in quotes and double each quote inside it.`,
  }
}
