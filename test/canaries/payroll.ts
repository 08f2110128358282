/** Books of pay beside those that everybody keeps: lines, subjects and units of a high class. */
import assert from 'node:assert/strict'
import { newId } from '#base/id.ts'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { addAccounts, addCommodities, addCompany, addJournals } from '#server/set-up.ts'
import { openFiscalYear } from '#server/set-up.ts'
import { day } from '#test/ledger/reports.ts'
import type { Cage } from './canary.ts'
import { tokenOf } from './canary.ts'
import type { House } from './house.ts'

/** Fills the company `works`, and answers what of it nobody below the class of pay may see. */
export async function keepPay({ shop }: House, cage: Cage): Promise<Set<string>> {
  const { database, organization } = shop
  await database.transaction(organization, async (query) => {
    await addCommodities(query, organization, [{ code: 'leave day', kind: 'time', scale: 0 }])
    await addCompany(query, organization, {
      code: 'works',
      name: 'The works',
      currency: 'GBP',
      country: 'GB',
      retainedEarnings: 'retained earnings',
      positionAccount: 'position',
    })
    await addAccounts(query, organization, 'works', accounts)
    await addJournals(query, organization, 'works', ['general', 'sales', 'bank'])
    const startsOn = day('2026-01-01')
    await openFiscalYear(query, organization, 'works', { year: 2026, startsOn })
  })
  const secret = new Set<string>()
  const hidden = <Value extends string>(value: Value): Value => {
    const token = tokenOf(value)
    if (token !== null) secret.add(token)
    return value
  }
  const entries = history({
    word: () => hidden(cage.word()),
    pence: () => BigInt(hidden(cage.figure(2)).replace('.', '')),
  })
  const postings = entries.map((proposal) => {
    return { id: newId(Date.now()), company: 'works', actor: 'the test', entry: proposal }
  })
  for (const one of await record(database, organization, postings)) {
    assert.equal(one.outcome, 'recorded', JSON.stringify(one))
  }
  return secret
}

const accounts = [
  { code: 'bank', type: 'asset' },
  { code: 'receivables', type: 'asset', subjectRule: 'required' },
  { code: 'loans to directors', type: 'asset', readClass: 4 },
  { code: 'wages owed', type: 'liability', subjectRule: 'required' },
  { code: 'directors’ accounts', type: 'liability', readClass: 4 },
  { code: 'retained earnings', type: 'equity' },
  { code: 'position', type: 'position' },
  { code: 'sales', type: 'income' },
  { code: 'salaries', type: 'expense', readClass: 4 },
  { code: 'rent', type: 'expense' },
  { code: 'leave', type: 'place', readClass: 4, goods: true },
  { code: 'suppliers', type: 'place', goods: true },
] as const

interface Making {
  readonly word: () => string
  readonly pence: () => bigint
}

function pounds(account: string, amount: bigint, more: Partial<LineProposal> = {}): LineProposal {
  return { account, currency: 'GBP', amount, ...more }
}

function entry(
  reason: string,
  postedOn: string,
  lines: readonly LineProposal[],
  more: Partial<EntryProposal> = {},
): EntryProposal {
  return { key: reason, reason, journal: 'general', postedOn: day(postedOn), lines, ...more }
}

/** A person's pay: told by a canary each, in a department, from a project. */
function paid({ word, pence }: Making, department: string): LineProposal[] {
  const [name, amount] = [word(), pence()]
  const subject = { kind: 'employee', paper: name, party: name, readClass: 4 }
  return [
    pounds('salaries', amount, { party: name, dimensions: { department, project: word() } }),
    pounds('wages owed', -amount, { subject, text: `Pay: ${word()}` }),
  ]
}

function leave({ word }: Making): LineProposal[] {
  const days = { item: 'leave day', quantity: 25n }
  return [
    pounds('leave', 0n, { ...days, unit: { place: `leave of ${word()}` } }),
    pounds('suppliers', 0n, { ...days, quantity: -25n, unit: { place: 'suppliers' } }),
  ]
}

function history(making: Making): EntryProposal[] {
  const { word, pence } = making
  const many = (count: number, department: string): LineProposal[] =>
    Array.from({ length: count }, () => paid(making, department)).flat()
  const sold = { kind: 'open item', paper: '1', party: 'Zoe', dueOn: day('2026-03-01') }
  const [loan, owed] = [pence(), pence()]
  return [
    entry('capital', '2026-01-02', [
      pounds('bank', 9_000_001n),
      pounds('retained earnings', -9_000_001n),
    ]),
    entry(
      'leave granted',
      '2026-01-03',
      [1, 2, 3].flatMap(() => leave(making)),
    ),
    entry('a sale', '2026-01-20', [
      pounds('receivables', 5_000n, { subject: sold }),
      pounds('sales', -5_000n),
    ]),
    entry('pay of January', '2026-01-31', [...many(6, 'shop'), ...many(5, 'office')]),
    entry('rent', '2026-02-10', [pounds('rent', 4_400n), pounds('bank', -4_400n)]),
    // One person alone: neither a department nor an account has enough to hide them.
    entry(`bonus ${word()}`, '2026-02-20', paid(making, 'shop')),
    entry(`loan ${word()}`, '2026-03-10', [
      pounds('loans to directors', loan, { text: word(), party: word() }),
      pounds('directors’ accounts', -loan, { text: word() }),
    ]),
    // A line that everybody sees beside two that they do not.
    entry('fees', '2026-04-10', [
      pounds('bank', 100n),
      pounds('loans to directors', owed, { text: word() }),
      pounds('directors’ accounts', -owed - 100n, { text: word() }),
    ]),
    entry(
      'reserved',
      '2026-05-10',
      [
        pounds('bank', 50n, { layer: 'pending' }),
        pounds('loans to directors', loan + 1_111n, { layer: 'pending', text: word() }),
        pounds('directors’ accounts', -loan - 1_161n, { layer: 'pending', text: word() }),
      ],
      { kind: 'pending' },
    ),
  ]
}
