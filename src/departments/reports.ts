/** The one list of reports, the ledger's and the departments', read from top to bottom. */
import { salesAnalysis } from '#departments/analytics/sales-analysis.ts'
import { agedReceivables } from '#departments/finance/aged-receivables.ts'
import { partyStatement } from '#departments/finance/party-statement.ts'
import { vatReturn } from '#departments/finance/vat-return.ts'
import { ledgerReports } from '#ledger/reports/all.ts'
import type { Report } from '#ledger/reports/report.ts'

/** Every report of the program; nothing is scanned. */
export const reports: readonly Report[] = [
  ...ledgerReports,
  agedReceivables,
  partyStatement,
  vatReturn,
  salesAnalysis,
]
