/** The accounts that the import posts to; a company that has them already keeps its own. */

export type AccountType = 'asset' | 'liability' | 'income' | 'expense' | 'place'

export interface NeededAccount {
  readonly code: string
  readonly name: string
  /** `place`: a place without money, which goods leave and enter; it stands in no statement. */
  readonly type: AccountType
  /** Whether its lines carry a quantity and a unit. */
  readonly carriesGoods: boolean
  /** Whether each line must name a subject: the open item it belongs to. */
  readonly needsSubject: boolean
  readonly party: 'required' | 'optional' | 'none'
}

/** Lines name accounts by code. */
export const accounts = {
  receivables: {
    code: '1100',
    name: 'trade receivables',
    type: 'asset',
    carriesGoods: false,
    needsSubject: true,
    party: 'required',
  },
  outputTax: money('2200', 'output VAT', 'liability'),
  vouchers: money('2300', 'gift vouchers outstanding', 'liability'),
  sales: money('4000', 'sales', 'income'),
  postage: money('4100', 'postage and carriage charged', 'income'),
  discounts: money('4200', 'discounts allowed', 'income'),
  manual: money('4300', 'manual charges and credits', 'income'),
  samples: money('6100', 'samples given', 'expense'),
  bankCharges: money('6200', 'bank charges', 'expense'),
  marketplaceFees: money('6300', 'marketplace fees', 'expense'),
  charity: money('6400', 'commission paid to charity', 'expense'),
  badDebts: money('6500', 'bad debts', 'expense'),
  suppliersPlace: place('9100', "suppliers' place"),
  customersPlace: place('9200', "customers' place"),
  lostAndFound: place('9300', 'lost and found'),
  servicesRendered: place('9400', 'services rendered'),
  servicesReceived: place('9500', 'services received'),
} as const satisfies Readonly<Record<string, NeededAccount>>

/** The unit that goods and services have in each place. */
export const units = {
  suppliers: { place: 'suppliers' },
  customers: { place: 'customers' },
  lost: { place: 'lost' },
  servicesRendered: { place: 'services rendered' },
  servicesReceived: { place: 'services received' },
} as const

function money(code: string, name: string, type: AccountType): NeededAccount {
  return { code, name, type, carriesGoods: false, needsSubject: false, party: 'optional' }
}

function place(code: string, name: string): NeededAccount {
  return { code, name, type: 'place', carriesGoods: true, needsSubject: false, party: 'optional' }
}
