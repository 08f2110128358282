/** Reckons invoices: what each row comes to, to which account, how it is taxed, tax per rate. */
import { multiplyDecimals } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { taxOn } from '#jurisdictions/gb.ts'
import { accounts } from './accounts.ts'
import { codeWithoutGoods } from './codes-without-goods.ts'
import { outsideVat, treatmentOf } from './country.ts'
import type { Treatment } from './country.ts'
import { pennies } from './invoice.ts'
import type { InvoiceKind, RetailInvoice } from './invoice.ts'
import type { RetailRow } from './row.ts'

/** What a row comes to, tax aside. */
export interface ReckonedRow {
  readonly row: RetailRow
  /** Price × quantity, to the last digit. */
  readonly exact: Decimal
  /** The same in pennies, rounded half-up. */
  readonly posted: bigint
  readonly account: string
  readonly treatment: Treatment
  readonly isGoods: boolean
}

/** The output tax of an invoice at one rate; net and tax in pennies, negative on a credit note. */
export interface ReckonedTax {
  readonly treatment: Treatment
  readonly net: bigint
  readonly tax: bigint
}

export interface ReckonedInvoice {
  readonly rows: readonly ReckonedRow[]
  readonly taxes: readonly ReckonedTax[]
}

/** What each row is worth, where it belongs and how it is taxed; tax is reckoned per rate. */
export function reckon(invoice: RetailInvoice): ReckonedInvoice {
  const abroadOrHome = treatmentOf(invoice.country, invoice.moment.day)
  const rows = invoice.rows.map((row) => reckonRow(invoice.kind, row, abroadOrHome))
  const nets = new Map<Treatment, bigint>()
  for (const { treatment, posted } of rows) {
    nets.set(treatment, (nets.get(treatment) ?? 0n) + posted)
  }
  const taxes = [...nets].map(([treatment, net]) => ({
    treatment,
    net,
    tax: taxOn(net, treatment.basisPoints),
  }))
  return { rows, taxes }
}

function reckonRow(kind: InvoiceKind, row: RetailRow, abroadOrHome: Treatment): ReckonedRow {
  const without = codeWithoutGoods(row.code)
  const exact = multiplyDecimals(row.price, { units: row.quantity, scale: 0 })
  const value = { row, exact, posted: pennies(row) }
  if (kind === 'bad-debt adjustment') {
    return { ...value, account: accounts.badDebts.code, treatment: outsideVat, isGoods: false }
  }
  if (without === null) {
    return { ...value, account: accounts.sales.code, treatment: abroadOrHome, isGoods: true }
  }
  const treatment = without.tax === 'follows' ? abroadOrHome : outsideVat
  return { ...value, account: without.account.code, treatment, isGoods: false }
}
