/** The desks of the house: what each department finds under its name, in the order of its work. */
import { allocation } from '#departments/finance/allocation.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { account } from '#departments/register/account.ts'
import { creditLimit } from '#departments/register/credit-limit.ts'
import { currency } from '#departments/register/currency.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { place } from '#departments/register/place.ts'
import { priceList } from '#departments/register/price-list.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import type { Described } from '#kit/key.ts'

/** What a department finds on its desk. */
export interface Desk {
  /** Its part of an address: "sales". */
  readonly name: string
  readonly title: string
  readonly papers: readonly Described[]
  readonly registers: readonly Described[]
  /** Reports by their names. */
  readonly reports: readonly string[]
}

/** All desks, from the one that most people open first. */
export const desks: readonly Desk[] = [
  {
    name: 'sales',
    title: 'Sales',
    papers: [salesInvoice, creditNote],
    registers: [party, item, priceList],
    reports: ['sales-analysis', 'sales'],
  },
  {
    name: 'receivables',
    title: 'Receivables',
    papers: [receipt, allocation, dunningLetter, badDebtAdjustment],
    registers: [creditLimit, dunningLevel],
    reports: ['aged-receivables', 'party-statement', 'open-items'],
  },
  {
    name: 'books',
    title: 'Books',
    papers: [manualJournal],
    registers: [account, currency, exchangeRate],
    reports: ['trial-balance', 'income-statement', 'balance-sheet', 'account-ledger', 'journal'],
  },
  {
    name: 'tax',
    title: 'Tax',
    papers: [],
    registers: [taxCode],
    reports: ['vat-return'],
  },
  {
    name: 'stock',
    title: 'Stock',
    papers: [stockAdjustment],
    registers: [place],
    reports: ['stock-value', 'stock-by-unit'],
  },
]
