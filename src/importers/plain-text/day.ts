/** Dates as plain-text journals write them: 2008/01/31, 2008-1-31, 2008.1.31, 1/31. */
import { parseDate, type PlainDate } from '#base/date.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

const pattern = /([0-9]{1,30})([-/.])([0-9]{1,30})(?:\2([0-9]{1,30}))?(?![0-9])/y

/** A date found in a text, and where the text goes on behind it. */
export interface FoundDay {
  readonly date: PlainDate
  readonly end: number
}

/** Dates repeat from line to line; those read before are kept, as many as a thousand years have. */
const known = new Map<string, PlainDate>()
const mostKnown = 400_000

/** Reads the date at a place of a text; one without a year takes `year`, which may be unknown. */
export function readDay(text: string, start: number, year: number | null): FoundDay | Refusal {
  pattern.lastIndex = start
  const found = pattern.exec(text)
  if (found === null) {
    const message = `${excerpt(text.slice(start))} does not begin with a date such as 2026-01-31.`
    return refuse('malformed-date', message)
  }
  const [whole, first = '', , second = '', third] = found
  const end = start + whole.length
  if (third !== undefined) return dayOf(first, second, third, end, whole)
  if (first.length > 2) return impossible(whole)
  if (year === null) {
    const remedy = 'write it, or put “year 2026” above the transaction'
    const message = `The date ${excerpt(whole)} has no year; ${remedy}.`
    return refuse('date-without-year', message)
  }
  return dayOf(String(year).padStart(4, '0'), first, second, end, whole)
}

/** Reads text that is a date and nothing else. */
export function readWholeDay(text: string, year: number | null): PlainDate | Refusal {
  const found = readDay(text, 0, year)
  if (isRefusal(found)) return found
  return found.end === text.length ? found.date : impossible(text)
}

function dayOf(
  year: string,
  month: string,
  day: string,
  end: number,
  whole: string,
): FoundDay | Refusal {
  if (year.length < 4 || month.length > 2 || day.length > 2) return impossible(whole)
  if (year.length > 4 || year === '0000') {
    const message = `The date ${excerpt(whole)} is outside the years 1 to 9999 of the ledger.`
    return refuse('year-out-of-range', message)
  }
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = known.get(text) ?? parseDate(text)
  if (date === null) return impossible(whole)
  if (known.size >= mostKnown) known.clear()
  known.set(text, date)
  return { date, end }
}

function impossible(text: string): Refusal {
  const remedy = 'write year, month and day of a day that exists, such as 2026-01-31'
  const message = `${excerpt(text)} is no date; ${remedy}.`
  return refuse('malformed-date', message)
}
