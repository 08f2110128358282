/** A transaction's text: the line with its date and description, and the postings below. */
import type { PlainDate } from '#base/date.ts'
import { readPostingAmounts, type Notation } from './amount.ts'
import { readDay, readWholeDay } from './day.ts'
import type { Status, WrittenPosting, WrittenTransaction } from './journal.ts'
import type { Lines } from './lines.ts'
import { excerpt, isRefusal, refuse, type Refusal } from './problem.ts'

/** What holds at the place of a transaction. */
export interface Place {
  readonly file: string
  readonly opening: number
  readonly year: number | null
  readonly notation: Notation
  /** Where a transaction with a single posting has its other side; null without a `bucket`. */
  readonly bucket: string | null
  accountOf(written: string): string | Refusal
  refuse(line: number, refusal: Refusal): void
}

/** The ledger keeps 2,000 characters for the reason of an entry. */
const longestDescription = 1800

/**
 * Reads the transaction whose first line is the current one, to its last posting.
 * Null where something in it was refused; the reasons have then been given to the place.
 */
export function readTransaction(lines: Lines, place: Place): WrittenTransaction | null {
  const line = lines.number
  const head = readHead(lines.text, place.year)
  if (isRefusal(head)) place.refuse(line, head)
  const comments = isRefusal(head) ? [] : [head.comment]
  const drafts: Draft[] = []
  let whole = !isRefusal(head)
  while (lines.nextIndented()) {
    const text = lines.text.trim()
    if (text.startsWith(';')) {
      ;(drafts.at(-1)?.comments ?? comments).push(text.slice(1).trim())
      continue
    }
    const draft = readPosting(text, lines.number, place)
    if (isRefusal(draft)) {
      place.refuse(lines.number, draft)
      whole = false
    } else drafts.push(draft)
  }
  if (isRefusal(head) || !whole) return null
  const postings = finishPostings(drafts, head.date, place)
  if (postings === null) return null
  const { file, opening } = place
  return { file, opening, line, ...head, comment: joined(comments), postings }
}

type ReadHead = Pick<
  WrittenTransaction,
  'date' | 'secondDate' | 'status' | 'code' | 'description' | 'comment'
>

function readHead(text: string, year: number | null): ReadHead | Refusal {
  const first = readDay(text, 0, year)
  if (isRefusal(first)) return first
  let end = first.end
  let secondDate: PlainDate | null = null
  if (text[end] === '=') {
    const second = readDay(text, end + 1, first.date.year)
    if (isRefusal(second)) return second
    secondDate = second.date
    end = second.end
  }
  if (end < text.length && !/\s/.test(text[end] ?? '')) {
    const message = `Behind the date stands ${excerpt(text.slice(end))}; leave a space there.`
    return refuse('malformed-date', message)
  }
  const [before, comment] = splitComment(text.slice(end))
  const { status, rest } = readStatus(before.trim())
  const close = rest.startsWith('(') ? rest.indexOf(')') : -1
  const code = close === -1 ? '' : rest.slice(1, close).trim()
  const description = rest.slice(close + 1).trim()
  if (description.length + code.length > longestDescription) {
    const message = `${excerpt(description)} has more than ${longestDescription} characters.`
    return refuse('long-description', message)
  }
  return { date: first.date, secondDate, status, code, description, comment }
}

function readStatus(text: string): { status: Status; rest: string } {
  if (text.startsWith('*')) return { status: 'cleared', rest: text.slice(1).trimStart() }
  if (text.startsWith('!')) return { status: 'pending', rest: text.slice(1).trimStart() }
  return { status: 'unmarked', rest: text }
}

function splitComment(text: string): [before: string, comment: string] {
  const at = text.indexOf(';')
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1).trim()]
}

/** A posting before its comment lines are known. */
type Draft = Omit<WrittenPosting, 'comment' | 'valueDate'> & { readonly comments: string[] }

function readPosting(text: string, line: number, place: Place): Draft | Refusal {
  const { status, rest } = readStatus(text)
  // An account's name may have single spaces in it, so that two spaces or a tab end it.
  const found = rest.search(/ {2}|\t| ;/)
  const end = found === -1 ? rest.length : found
  const written = rest.slice(0, end).trim()
  const virtual = written.startsWith('[') && written.endsWith(']')
  if (written.startsWith('(') && written.endsWith(')')) {
    const message =
      `${excerpt(written)} is an unbalanced virtual posting, which has no other side; ` +
      'write it in square brackets with its other side, or take it out.'
    return refuse('unbalanced-virtual', message)
  }
  const account = place.accountOf(virtual ? written.slice(1, -1).trim() : written)
  if (isRefusal(account)) return account
  const [before, comment] = splitComment(rest.slice(end))
  const amounts = readPostingAmounts(before, place.notation)
  if (isRefusal(amounts)) return amounts
  return { line, account, virtual, status, ...amounts, comments: [comment] }
}

function finishPostings(
  drafts: readonly Draft[],
  date: PlainDate,
  place: Place,
): WrittenPosting[] | null {
  const postings: WrittenPosting[] = []
  let whole = true
  for (const { comments, ...draft } of drafts) {
    const comment = joined(comments)
    const valueDate = readPostingDates(comment, date)
    if (isRefusal(valueDate)) {
      place.refuse(draft.line, valueDate)
      whole = false
    } else postings.push({ ...draft, comment, valueDate })
  }
  if (!whole) return null
  const [only] = postings
  if (place.bucket === null || postings.length !== 1 || only === undefined) return postings
  const missing = { amount: null, cost: null, totalCost: false, lot: false, assertion: null }
  const other = { ...missing, virtual: only.virtual, status: only.status, comment: '' }
  return [only, { ...other, line: only.line, account: place.bucket, valueDate: null }]
}

function joined(comments: readonly string[]): string {
  return comments.filter((comment) => comment !== '').join('\n')
}

/**
 * The dates in a posting's comment: `date:2026-01-31`, `date2:…`, `[2026-01-31]`, `[=2026-01-31]`.
 * A first date other than the transaction's would make two entries of one, each out of balance.
 */
function readPostingDates(comment: string, date: PlainDate): PlainDate | null | Refusal {
  if (!comment.includes('date') && !comment.includes('[')) return null
  const bracket = /\[([0-9/.-]*)(?:=([0-9/.-]+))?\]/.exec(comment)
  const first = /(?:^|[\s,])date:\s*([^\s,]+)/.exec(comment)?.[1] ?? bracket?.[1]
  const second = /(?:^|[\s,])date2:\s*([^\s,]+)/.exec(comment)?.[1] ?? bracket?.[2]
  if (first !== undefined && first !== '') {
    const own = readWholeDay(first, date.year)
    if (isRefusal(own)) return own
    if (!own.equals(date)) {
      const message =
        `The posting has the date ${excerpt(first)}, its transaction another; ` +
        'make two transactions of it, by way of an account for money in transit.'
      return refuse('posting-date', message)
    }
  }
  return second === undefined ? null : readWholeDay(second, date.year)
}
