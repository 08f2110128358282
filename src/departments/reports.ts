/** The one list of reports, the ledger's and the departments', read from top to bottom. */
import { ledgerReports } from '#ledger/reports/all.ts'
import type { Report } from '#ledger/reports/report.ts'

/** Every report of the program; nothing is scanned. */
export const reports: readonly Report[] = [...ledgerReports]
