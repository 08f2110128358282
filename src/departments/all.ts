/** The one list of registers and papers, read from top to bottom; nothing is scanned. */
import { catalogue } from '#kit/catalogue.ts'
import { numbering } from '#kit/numbering.ts'
import { ownField } from '#kit/own-fields.ts'
import { printTemplate } from '#kit/print-template.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { allocation } from '#departments/finance/allocation.ts'
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

/**
 * Every description of the program. What is linked to stands before what links to it, as its tables
 * do in the migrations.
 */
export const all = catalogue([
  // Registers.
  ownField,
  numbering,
  printTemplate,
  currency,
  account,
  place,
  taxCode,
  exchangeRate,
  item,
  priceList,
  party,
  creditLimit,
  // Supply.
  stockAdjustment,
  // Finance.
  salesInvoice,
  creditNote,
  badDebtAdjustment,
  receipt,
  allocation,
  manualJournal,
  dunningLevel,
  dunningLetter,
])
