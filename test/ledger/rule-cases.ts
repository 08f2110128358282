/** One entry for each rule of the door that breaks it, over ground that `prepare` lays. */
import type { EntryKind, EntryProposal, LineProposal } from '#ledger/entry.ts'
import { addAccounts, addCommodities, addCompany } from '#server/set-up.ts'
import type { Store } from '#test/ledger/store.ts'
import { costLayer, goodsCases, limitCases, lineCases } from '#test/ledger/line-cases.ts'
import { replaced, subjectCases } from '#test/ledger/line-cases.ts'
import type { RuleCase } from '#test/ledger/line-cases.ts'
import { entry, idOf, line, mugs, openItem, receipt, reversalOf, sale } from '#test/ledger/store.ts'

/** What was posted before, by the name that cases refer to it. */
export interface Ground {
  readonly invoice: string
  readonly reversed: string
  readonly reversal: string
  readonly held: string
  readonly lapsed: string
  readonly timed: string
  readonly exactReversal: EntryProposal
}

const date = (text: string) => Temporal.PlainDate.from(text)
const cheque = (amount: bigint): LineProposal[] => [line('bank', amount), line('sales', -amount)]
const reserving = (amount: bigint): LineProposal[] =>
  cheque(amount).map((found) => ({ ...found, layer: 'pending' }))

/** The place of the entries' actors among the parameters of the door. */
const actorsOfEntries = 37

/** Accounts, commodities, a closed and a locked month, and entries to reverse and to settle. */
export async function prepare(store: Store): Promise<Ground> {
  await openAccounts(store)
  const posted = await store.post(...ground())
  const [invoice, reversed, held, lapsed, timed] = posted.map(idOf)
  const name = String
  const [back] = await store.post(await reversalOf(store, name(reversed), 'reversal'))
  await store.ask(
    `select ledger.set_period_state($1, 'store', 202601, 'closed', 'tester', 'done')`,
    store.organization,
  )
  await store.ask(
    `select ledger.set_period_state($1, 'store', 202602, 'locked', 'tester', 'done')`,
    store.organization,
  )
  return {
    invoice: name(invoice),
    reversed: name(reversed),
    reversal: idOf(back),
    held: name(held),
    lapsed: name(lapsed),
    timed: name(timed),
    exactReversal: await reversalOf(store, name(invoice), 'exact'),
  }
}

async function openAccounts(store: Store): Promise<void> {
  await store.within(async (query) => {
    await addCommodities(query, store.organization, [
      { code: 'DEM', kind: 'currency', scale: 2, validUntil: date('2001-12-31') },
      { code: 'calendar', kind: 'item', scale: 0, validUntil: date('2001-12-31') },
    ])
    await addAccounts(query, store.organization, 'store', [
      { code: 'heading', type: 'expense', postable: false },
      { code: 'old', type: 'expense', closedOn: date('2026-06-30') },
      { code: 'deposits', type: 'liability', partyRule: 'required' },
      { code: 'rounding', type: 'expense', partyRule: 'none' },
    ])
    await addCompany(query, store.organization, { code: 'branch', name: 'B', currency: 'GBP' })
    await addAccounts(query, store.organization, 'branch', [
      { code: 'cost of sales', type: 'expense' },
    ])
  })
}

function ground(): EntryProposal[] {
  return [
    sale('invoice'),
    sale('reversed'),
    entry('held', reserving(500n), { kind: 'pending' }),
    entry('lapsed', reserving(500n), {
      kind: 'pending',
      expiresAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
    }),
    entry('timed', reserving(500n), {
      kind: 'pending',
      expiresAt: Temporal.Instant.from('9000-01-01T00:00:00Z'),
    }),
    receipt('ground', 10n),
    entry(
      'reserved',
      [
        line('stock', 0n, { ...mugs(-4n), layer: 'pending' }),
        line('customers', 0n, { ...mugs(4n, 'world'), layer: 'pending' }),
      ],
      { kind: 'pending' },
    ),
    entry('layer', [
      line('stock', 950n, { ...mugs(10n, 'attic'), ...costLayer }),
      line('bank', -950n),
      line('suppliers', 0n, mugs(-10n, 'world')),
    ]),
    entry('dollars', [
      { account: 'receivables', currency: 'USD', amount: 100n, base: 80n, ...openItem('dollars') },
      { account: 'sales', currency: 'USD', amount: -100n, base: -80n },
    ]),
  ]
}

/** The cases in the order in which the rules stand in the SQL. */
export function ruleCases(laid: Ground): RuleCase[] {
  return [
    ...headCases(),
    ...dayCases(laid),
    ...reversalCases(laid),
    ...pendingCases(laid),
    ...pendingLineCases(laid),
    ...sumCases(),
    ...lineCases(),
    ...subjectCases(),
    ...goodsCases(),
    ...limitCases(),
  ]
}

const plain = (rest: Partial<EntryProposal>): EntryProposal => entry('case', cheque(100n), rest)

/** Entries that are wrong as such, whatever their lines say. */
function headCases(): RuleCase[] {
  return [
    { rule: 'company-unknown', field: 'company', entry: plain({}), company: 'nowhere' },
    { rule: 'key-malformed', field: 'key', entry: plain({ key: '' }) },
    { rule: 'key-malformed', field: 'key', entry: plain({ key: 'k'.repeat(201) }) },
    { rule: 'reason-missing', field: 'reason', entry: plain({ reason: '' }) },
    { rule: 'reason-too-long', field: 'reason', entry: plain({ reason: 'r'.repeat(2001) }) },
    {
      rule: 'actor-missing',
      field: 'actor',
      entry: plain({}),
      raw: (parameters) => replaced(parameters, actorsOfEntries, 'tester', ''),
    },
    { rule: 'kind-unknown', field: 'kind', entry: plain({ kind: 'gift' as EntryKind }) },
    {
      rule: 'source-too-long',
      field: 'source',
      entry: plain({ source: { paper: 'invoice', number: 'n'.repeat(201) } }),
    },
    { rule: 'batch-too-long', field: 'batch', entry: plain({ batch: 'b'.repeat(201) }) },
    { rule: 'journal-unknown', field: 'journal', entry: plain({ journal: 'lunar' }) },
  ]
}

/** Days and periods in which an entry may not stand. */
function dayCases({ exactReversal }: Ground): RuleCase[] {
  return [
    { rule: 'period-missing', field: 'postedOn', entry: plain({ postedOn: date('2031-01-01') }) },
    { rule: 'period-closed', field: 'postedOn', entry: plain({ postedOn: date('2026-01-31') }) },
    {
      rule: 'period-closed',
      field: 'postedOn',
      entry: { ...exactReversal, key: 'case', postedOn: date('2026-01-31') },
    },
    { rule: 'period-locked', field: 'postedOn', entry: plain({ postedOn: date('2026-02-01') }) },
    { rule: 'closing-period', field: 'postedOn', entry: plain({ kind: 'closing' }) },
    {
      rule: 'closing-period',
      field: 'postedOn',
      entry: plain({ periodKind: 'closing', postedOn: date('2026-12-31') }),
    },
    {
      rule: 'adjustment-period',
      field: 'postedOn',
      entry: plain({ periodKind: 'adjustment', postedOn: date('2026-12-31') }),
    },
  ]
}

/** What may not be reversed so, and keys that were used. */
function reversalCases({ invoice, reversed, reversal, held, exactReversal }: Ground): RuleCase[] {
  return [
    { rule: 'reversed-entry-missing', field: 'reversedEntry', entry: plain({ kind: 'reversal' }) },
    {
      rule: 'reversed-entry-missing',
      field: 'reversedEntry',
      entry: plain({ reversedEntry: invoice }),
    },
    {
      rule: 'entry-unknown',
      field: 'reversedEntry',
      entry: plain({ kind: 'reversal', reversedEntry: '0197f000-0000-7000-8000-000000000000' }),
    },
    {
      rule: 'not-reversible',
      field: 'reversedEntry',
      entry: plain({ kind: 'reversal', reversedEntry: held }),
    },
    {
      rule: 'not-reversible',
      field: 'reversedEntry',
      entry: plain({ kind: 'reversal', reversedEntry: reversal }),
    },
    {
      rule: 'reversed-already',
      field: 'reversedEntry',
      entry: plain({ kind: 'reversal', reversedEntry: reversed }),
    },
    {
      rule: 'reversal-differs',
      field: 'lines',
      entry: { ...exactReversal, key: 'case', lines: cheque(-1000n) },
    },
    { rule: 'key-reused', field: 'key', entry: { ...plain({}), key: 'invoice' } },
    {
      rule: 'key-reused',
      field: 'key',
      entry: { ...sale('invoice'), periodKind: 'adjustment', postedOn: date('2026-12-31') },
    },
  ]
}

const back = (kind: EntryKind, pendingEntry: string, amount = 500n): EntryProposal =>
  entry('case', taken(amount), { kind, pendingEntry })

/** What settles, voids and expires. */
function pendingCases({ invoice, held, lapsed, timed, exactReversal }: Ground): RuleCase[] {
  return [
    {
      rule: 'pending-entry-missing',
      field: 'pendingEntry',
      entry: entry('case', cheque(100n), { kind: 'void' }),
    },
    {
      rule: 'pending-entry-missing',
      field: 'pendingEntry',
      entry: { ...exactReversal, key: 'case', pendingEntry: held },
    },
    {
      rule: 'pending-entry-not-allowed',
      field: 'pendingEntry',
      entry: entry('case', cheque(100n), { pendingEntry: held }),
    },
    { rule: 'not-pending', field: 'pendingEntry', entry: back('settlement', invoice) },
    { rule: 'pending-entry-expired', field: 'pendingEntry', entry: back('settlement', lapsed) },
    { rule: 'pending-entry-not-expired', field: 'pendingEntry', entry: back('expiry', timed) },
    { rule: 'pending-entry-not-expired', field: 'pendingEntry', entry: back('expiry', held) },
    {
      rule: 'expiry-not-allowed',
      field: 'expiresAt',
      entry: entry('case', cheque(100n), {
        expiresAt: Temporal.Instant.from('2027-01-01T00:00:00Z'),
      }),
    },
  ]
}

/** Lines that settle, void or expire what is not there. */
function pendingLineCases({ held }: Ground): RuleCase[] {
  return [
    {
      rule: 'void-moves-nothing',
      field: 'lines[3]',
      entry: entry('case', [...taken(500n), ...cheque(1n)], { kind: 'void', pendingEntry: held }),
    },
    {
      rule: 'pending-line-unknown',
      field: 'lines[1]',
      entry: entry(
        'case',
        taken(500n).map((found) => ({ ...found, reversedLine: 7 })),
        { kind: 'void', pendingEntry: held },
      ),
    },
    {
      rule: 'pending-line-unknown',
      field: 'lines[2]',
      entry: entry(
        'case',
        taken(500n).map((found, place) => (place === 1 ? { ...found, account: 'cash' } : found)),
        { kind: 'void', pendingEntry: held },
      ),
    },
    { rule: 'more-than-pending', field: 'lines', entry: back('settlement', held, 501n) },
    { rule: 'pending-line-grows', field: 'lines[1]', entry: back('void', held, -1n) },
    { rule: 'layer-not-allowed', field: 'lines[1]', entry: entry('case', reserving(5n)) },
    {
      rule: 'layer-not-allowed',
      field: 'lines[1]',
      entry: entry('case', cheque(5n), { kind: 'pending' }),
    },
  ]
}

/** Takes back so much of the pending entries of the ground. */
const taken = (amount: bigint): LineProposal[] =>
  reserving(-amount).map((found, place) => ({ ...found, reversedLine: place + 1 }))

/** Sums that are not zero. */
function sumCases(): RuleCase[] {
  const lines = (...found: LineProposal[]) => entry('case', found)
  return [
    { rule: 'no-lines', field: 'lines', entry: lines() },
    {
      rule: 'unbalanced-currency',
      field: 'lines',
      entry: lines(line('bank', 2n), line('sales', -1n)),
    },
    {
      rule: 'unbalanced-currency',
      field: 'lines',
      entry: lines(line('bank', 1n), { account: 'sales', currency: 'USD', amount: -1n, base: -1n }),
    },
    {
      rule: 'unbalanced-currency',
      field: 'lines',
      entry: lines(line('bank', 1n), line('sales', -1n, { layer: 'commitment' })),
    },
    {
      rule: 'unbalanced-worth',
      field: 'lines',
      entry: lines(
        { account: 'bank', currency: 'USD', amount: 10n, base: 8n },
        { account: 'sales', currency: 'USD', amount: -10n, base: -9n },
      ),
    },
    {
      rule: 'unbalanced-item',
      field: 'lines',
      entry: lines(line('stock', 0n, mugs(3n)), line('suppliers', 0n, mugs(-2n, 'world'))),
    },
  ]
}

/** Sets of two of which the second is refused; `books.ts` sends it through the door once more. */
export function rawRules({
  invoice,
  exactReversal,
}: Ground): { rule: string; set: EntryProposal[] }[] {
  return [
    { rule: 'key-twice-in-set', set: [sale('twice'), sale('twice')] },
    {
      rule: 'reversed-twice-in-set',
      set: ['first', 'second'].map((key) => ({ ...exactReversal, reversedEntry: invoice, key })),
    },
  ]
}
