/**
 * Money received: it settles what its party owes, in part or across many, and the rest is credit.
 *
 * 200.00 GBP come in for invoice 7, of which 150.00 are open, and invoice 8, of which 80.00 are:
 *
 *     bank               200.00
 *     receivables       −150.00   open item 7
 *     receivables        −50.00   open item 8, of which 30.00 stay open
 */
import { divideRounded } from '#base/decimal.ts'
import { amountOf, minorUnits } from '#base/money.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { document } from '#kit/document.ts'
import type { Taken } from '#kit/document.ts'
import { draftsFrom } from '#kit/drafting.ts'
import { optional, proposedFrom, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { fills } from '#kit/filling.ts'
import { currencyDigits, inexact } from '#departments/finance/currency-digits.ts'
import { fromOpenItems, openOf } from '#departments/finance/open-items.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { receiptExplains } from '#departments/finance/settling-behind.ts'
import {
  differencesMissing,
  invoicesNumbered,
  piecesOf,
  readLeft,
  sumOf,
  take,
} from '#departments/finance/settling.ts'
import type { Ground, Piece } from '#departments/finance/settling.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { party } from '#departments/register/party.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'

const sum = money({ currencyIn: 'currency' })

const fields = {
  payer: link(party),
  receivedOn: day(),
  bank: link(account, { help: 'The account into which it came.' }),
  receivables: link(account, { help: 'The account of what the payer owes.' }),
  credit: link(account, {
    label: 'Credit account',
    help: 'Where what is left over is kept for the payer.',
  }),
  differences: optional(link(account, { help: 'Gains and losses of exchange.' })),
  currency: link(currency),
  amount: sum,
  worth: optional(money({ help: 'In the company’s own currency, where that is another one.' })),
  reference: optional(text({ help: 'What the payer wrote.' })),
  settles: proposedFrom(
    rows({
      item: text({
        label: 'Open item',
        help: 'The number of what it pays: the invoice’s, the credit note’s.',
      }),
      amount: optional(
        money({ currencyIn: 'currency', help: 'As much as can be, where left out.' }),
      ),
    }),
    fromOpenItems({
      party: 'payer',
      account: 'receivables',
      field: 'item',
      part: { field: 'amount', over: 'amount' },
    }),
  ),
  booksIn: taken(link(currency)),
  digits: taken(whole(0, 12)),
  ownDigits: taken(whole(0, 12)),
  pieces: taken(
    rows({
      item: text({ label: 'Open item' }),
      part: whole(0, 1_000_000),
      invoice: optional(link(salesInvoice, { standsOn: ['issued'] })),
      amount: sum,
      worth: money(),
    }),
  ),
  rest: taken(sum),
}

type Receipt = Values<typeof fields>

/** Posting it settles the open items; undoing it opens them again, exactly as they were. */
export const receipt = document('receipt', {
  fields,
  about: 'Money received: it settles what its party owes, and the rest is credit.',
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
        const wanted = receipts.map(({ receivables, settles }) => {
          const papers = settles.map(({ item }) => item)
          return { account: receivables, kind: 'open item', papers }
        })
        const open = await readLeft(moment, wanted)
        const invoices = await invoicesNumbered(
          moment,
          wanted.flatMap(({ papers }) => papers),
        )
        const digitsOf = await currencyDigits(
          moment,
          receipts.map(({ currency: of }) => of),
        )
        const ground = { open, invoices, digitsOf, booksIn: moment.companyCurrency }
        return (paper) => settled(paper, ground)
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
  fills: [
    fills('payer', party, (row) => ({ currency: row.currency, receivables: row.receivable })),
  ],
  drafts: [
    draftsFrom(
      salesInvoice,
      ({ state, number, customer, receivable, currency: of }) =>
        state === 'issued'
          ? { payer: customer, receivables: receivable, currency: of, settles: [{ item: number }] }
          : null,
      async (moment, invoices) => {
        const open = await openOf(
          moment,
          invoices.map(({ number }) => frozen(number)),
        )
        const digitsOf = await currencyDigits(
          moment,
          invoices.map((invoice) => invoice.currency),
        )
        return ({ number, currency: of }) => {
          const left = open.get(frozen(number))
          if (left === undefined || left.amount <= 0n) return null
          if (!left.isShown) return {}
          const amount = amountOf(left.amount, digitsOf(of))
          return { amount, settles: [{ item: number, amount }] }
        }
      },
    ),
  ],
  worth: ({ amount, currency: of }, digits) => {
    return { amount: minorUnits(amount, digits) ?? 0n, currency: of }
  },
  explains: receiptExplains(),
  read: 'staff',
  write: 'receipts clerk',
})

type Settling = Outcome<Taken<typeof fields>>

/** What a receipt takes from the open items; nothing is taken where something hinders. */
function settled(paper: Receipt, { open, invoices, digitsOf, booksIn }: Ground): Settling {
  const { currency: of } = paper
  const [digits, ownDigits] = [digitsOf(of), digitsOf(booksIn)]
  const amount = minorUnits(paper.amount, digits)
  if (amount === null) return refused(inexact('amount', of))
  const worth = of === booksIn ? amount : worthIn(paper, ownDigits)
  if (worth === null) return refused(worthMissing(of, booksIn))
  const problems: Problem[] = []
  const pieces: Piece[] = []
  let rest = amount
  for (const [at, { item, amount: wanted }] of paper.settles.entries()) {
    const wish = { account: paper.receivables, item, party: paper.payer, currency: of, digits }
    const found = piecesOf({ ...wish, amount: wanted, at: `settles[${at + 1}]` }, open, rest)
    if (!found.ok) problems.push(...found.problems)
    else {
      pieces.push(...found.value)
      rest -= sumOf(found.value.map((piece) => piece.amount))
    }
  }
  const kept = of === booksIn ? rest : divideRounded(worth * rest, amount, 'half-up')
  const difference = worth - kept - sumOf(pieces.map((piece) => piece.worth))
  if (problems.length > 0) return refused(...problems)
  if (difference !== 0n && paper.differences === null) return refused(differencesMissing())
  take(pieces)
  return fine({
    booksIn,
    digits,
    ownDigits,
    rest: amountOf(rest, digits),
    pieces: pieces.map((piece) => ({
      item: piece.item.paper,
      part: piece.item.row,
      invoice: invoices.get(piece.item.paper) ?? null,
      amount: amountOf(piece.amount, digits),
      worth: amountOf(piece.worth, ownDigits),
    })),
  })
}

function linesOf(paper: Receipt, number: string): LineProposal[] {
  const { bank, receivables, credit, differences, payer, currency: of } = paper
  const booksIn = frozen(paper.booksIn)
  const [digits, ownDigits] = [frozen(paper.digits), frozen(paper.ownDigits)]
  const amount = minorOf(paper.amount, digits)
  const worth = paper.worth === null || of === booksIn ? amount : minorOf(paper.worth, ownDigits)
  const rest = minorOf(frozen(paper.rest), digits)
  const kept = of === booksIn ? rest : divideRounded(worth * rest, amount, 'half-up')
  const settledWorth = sumOf(paper.pieces.map((piece) => minorOf(piece.worth, ownDigits)))
  const difference = worth - kept - settledWorth
  const both = { currency: of, party: payer }
  const note = paper.reference === null ? {} : { text: paper.reference }
  return [
    { ...both, account: bank, amount, base: worth, ...note },
    ...paper.pieces.map((piece, at) => ({
      ...both,
      account: receivables,
      amount: -minorOf(piece.amount, digits),
      base: -minorOf(piece.worth, ownDigits),
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

function worthIn({ worth }: Receipt, ownDigits: number): bigint | null {
  return worth === null ? null : minorUnits(worth, ownDigits)
}

function worthMissing(of: string, booksIn: string): Problem {
  const message = `The receipt is in ${of}. Say what it is worth in ${booksIn}, exactly.`
  return { rule: 'worth-missing', field: 'worth', message }
}
