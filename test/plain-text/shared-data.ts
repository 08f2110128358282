/** Where the journals with known answers stand: beside the checkout, since they are GPL. */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What hledger 1.25 says of a journal; of those it refuses it has no reports. */
export interface Oracle {
  readonly balance_flat_csv?: string
  readonly incomestatement_monthly?: string
  readonly balancesheet_yearly?: string
  readonly postings?: number
  readonly stderr?: string
}

/** The folder `ledger-tests`; null where this machine has none. */
export function ledgerTests(): string | null {
  const root = resolve(import.meta.dirname, '../..')
  const named = process.env['BACKSTAY_SHARED']
  const folders = [
    ...(named === undefined ? [] : [resolve(named, 'data'), named]),
    resolve(root, '../shared/data'),
    resolve(root, '../../shared/data'),
  ]
  const found = folders.map((folder) => resolve(folder, 'ledger-tests')).find((f) => existsSync(f))
  return found ?? null
}

/** The answers by journal, whose paths are relative to the folder. */
export function oraclesIn(folder: string): Map<string, Oracle> {
  const text = readFileSync(resolve(folder, 'oracle_hledger_1.25_share.json'), 'utf8')
  return new Map(Object.entries(JSON.parse(text) as Record<string, Oracle>))
}
