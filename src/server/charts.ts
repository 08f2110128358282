/** Charts of accounts that a new company may begin with; each is a list, read top to bottom. */
import type { NewAccount } from '#server/set-up.ts'

export interface Chart {
  readonly meaning: string
  readonly accounts: readonly NewAccount[]
  readonly journals: readonly string[]
  /** Where a year's profit goes, and where currencies meet. */
  readonly retainedEarnings?: string
  readonly positionAccount?: string
}

const journals = ['general', 'bank', 'sales', 'credit notes', 'purchases', 'adjustments', 'closing']

/** The codes of what an online retail import posts to are the import's own. */
const store: Chart = {
  meaning: 'A small trading company: money, goods, customers, suppliers, VAT, wages.',
  journals,
  retainedEarnings: '3900',
  positionAccount: '3990',
  accounts: [
    { code: '1000', name: 'bank', type: 'asset' },
    { code: '1010', name: 'cash', type: 'asset' },
    explained('1100', 'trade receivables', 'asset'),
    { code: '1200', name: 'stock', type: 'asset', goods: true, subjectRule: 'optional' },
    { code: '1300', name: 'input VAT', type: 'asset' },
    { code: '1500', name: 'equipment', type: 'asset', subjectRule: 'optional' },
    explained('2100', 'trade payables', 'liability'),
    explained('2150', 'goods received not invoiced', 'liability'),
    { ...explained('2120', 'customer credit', 'liability'), holdingSide: 'credit' },
    { code: '2200', name: 'output VAT', type: 'liability' },
    { code: '2300', name: 'gift vouchers outstanding', type: 'liability' },
    { code: '2400', name: 'wages and payroll taxes owed', type: 'liability' },
    { code: '3000', name: 'share capital', type: 'equity' },
    { code: '3900', name: 'retained earnings', type: 'equity' },
    { code: '3990', name: 'currency position', type: 'position' },
    { code: '4000', name: 'sales', type: 'income' },
    { code: '4100', name: 'postage and carriage charged', type: 'income' },
    { code: '4400', name: 'dunning fees', type: 'income' },
    { code: '4900', name: 'exchange gains', type: 'income' },
    { code: '5000', name: 'cost of sales', type: 'expense' },
    { code: '6000', name: 'wages', type: 'expense' },
    { code: '6010', name: 'rent', type: 'expense' },
    { code: '6020', name: 'energy and telephone', type: 'expense' },
    { code: '6030', name: 'office and software', type: 'expense' },
    { code: '6040', name: 'travel', type: 'expense' },
    { code: '6050', name: 'professional fees', type: 'expense' },
    { code: '6060', name: 'depreciation', type: 'expense' },
    { code: '6200', name: 'bank charges', type: 'expense' },
    { code: '6500', name: 'bad debts', type: 'expense' },
    { code: '6900', name: 'exchange losses', type: 'expense' },
    { code: '9100', name: "suppliers' place", type: 'place' },
    { code: '9200', name: "customers' place", type: 'place' },
    { code: '9300', name: 'lost and found', type: 'place' },
  ],
}

const empty: Chart = { meaning: 'No accounts at all.', journals, accounts: [] }

export const charts: ReadonlyMap<string, Chart> = new Map([
  ['store', store],
  ['empty', empty],
])

/** An account whose every line says which open item it is about, and with whom. */
function explained(code: string, name: string, type: 'asset' | 'liability'): NewAccount {
  return { code, name, type, subjectRule: 'required', partyRule: 'required' }
}
