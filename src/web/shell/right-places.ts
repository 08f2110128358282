/** Where what a rule forbids is set right: the one table from the server's rules to places. */

/** A part of the settings, a list of papers or rows, or the register that the field links to. */
export type RightPlace =
  | { readonly kind: 'part'; readonly part: string }
  | { readonly kind: 'list'; readonly list: string }
  | { readonly kind: 'link' }

const parts: Readonly<Record<string, readonly string[]>> = {
  periods: ['period-closed', 'period-locked', 'period-missing', 'period-unknown', 'year-unknown'],
  numbering: [
    'number-form',
    'number-own',
    'number-pattern',
    'numbering-kind',
    'series-begun',
    'series-other',
  ],
  prints: [
    'logo-form',
    'logo-points',
    'logo-size',
    'logo-unknown',
    'print-field',
    'print-field-twice',
    'print-hole',
    'print-kind',
  ],
  // Who can grant what is lacking stands in the sentence itself.
  roles: [
    'approver-missing',
    'approver-role',
    'assignee-unread',
    'delegation-not-allowed',
    'duty-missing',
    'figure-not-seen',
    'grant-not-allowed',
    'handing-role',
    'oversight-missing',
    'review-not-allowed',
    'role-missing',
    'role-not-held',
    'scope-missing',
  ],
  approvals: [
    'approval-asked',
    'approval-expired',
    'approval-missing',
    'approval-rejected',
    'approval-void',
    'approval-waiting',
    'split-suspected',
  ],
  duties: ['duties-combined', 'duties-conflict', 'duties-held', 'duties-own', 'exception-held'],
  companies: ['company-unknown', 'return-currency', 'return-not-described'],
  people: ['person-left', 'person-unknown'],
  keys: ['key-unknown'],
  webhooks: ['delivery-unknown', 'webhook-paused', 'webhook-unknown'],
}

const lists: Readonly<Record<string, readonly string[]>> = {
  accounts: [
    'account-closed',
    'account-not-postable',
    'account-unknown',
    'retained-earnings-missing',
  ],
  'credit-limits': ['credit-limit'],
  currencies: ['currency-not-valid', 'currency-unknown'],
  'exchange-rates': ['exchange-rate-missing'],
  items: ['item-not-valid', 'item-unknown'],
  'tax-codes': ['tax-account-missing', 'tax-code-not-good'],
}

const places: ReadonlyMap<string, RightPlace> = new Map([
  ...Object.entries(parts).flatMap(([part, rules]) =>
    rules.map((rule): [string, RightPlace] => [rule, { kind: 'part', part }]),
  ),
  ...Object.entries(lists).flatMap(([list, rules]) =>
    rules.map((rule): [string, RightPlace] => [rule, { kind: 'list', list }]),
  ),
  ['link-unknown', { kind: 'link' }],
])

/** All rules that have a place. */
export const rulesWithPlace: readonly string[] = [...places.keys()]

/** Where what a rule forbids is set right; null where the sentence alone says what to do. */
export function rightPlaceOf(rule: string): RightPlace | null {
  return places.get(rule) ?? null
}
