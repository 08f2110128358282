/** One entry for each rule of the door about lines: their money, their goods, their limits. */
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { entry, line, mugs, openItem } from '#test/ledger/store.ts'

export interface RuleCase {
  readonly rule: string
  readonly field: string
  readonly entry: EntryProposal
  readonly company?: string
  /** Says that the door itself is called with this set, past what `books.ts` would sort out. */
  readonly raw?: (parameters: (string | null)[]) => (string | null)[]
}

/** The subject of the ten mugs in the attic. */
export const costLayer: Partial<LineProposal> = { subject: { kind: 'cost layer', paper: 'one' } }

const bad = (rule: string, found: LineProposal, against = line('bank', -found.amount)) => ({
  rule,
  field: 'lines[1]',
  entry: entry('case', [found, against]),
})
const dollars = (account: string, amount: bigint): LineProposal => ({
  account,
  currency: 'USD',
  amount,
  base: amount,
})

/** Lines of money that an account or a commodity does not admit. */
export function lineCases(): RuleCase[] {
  return [
    bad('account-unknown', line('nonsense', 5n)),
    {
      ...bad('company-other', line('cost of sales', 5n)),
      raw: (found) => replaced(found, companiesOfAccounts, 'store', 'branch'),
    },
    {
      ...bad('company-other', line('receivables', 5n, openItem('case'))),
      raw: (found) => replaced(found, companiesOfSubjects, 'store', 'branch'),
    },
    bad('account-not-postable', line('heading', 5n)),
    bad('account-closed', line('old', 5n)),
    bad('currency-unknown', { account: 'sales', currency: 'XAU', amount: 5n, base: 5n }),
    bad('currency-unknown', { account: 'sales', currency: 'mug', amount: 5n, base: 5n }),
    bad(
      'currency-not-valid',
      { account: 'sales', currency: 'DEM', amount: 5n, base: 5n },
      { account: 'bank', currency: 'DEM', amount: -5n, base: -5n },
    ),
    bad('commodity-not-allowed', dollars('cash', 5n), dollars('bank', -5n)),
    bad(
      'amount-missing',
      { ...line('sales', 0n), amount: null as unknown as bigint },
      line('bank', 0n),
    ),
    bad('figure-too-large', line('sales', 10n ** 17n + 1n)),
    bad('worth-missing', { account: 'sales', currency: 'USD', amount: 5n }, dollars('bank', -5n)),
    bad('worth-differs', line('sales', 5n, { base: 4n })),
  ]
}

/** Lines without the subject, party or dimension that their account asks for, or with another. */
export function subjectCases(): RuleCase[] {
  return [
    bad('subject-missing', line('receivables', 5n)),
    {
      ...bad('subject-missing', line('receivables', 5n, openItem('case'))),
      // A place in the list of subjects where none stands.
      raw: (found) => replaced(found, subjectsOfLines, '1', '9'),
    },
    bad('subject-not-allowed', line('sales', 5n, openItem('case'))),
    ...[{ paper: '' }, { kind: '' }, { readClass: 7 }, { lowest: 2n, highest: 1n }].map(
      (wrong) => ({
        ...bad(
          'subject-malformed',
          line('receivables', 5n, {
            subject: { kind: 'open item', paper: 'case', ...wrong },
          }),
        ),
        field: 'lines[1].subject',
      }),
    ),
    bad('party-missing', line('deposits', 5n)),
    bad('party-not-allowed', line('rounding', 5n, { party: 'Ann' })),
    bad('dimension', line('wages', 5n)),
  ]
}

/** Places among the parameters of the door. */
const companiesOfAccounts = 1
const companiesOfSubjects = 5
const subjectsOfLines = 48

/** The parameters with the first such text of one of them changed. */
export function replaced(
  parameters: readonly (string | null)[],
  place: number,
  text: string,
  other: string,
): (string | null)[] {
  return parameters.with(place, parameters[place]?.replace(text, other) ?? null)
}

/** Lines that move goods. */
export function goodsCases(): RuleCase[] {
  const moves = (rule: string, ...found: LineProposal[]) => ({
    rule,
    field: 'lines[1]',
    entry: entry('case', found),
  })
  const world = line('customers', 0n, mugs(1n, 'world'))
  return [
    moves('item-unknown', line('stock', 0n, { ...mugs(-1n), item: 'jug' }), world),
    moves('item-not-valid', line('stock', 0n, { ...mugs(-1n), item: 'calendar' }), world),
    moves('item-missing', line('stock', 0n, { quantity: -1n, unit: { place: 'shelf' } }), world),
    moves('goods-not-allowed', line('bank', 0n, mugs(-1n)), world),
    moves('goods-not-allowed', line('bank', 1n, { unit: { place: 'shelf' } }), line('sales', -1n)),
    moves(
      'place-without-money',
      line('customers', 5n, mugs(1n, 'world')),
      line('bank', -5n),
      line('stock', 0n, mugs(-1n)),
    ),
    moves('unit-missing', line('stock', 0n, { item: 'mug', quantity: -1n }), world),
    { ...moves('unit-malformed', line('stock', 0n, mugs(-1n, '')), world), field: 'lines[1].unit' },
    {
      ...moves('unit-in-other-place', line('stock', 0n, mugs(-1n, 'world')), world),
      field: 'lines[1].unit',
    },
  ]
}

/** What would take more than is there. */
export function limitCases(): RuleCase[] {
  const takes = (rule: string, ...found: LineProposal[]) => ({
    rule,
    field: 'lines',
    entry: entry('case', found),
  })
  const item = openItem('dollars')
  return [
    takes('credit-limit', line('customer credit', 1n, openItem('credit')), line('bank', -1n)),
    takes(
      'worth-left',
      { account: 'receivables', currency: 'USD', amount: -100n, base: -79n, ...item },
      { account: 'bank', currency: 'USD', amount: 100n, base: 79n },
    ),
    takes(
      'layer-overdrawn',
      line('stock', -1045n, { ...mugs(-11n, 'attic'), ...costLayer }),
      line('cost of sales', 1045n),
      line('customers', 0n, mugs(11n, 'world')),
    ),
    takes(
      'value-without-goods',
      line('stock', -949n, { ...mugs(-10n, 'attic'), ...costLayer }),
      line('cost of sales', 949n),
      line('customers', 0n, mugs(10n, 'world')),
    ),
    takes('on-hand', line('stock', 0n, mugs(-11n)), line('customers', 0n, mugs(11n, 'world'))),
    takes('reserved', line('stock', 0n, mugs(-7n)), line('customers', 0n, mugs(7n, 'world'))),
  ]
}
