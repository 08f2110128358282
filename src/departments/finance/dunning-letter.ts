/** A letter to a party about what is overdue, with what it says and what it costs. */
import { amountOf, minorUnits } from '#base/money.ts'
import { formatDecimal } from '#base/decimal.ts'
import { fine, refused } from '#base/problem.ts'
import { document } from '#kit/document.ts'
import { optional, rows, taken } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { RegisterRow } from '#kit/register.ts'
import { party } from '#departments/register/party.ts'
import { converted, rateFacts, rounded } from '#departments/finance/behind.ts'
import { currencyDigits, inexact } from '#departments/finance/currency-digits.ts'
import { gatherRates } from '#departments/finance/rates.ts'
import { frozen } from '#departments/finance/sale-entry.ts'
import { minorOf } from '#departments/finance/sale-gathering.ts'
import { worthOf } from '#departments/finance/worth.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'

const fields = {
  party: link(party),
  sentOn: day(),
  dunningLevel: link(dunningLevel),
  level: whole(1, 9),
  receivables: link(account),
  currency: link(currency),
  letter: text({ most: 5000 }),
  items: rows({
    item: text({ label: 'Open item', help: 'The number of what is open.' }),
    dueOn: day(),
    daysOverdue: whole(0, 100_000),
    amount: money({ currencyIn: 'currency' }),
  }),
  fee: optional(money({ currencyIn: 'currency' })),
  feeIncome: optional(link(account, { help: 'The account of the fee, where there is one.' })),
  digits: taken(whole(0, 12)),
  worth: taken(money({ help: 'What the fee is worth in the company’s own currency.' })),
  ownDigits: taken(whole(0, 12)),
  addressedName: taken(text()),
  addressedStreet: taken(text({ most: 300 })),
  addressedPostcode: taken(text({ most: 20 })),
  addressedTown: taken(text({ most: 100 })),
  addressedCountry: taken(text({ most: 2 })),
}

/** Sending it posts the fee as an open item of its own; withdrawing it takes the fee back. */
export const dunningLetter = document('dunning letter', {
  fields,
  about: 'A letter to a party about what is overdue, with what it says and what it costs.',
  number: 'DL-{year}-{00000}',
  states: ['draft', 'sent', 'withdrawn'],
  day: 'sentOn',
  sorts: [['party', 'sentOn'], ['sentOn']],
  transitions: {
    send: {
      from: 'draft',
      to: 'sent',
      by: 'credit controller',
      needs: {
        'A letter names what is overdue.': ({ items }) => items.length > 0,
        'A fee has an account.': ({ fee, feeIncome }) =>
          fee === null || fee.units === 0n || feeIncome !== null,
      },
      gathers: async (moment, letters) => {
        const codes = letters.map((letter) => letter.currency)
        const charged = letters.filter(({ fee }) => fee !== null && fee.units !== 0n)
        const [parties, digitsOf, rateOf] = await Promise.all([
          rowsByCode(
            moment,
            party,
            letters.map((letter) => letter.party),
          ),
          currencyDigits(moment, codes),
          gatherRates(
            moment,
            charged.map((letter) => ({ currency: letter.currency, on: letter.sentOn })),
          ),
        ])
        const ownDigits = digitsOf(moment.companyCurrency)
        return ({ fee, currency: code, sentOn, party: to }) => {
          const digits = digitsOf(code)
          const address = addressOf(parties.get(to))
          if (fee === null || fee.units === 0n) return fine({ digits, ...address })
          const amount = minorUnits(fee, digits)
          if (amount === null) return refused(inexact('fee', code))
          const rate = rateOf({ currency: code, on: sentOn })
          if (!rate.ok) return rate
          const worth = worthOf(amount, { rate: rate.value, digits, ownDigits })
          return fine({ digits, worth: amountOf(worth, ownDigits), ownDigits, ...address })
        }
      },
      posts: ({ number, fee, feeIncome, party: of, sentOn, receivables, ...letter }) => {
        const { currency: code } = letter
        const amount = fee === null ? 0n : minorOf(fee, frozen(letter.digits))
        if (amount === 0n || feeIncome === null) return []
        const base = minorOf(frozen(letter.worth), frozen(letter.ownDigits))
        const subject = {
          kind: 'open item',
          paper: number ?? '',
          party: of,
          openedOn: sentOn,
          dueOn: sentOn,
          lowest: 0n,
        }
        return {
          journal: 'sales',
          postedOn: sentOn,
          lines: [
            { account: receivables, currency: code, amount, base, party: of, subject },
            { account: feeIncome, currency: code, amount: -amount, base: -base, party: of },
          ],
        }
      },
    },
    withdraw: { from: 'sent', to: 'withdrawn', by: 'credit controller', posts: 'reversal' },
  },
  prints: {
    to: [
      ['addressedName'],
      ['addressedStreet'],
      ['addressedPostcode', 'addressedTown'],
      ['addressedCountry'],
    ],
    // A draft has no address yet, and what was sent before addresses were taken has none.
    toOtherwise: 'party',
    facts: ['sentOn', 'currency', 'fee'],
    tables: [
      {
        heading: null,
        columns: [
          { path: 'items.item', title: 'Number' },
          { path: 'items.dueOn' },
          { path: 'items.daysOverdue' },
          { path: 'items.amount', title: 'Open' },
        ],
      },
    ],
    totals: [],
    closing: ['letter'],
  },
  explains: {
    figures: { worth: 'The fee, by the rate of exchange of its day.' },
    gathers: async (moment, { fee, worth, currency: code, sentOn, ownDigits }) => {
      const rateOf = await gatherRates(moment, [{ currency: code, on: sentOn }])
      const rate = rateOf({ currency: code, on: sentOn })
      return (path) => {
        if (path !== 'worth' || worth === null || fee === null || !rate.ok) return null
        const own = moment.companyCurrency
        const written = rate.value === null ? '' : formatDecimal(rate.value.rate)
        return {
          figure: worth,
          currency: own,
          facts: rateFacts(rate.value, sentOn, written),
          parts: rounded(converted(fee, rate.value), worth, frozen(ownDigits)),
        }
      }
    },
  },
  read: 'staff',
  write: 'credit controller',
})

/** The address as it is on the day of the letter. */
function addressOf(to: RegisterRow<typeof party.fields> | undefined) {
  return {
    addressedName: to?.name ?? null,
    addressedStreet: to?.street ?? null,
    addressedPostcode: to?.postcode ?? null,
    addressedTown: to?.town ?? null,
    addressedCountry: to?.country ?? null,
  }
}
