/**
 * Credit used: what was received too much, or credited, settles what is owed, on a day of its own.
 *
 * Of receipt RC-2026-00007 a credit of 50.00 GBP was left; invoice 9 of 30.00 is settled with it:
 *
 *     customer credit     30.00   credit RC-2026-00007, of which 20.00 stay
 *     receivables        −30.00   open item 9
 */
import { amountOf } from '#base/money.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { document } from '#kit/document.ts'
import type { Taken } from '#kit/document.ts'
import { optional, proposedFrom, rows, taken } from '#kit/field.ts'
import type { Values } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { fills } from '#kit/filling.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { party } from '#departments/register/party.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { currencyDigits } from '#departments/finance/currency-digits.ts'
import { fromOpenItems } from '#departments/finance/open-items.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { pieceExplains } from '#departments/finance/settling-behind.ts'
import {
  differencesMissing,
  invoicesNumbered,
  piecesOf,
  readLeft,
  sumOf,
  take,
} from '#departments/finance/settling.ts'
import type { Ground, Piece } from '#departments/finance/settling.ts'

const sum = money({ currencyIn: 'currency' })
const asMuch = { currencyIn: 'currency', help: 'As much as can be, where left out.' }

const fields = {
  party: link(party),
  allocatedOn: day(),
  receivables: link(account, { help: 'The account of what the party owes.' }),
  credit: link(account, {
    label: 'Credit account',
    help: 'The account in which its credit is kept.',
  }),
  differences: optional(link(account, { help: 'Gains and losses of exchange.' })),
  currency: link(currency),
  uses: proposedFrom(
    rows({
      receipt: text({ help: 'The number of the receipt that left a credit.' }),
      amount: optional(money(asMuch)),
    }),
    fromOpenItems({
      party: 'party',
      account: 'credit',
      field: 'receipt',
      kind: 'customer credit',
      side: 'minus',
    }),
  ),
  settles: proposedFrom(
    rows({
      item: text({
        label: 'Open item',
        help: 'The number of what is settled: the invoice’s, the credit note’s.',
      }),
      amount: optional(money(asMuch)),
    }),
    fromOpenItems({ party: 'party', account: 'receivables', field: 'item', side: 'plus' }),
  ),
  booksIn: taken(link(currency)),
  digits: taken(whole(0, 12)),
  ownDigits: taken(whole(0, 12)),
  pieces: taken(
    rows({
      isCredit: yesOrNo(),
      item: text({ label: 'Open item' }),
      part: whole(0, 1_000_000),
      invoice: optional(link(salesInvoice, { standsOn: ['issued'] })),
      amount: sum,
      worth: money(),
    }),
  ),
}

type Allocation = Values<typeof fields>

/** Posting it moves holdings from one subject to another; undoing it moves them back. */
export const allocation = document('allocation', {
  fields,
  about: 'Credit used: what was received too much settles what is owed, on a day of its own.',
  number: 'AL-{year}-{00000}',
  states: ['draft', 'posted', 'undone'],
  day: 'allocatedOn',
  sorts: [['party', 'allocatedOn'], ['allocatedOn']],
  transitions: {
    post: {
      from: 'draft',
      to: 'posted',
      by: 'receipts clerk',
      needs: {
        'Something is settled.': ({ settles }) => settles.length > 0,
        'Each credit and each open item is named once.': ({ uses, settles }) =>
          new Set(uses.map(({ receipt }) => receipt)).size === uses.length &&
          new Set(settles.map(({ item }) => item)).size === settles.length,
      },
      gathers: async (moment, allocations) => {
        const wanted = allocations.flatMap(({ receivables, credit, uses, settles }) => [
          { account: receivables, kind: 'open item', papers: settles.map(({ item }) => item) },
          { account: credit, kind: 'customer credit', papers: uses.map(({ receipt }) => receipt) },
        ])
        const open = await readLeft(moment, wanted)
        const invoices = await invoicesNumbered(
          moment,
          wanted.flatMap(({ papers }) => papers),
        )
        const digitsOf = await currencyDigits(
          moment,
          allocations.map((paper) => paper.currency),
        )
        const ground = { open, invoices, digitsOf, booksIn: moment.companyCurrency }
        return (paper) => allocated(paper, ground)
      },
      posts: (paper) => ({
        journal: 'general',
        postedOn: paper.allocatedOn,
        lines: linesOf(paper),
      }),
    },
    undo: { from: 'posted', to: 'undone', by: 'receipts clerk', posts: 'reversal' },
  },
  fills: [
    fills('party', party, (row) => ({ currency: row.currency, receivables: row.receivable })),
  ],
  explains: pieceExplains(),
  read: 'staff',
  write: 'receipts clerk',
})

/** What an allocation takes: of the open items first, then of the credits as much as they need. */
function allocated(
  paper: Allocation,
  { open, invoices, digitsOf, booksIn }: Ground,
): Outcome<Taken<typeof fields>> {
  const { party: of, currency: code, receivables, credit } = paper
  const problems: Problem[] = []
  const credits: Piece[] = []
  const items: Piece[] = []
  const [digits, ownDigits] = [digitsOf(code), digitsOf(booksIn)]
  const both = { party: of, currency: code, digits }
  for (const [at, { receipt, amount }] of paper.uses.entries()) {
    const wish = { ...both, account: credit, item: receipt, amount: negative(amount) }
    const found = piecesOf({ ...wish, at: `uses[${at + 1}]` }, open, 0n)
    if (found.ok) credits.push(...found.value)
    else problems.push(...found.problems)
  }
  const offered = -sumOf(credits.map(({ amount }) => amount))
  let rest = offered
  for (const [at, { item, amount }] of paper.settles.entries()) {
    const wish = { ...both, account: receivables, item, amount }
    const found = piecesOf({ ...wish, at: `settles[${at + 1}]` }, open, rest)
    if (found.ok) {
      items.push(...found.value)
      rest -= sumOf(found.value.map((piece) => piece.amount))
    } else problems.push(...found.problems)
  }
  const used = less(credits, rest)
  if (used === null) problems.push(tooMuchCredit())
  const pieces = [...(used ?? []), ...items]
  const difference = sumOf(pieces.map(({ worth }) => worth))
  if (problems.length > 0) return refused(...problems)
  if (difference !== 0n && paper.differences === null) return refused(differencesMissing())
  take(pieces)
  return fine({
    booksIn,
    digits,
    ownDigits,
    pieces: pieces.map(({ item, amount, worth }) => ({
      isCredit: item.kind === 'customer credit',
      item: item.paper,
      part: item.row,
      invoice: item.kind === 'open item' ? (invoices.get(item.paper) ?? null) : null,
      amount: amountOf(amount, digits),
      worth: amountOf(worth, ownDigits),
    })),
  })
}

/** Credits without the last of them, as far as not needed; null where more is left than that. */
function less(credits: readonly Piece[], unused: bigint): Piece[] | null {
  let rest = unused
  const kept = credits.toReversed().flatMap(({ item, amount, worth }): Piece[] => {
    const back = -amount < rest ? -amount : rest
    rest -= back
    if (back === 0n) return [{ item, amount, worth }]
    const left = amount + back
    return left === 0n ? [] : [{ item, amount: left, worth: (worth * left) / amount }]
  })
  return rest === 0n ? kept.toReversed() : null
}

function linesOf(paper: Allocation): LineProposal[] {
  const { party: of, currency: code, receivables, credit, differences, pieces } = paper
  const [digits, ownDigits] = [frozen(paper.digits), frozen(paper.ownDigits)]
  const difference = sumOf(pieces.map(({ worth }) => minorOf(worth, ownDigits)))
  return [
    ...pieces.map((piece, at) => ({
      currency: code,
      party: of,
      account: piece.isCredit ? credit : receivables,
      amount: -minorOf(piece.amount, digits),
      base: -minorOf(piece.worth, ownDigits),
      subject: {
        kind: piece.isCredit ? 'customer credit' : 'open item',
        paper: piece.item,
        row: piece.part,
        party: of,
      },
      sourceRow: at + 1,
    })),
    ...(difference === 0n || differences === null
      ? []
      : [{ currency: code, account: differences, amount: 0n, base: difference }]),
  ]
}

/** A credit is told without its sign, and stands in the books with one. */
function negative(amount: Allocation['uses'][number]['amount']) {
  return amount === null ? null : { ...amount, units: -amount.units }
}

function tooMuchCredit(): Problem {
  const message =
    'The credit notes named settle more than is owed. Name more that is owed, or fewer of them.'
  return { rule: 'nothing-to-settle', field: 'settles', message }
}
