/** The stock codes that are no goods, each with its reason, its account and whether VAT follows. */
import { accounts } from './accounts.ts'
import type { NeededAccount } from './accounts.ts'

export interface CodeWithoutGoods {
  /** A code of the file, or the beginning of several where it ends in `*`. */
  readonly code: string
  readonly reason: string
  readonly account: NeededAccount
  /** `follows`: taxed as goods sent to that country. `outside`: no output tax is due on it. */
  readonly tax: 'follows' | 'outside'
}

/** Codes are told apart by case, as in the file: M and m are two. */
export const codesWithoutGoods: readonly CodeWithoutGoods[] = [
  follows('POST', 'Postage, charged to the customer as a part of the delivery.', accounts.postage),
  follows('DOT', 'Postage of orders from the dotcom web shop.', accounts.postage),
  follows('C2', 'Carriage, charged to the customer as a part of the delivery.', accounts.postage),
  follows('D', 'A discount; it lowers what VAT is reckoned on.', accounts.discounts),
  follows('M', 'An amount keyed by hand; nothing says what for.', accounts.manual),
  follows('m', 'The same as M, keyed in lower case.', accounts.manual),
  follows(
    'PADS',
    'A placeholder for cushion pads at £0.001, so that they show on the invoice.',
    accounts.sales,
  ),
  follows(
    'gift_*',
    'A gift voucher: the shop owes its worth until it is spent. The file prices ' +
      'a voucher of £40 at 34.04 under 17.5 % and at 33.33 under 20 %, so the shop taxed its sale.',
    accounts.vouchers,
  ),
  outside(
    'S',
    'Samples given away or their cost taken back; no sale (VAT Act 1994, schedule 4, ' +
      'paragraph 5).',
    accounts.samples,
  ),
  outside(
    'BANK CHARGES',
    "The bank's charges; exempt (VAT Act 1994, schedule 9, group 5).",
    accounts.bankCharges,
  ),
  outside(
    'AMAZONFEE',
    'What the marketplace kept or gave back; a cost, not a sale.',
    accounts.marketplaceFees,
  ),
  outside(
    'CRUK',
    'Commission passed on to Cancer Research UK; a cost, not a sale.',
    accounts.charity,
  ),
  outside(
    'B',
    'A bad-debt adjustment; relief from its VAT is claimed in the return, not here.',
    accounts.badDebts,
  ),
]

/** What a code that is no goods stands for; null for goods. */
export function codeWithoutGoods(code: string): CodeWithoutGoods | null {
  return exact.get(code) ?? prefixes.find(({ begins }) => code.startsWith(begins))?.entry ?? null
}

const exact = new Map(codesWithoutGoods.map((entry) => [entry.code, entry]))
const prefixes = codesWithoutGoods
  .filter(({ code }) => code.endsWith('*'))
  .map((entry) => ({ begins: entry.code.slice(0, -1), entry }))

function follows(code: string, reason: string, account: NeededAccount): CodeWithoutGoods {
  return { code, reason, account, tax: 'follows' }
}

function outside(code: string, reason: string, account: NeededAccount): CodeWithoutGoods {
  return { code, reason, account, tax: 'outside' }
}
