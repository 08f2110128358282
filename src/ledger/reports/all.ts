/** The ledger's own reports, read top to bottom; nothing is scanned. */
import { openItems, stockByUnit, stockValue } from './holdings.ts'
import { accountLedger, journal, trialBalance } from './ledgers.ts'
import type { Report } from './report.ts'
import { sales } from './sales.ts'
import { balanceSheet, incomeStatement } from './statements.ts'

export const ledgerReports: readonly Report[] = [
  trialBalance,
  accountLedger,
  journal,
  incomeStatement,
  balanceSheet,
  openItems,
  stockByUnit,
  stockValue,
  sales,
]
