/** A journal entry written by hand: what no other paper says, with its reason and its lines. */
import { addDecimals, trimmed } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { minorUnits } from '#base/money.ts'
import { fine, refused } from '#base/problem.ts'
import type { Problem } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { currencyDigits, inexact } from '#departments/finance/currency-digits.ts'
import type { DigitsOf } from '#departments/finance/currency-digits.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { party } from '#departments/register/party.ts'

const amount = (help: string) => optional(money({ currencyIn: 'currency', help }))

const fields = {
  postedOn: day({ help: 'The day on which it counts in the books.' }),
  documentDate: optional(day({ help: 'The day of the voucher, where it is another one.' })),
  reason: text({ help: 'Why it is posted, for whoever reads the ledger later.' }),
  lines: rows({
    account: link(account),
    debit: amount('Either a debit or a credit, above zero.'),
    credit: amount('Either a debit or a credit, above zero.'),
    currency: link(currency),
    worth: amount('What it is worth in the company’s own currency, where that is another one.'),
    party: optional(link(party)),
    openItem: optional(text({ help: 'The number of the open item that the line is about.' })),
    department: optional(text({ most: 100 })),
    note: optional(text()),
  }),
  booksIn: taken(link(currency, { help: 'The company’s own currency, in which worth is told.' })),
  counted: taken(rows({ currency: link(currency), digits: whole(0, 12) })),
}

type Journal = Values<typeof fields>
type Line = Journal['lines'][number]

/** Written by one person and posted by another; it never counts before. */
export const manualJournal = document('manual journal', {
  fields,
  about: 'An entry written by hand: what no other paper says, with its reason and its lines.',
  number: 'MJ-{year}-{00000}',
  states: ['draft', 'posted', 'reversed'],
  day: 'postedOn',
  sorts: [['postedOn']],
  transitions: {
    post: {
      from: 'draft',
      to: 'posted',
      by: 'accountant',
      notWhoDid: 'write',
      needs: {
        'A journal has at least two lines.': ({ lines }) => lines.length >= 2,
        'Each line has either a debit or a credit, and it is above zero.': ({ lines }) =>
          lines.every(({ debit, credit }) => isAboveZero(debit) !== isAboveZero(credit)),
        'In each currency the debits are as much as the credits.': ({ lines }) =>
          [...Map.groupBy(lines, (line) => line.currency).values()].every(isBalanced),
      },
      gathers: async (moment, journals) => {
        const booksIn = moment.companyCurrency
        const codes = journals.flatMap(({ lines }) => lines.map((line) => line.currency))
        const digitsOf = await currencyDigits(moment, codes)
        return ({ lines }) => {
          const problems = lines.flatMap((line, at) => lineProblems(line, at, booksIn, digitsOf))
          if (problems.length > 0) return refused(...problems)
          const used = new Set([booksIn, ...lines.map((line) => line.currency)])
          const counted = [...used].map((code) => ({ currency: code, digits: digitsOf(code) }))
          return fine({ booksIn, counted })
        }
      },
      posts: ({ postedOn, documentDate, lines, booksIn, counted }) => ({
        journal: 'general',
        postedOn,
        ...(documentDate === null ? {} : { documentDate }),
        lines: lines.map((line, at) => ({
          account: line.account,
          currency: line.currency,
          amount: minorOf(amountIn(line), digitsIn(counted, line.currency)),
          ...(line.worth === null
            ? {}
            : { base: worthOf(line, line.worth, digitsIn(counted, frozen(booksIn))) }),
          ...(line.party === null ? {} : { party: line.party }),
          ...(line.openItem === null ? {} : { subject: openItemOf(line, line.openItem) }),
          ...(line.department === null ? {} : { dimensions: { department: line.department } }),
          ...(line.note === null ? {} : { text: line.note }),
          sourceRow: at + 1,
        })),
      }),
    },
    reverse: {
      from: 'posted',
      to: 'reversed',
      by: 'accountant',
      notWhoDid: 'post',
      posts: 'reversal',
    },
  },
  worth: ({ lines }, digits) => {
    const amounts = lines.map((line) => minorUnits(amountIn(line), digits) ?? 0n)
    const debits = amounts.reduce((sum, one) => (one > 0n ? sum + one : sum), 0n)
    return { amount: debits, currency: lines[0]?.currency ?? '' }
  },
  read: 'bookkeeper',
  write: 'bookkeeper',
})

function isAboveZero(value: Decimal | null): boolean {
  return value !== null && value.units > 0n
}

/** A line's amount: a debit as it is, a credit with a minus. */
function amountIn({ debit, credit }: Line): Decimal {
  if (isAboveZero(debit) && debit !== null) return debit
  return credit === null ? { units: 0n, scale: 0 } : { ...credit, units: -credit.units }
}

function isBalanced(lines: readonly Line[]): boolean {
  const sum = lines.map(amountIn).reduce(addDecimals, { units: 0n, scale: 0 })
  return trimmed(sum).units === 0n
}

/** What a line is worth, in minor units of the company's currency, on the side of the line. */
function worthOf(line: Line, worth: Decimal, digits: number): bigint {
  const units = minorOf(worth, digits)
  return amountIn(line).units < 0n ? -units : units
}

/** The digits of a currency as they were when the journal was posted. */
function digitsIn(counted: Journal['counted'], code: string): number {
  return frozen(counted.find(({ currency: of }) => of === code) ?? null).digits
}

function lineProblems(line: Line, at: number, booksIn: string, digitsOf: DigitsOf): Problem[] {
  const { currency: of, debit } = line
  const isExact = minorUnits(amountIn(line), digitsOf(of)) !== null
  const side = isAboveZero(debit) ? 'debit' : 'credit'
  return [
    ...(isExact ? [] : [inexact(`lines[${at + 1}].${side}`, of)]),
    ...worthProblems(line, at, booksIn, digitsOf(booksIn)),
  ]
}

function worthProblems(
  { worth, currency: of }: Line,
  at: number,
  booksIn: string,
  ownDigits: number,
): Problem[] {
  const field = `lines[${at + 1}].worth`
  if (worth === null) {
    if (of === booksIn) return []
    const message = `Line ${at + 1} is in ${of}. Say what it is worth in ${booksIn}.`
    return [{ rule: 'worth-missing', field, message }]
  }
  if (worth.units >= 0n && minorUnits(worth, ownDigits) !== null) return []
  const message =
    `What line ${at + 1} is worth is no amount of ${booksIn}. Write it without a sign, and with ` +
    'no more digits than the currency has.'
  return [{ rule: 'worth-form', field, message }]
}

function openItemOf({ party: of }: Line, paper: string) {
  return { kind: 'open item', paper, ...(of === null ? {} : { party: of }) }
}
