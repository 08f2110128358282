/**
 * Money received: it settles what its party owes, in part or across many, and the rest is credit.
 *
 * 200.00 GBP come in for invoice 7, of which 150.00 are open, and invoice 8, of which 80.00 are:
 *
 *     bank               200.00
 *     receivables       −150.00   open item 7
 *     receivables        −50.00   open item 8, of which 30.00 stay open
 */
import { divideRounded, formatDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { amountOf, minorUnits } from '#base/money.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { document } from '#kit/document.ts'
import type { Taken } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { openItems } from '#kit/lookup.ts'
import type { OpenItem } from '#kit/lookup.ts'
import { fills } from '#kit/filling.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { party } from '#departments/register/party.ts'

const money = decimal({ scale: 4 })

const fields = {
  payer: link(party),
  receivedOn: day(),
  bank: link(account, { help: 'The account into which it came.' }),
  receivables: link(account, { help: 'The account of what the payer owes.' }),
  credit: link(account, { help: 'Where what is left over is kept for the payer.' }),
  differences: optional(link(account, { help: 'Gains and losses of exchange.' })),
  currency: link(currency),
  amount: money,
  worth: optional(
    decimal({ scale: 4, help: 'In the company’s own currency, where that is another one.' }),
  ),
  reference: optional(text({ help: 'What the payer wrote.' })),
  settles: rows({
    item: text({ help: 'The number of what it pays: the invoice’s, the credit note’s.' }),
    amount: optional(decimal({ scale: 4, help: 'As much as can be, where left out.' })),
  }),
  booksIn: taken(link(currency)),
  pieces: taken(rows({ item: text(), part: whole(0, 1_000_000), amount: money, worth: money })),
  rest: taken(money),
}

type Receipt = Values<typeof fields>

/** Posting it settles the open items; undoing it opens them again, exactly as they were. */
export const receipt = document('receipt', {
  fields,
  number: 'RC-{year}-{00000}',
  states: ['draft', 'posted', 'undone'],
  day: 'receivedOn',
  sorts: [['payer', 'receivedOn'], ['receivedOn']],
  transitions: {
    post: {
      from: 'draft',
      to: 'posted',
      by: 'receipts clerk',
      needs: {
        'The amount is above zero.': ({ amount }) => amount.units > 0n,
        'Each open item is named once.': ({ settles }) =>
          new Set(settles.map(({ item }) => item)).size === settles.length,
      },
      gathers: async (moment, receipts) => {
        const open = new Map<string, Left[]>()
        for (const [of, those] of Map.groupBy(receipts, ({ receivables }) => receivables)) {
          const papers = those.flatMap(({ settles }) => settles.map(({ item }) => item))
          const items = await openItems(moment, { account: of, kind: 'open item', papers })
          for (const item of items) {
            const key = keyOf(of, item.paper, item.currency)
            const left = { ...item, left: item.amount, worth: item.base }
            open.set(key, [...(open.get(key) ?? []), left])
          }
        }
        return (paper) => settled(paper, open, moment.companyCurrency)
      },
      posts: (paper) => ({
        journal: 'bank',
        postedOn: paper.receivedOn,
        lines: linesOf(paper, paper.number ?? ''),
      }),
    },
    undo: {
      from: 'posted',
      to: 'undone',
      by: 'receipts clerk',
      posts: 'reversal',
    },
  },
  fills: [fills('payer', party, (row) => ({ currency: row.currency, receivables: row.receivable }))],
  worth: ({ amount, currency: of }) => ({ amount: minorUnits(amount, of) ?? 0n, currency: of }),
  read: 'staff',
  write: 'receipts clerk',
})

/** An open item while receipts take from it. */
interface Left extends OpenItem {
  left: bigint
  worth: bigint
}

function keyOf(receivables: string, item: string, of: string): string {
  return `${receivables}\n${item}\n${of}`
}

type Settling = Outcome<Taken<typeof fields>>

/** What is taken of one open item: an amount, and its part of what the item is worth. */
interface Piece {
  readonly item: Left
  readonly amount: bigint
  readonly worth: bigint
}

/** What a receipt takes from the open items; nothing is taken where something hinders. */
function settled(paper: Receipt, open: ReadonlyMap<string, Left[]>, booksIn: string): Settling {
  const { currency: of } = paper
  const amount = minorUnits(paper.amount, of)
  if (amount === null) return refused(inexact('amount', of))
  const worth = of === booksIn ? amount : worthIn(paper, booksIn)
  if (worth === null) return refused(worthMissing(of, booksIn))
  const problems: Problem[] = []
  const pieces: Piece[] = []
  let rest = amount
  for (const at of paper.settles.keys()) {
    const found = piecesOf(paper, at, open, rest)
    if (!found.ok) problems.push(...found.problems)
    else {
      pieces.push(...found.value)
      rest -= sumOf(found.value.map((piece) => piece.amount))
    }
  }
  const kept = of === booksIn ? rest : divideRounded(worth * rest, amount, 'half-up')
  const difference = worth - kept - sumOf(pieces.map((piece) => piece.worth))
  if (difference !== 0n && paper.differences === null) problems.push(differencesMissing())
  if (problems.length > 0) return refused(...problems)
  for (const piece of pieces) {
    piece.item.left -= piece.amount
    piece.item.worth -= piece.worth
  }
  return fine({
    booksIn,
    rest: amountOf(rest, of),
    pieces: pieces.map((piece) => ({
      item: piece.item.paper,
      part: piece.item.row,
      amount: amountOf(piece.amount, of),
      worth: amountOf(piece.worth, booksIn),
    })),
  })
}

/** What one row of a receipt takes, of which so much is left. */
function piecesOf(
  { payer, receivables, currency: of, settles }: Receipt,
  at: number,
  open: ReadonlyMap<string, readonly Left[]>,
  rest: bigint,
): Outcome<Piece[]> {
  const { item = '', amount: written = null } = settles[at] ?? {}
  const field = `settles[${at + 1}].item`
  const parts = (open.get(keyOf(receivables, item, of)) ?? []).filter(({ left }) => left !== 0n)
  if (parts.length === 0) return refused(notOpen(field, item, of))
  if (parts.some((part) => part.party !== payer)) return refused(ofAnother(field, item, payer))
  const all = sumOf(parts.map(({ left }) => left))
  const wanted = written === null ? (all < rest ? all : rest) : minorUnits(written, of)
  if (wanted === null) return refused(inexact(`settles[${at + 1}].amount`, of))
  const isWithin = all < 0n ? wanted <= 0n && wanted >= all : wanted >= 0n && wanted <= all
  if (!isWithin) return refused(tooMuch(field, item, amountOf(all, of), of))
  if (wanted > rest) return refused(notEnough(field, item, amountOf(rest, of), of))
  let missing = wanted
  return fine(
    parts.flatMap((part) => {
      const amount = closest(part.left, missing)
      missing -= amount
      // The last piece of an item takes all that is left of its worth.
      const isWhole = amount === part.left
      const worth = isWhole ? part.worth : divideRounded(part.worth * amount, part.left, 'half-up')
      return amount === 0n ? [] : [{ item: part, amount, worth }]
    }),
  )
}

/** As much of what is wanted as a part has; of the other sign, nothing. */
function closest(left: bigint, wanted: bigint): bigint {
  if (left > 0n) return wanted < 0n ? 0n : left < wanted ? left : wanted
  return wanted > 0n ? 0n : left > wanted ? left : wanted
}

function linesOf(paper: Receipt, number: string): LineProposal[] {
  const { bank, receivables, credit, differences, payer, currency: of } = paper
  const booksIn = paper.booksIn ?? of
  const units = (value: Receipt['amount'], code: string): bigint => minorUnits(value, code) ?? 0n
  const amount = units(paper.amount, of)
  const worth = paper.worth === null || of === booksIn ? amount : units(paper.worth, booksIn)
  const rest = paper.rest === null ? 0n : units(paper.rest, of)
  const kept = of === booksIn ? rest : divideRounded(worth * rest, amount, 'half-up')
  const settledWorth = sumOf(paper.pieces.map((piece) => units(piece.worth, booksIn)))
  const difference = worth - kept - settledWorth
  const both = { currency: of, party: payer }
  const note = paper.reference === null ? {} : { text: paper.reference }
  return [
    { ...both, account: bank, amount, base: worth, ...note },
    ...paper.pieces.map((piece, at) => ({
      ...both,
      account: receivables,
      amount: -units(piece.amount, of),
      base: -units(piece.worth, booksIn),
      subject: { kind: 'open item', paper: piece.item, row: piece.part, party: payer },
      sourceRow: at + 1,
    })),
    ...(rest === 0n
      ? []
      : [
          {
            ...both,
            account: credit,
            amount: -rest,
            base: -kept,
            subject: {
              kind: 'customer credit',
              paper: number,
              party: payer,
              openedOn: paper.receivedOn,
            },
          },
        ]),
    ...(difference === 0n || differences === null
      ? []
      : [{ currency: of, account: differences, amount: 0n, base: -difference }]),
  ]
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

function worthIn({ worth }: Receipt, booksIn: string): bigint | null {
  return worth === null ? null : minorUnits(worth, booksIn)
}

function inexact(field: string, of: string): Problem {
  const message = `It has more digits than ${of} has. Write it as the bank does.`
  return { rule: 'amount-form', field, message }
}

function worthMissing(of: string, booksIn: string): Problem {
  const message = `The receipt is in ${of}. Say what it is worth in ${booksIn}, exactly.`
  return { rule: 'worth-missing', field: 'worth', message }
}

function differencesMissing(): Problem {
  const message =
    'What came in is worth something else than what it settles. Name the account for gains and ' +
    'losses of exchange.'
  return { rule: 'differences-missing', field: 'differences', message }
}

function notOpen(field: string, item: string, of: string): Problem {
  const message = `Nothing of ${item} is open in ${of}. Take it out, or choose what is open.`
  return { rule: 'item-not-open', field, message }
}

function ofAnother(field: string, item: string, payer: string): Problem {
  const message =
    `${item} is not owed by ${payer}. Choose what this payer owes, or write a receipt of the ` +
    'other party.'
  return { rule: 'item-of-another', field, message }
}

function tooMuch(field: string, item: string, open: Decimal, of: string): Problem {
  const message = `Of ${item}, ${formatDecimal(open)} ${of} are open. Settle no more than that.`
  return { rule: 'more-than-open', field, message }
}

function notEnough(field: string, item: string, rest: Decimal, of: string): Problem {
  const message =
    `Only ${formatDecimal(rest)} ${of} of the receipt are left for ${item}. Settle less of it, or ` +
    'less of the others.'
  return { rule: 'more-than-received', field, message }
}
