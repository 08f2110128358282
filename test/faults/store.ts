/** The store of the fault rigs: its books, its registers, and the people who act in it. */
import { all } from '#departments/all.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { place } from '#departments/register/place.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import type { Books } from '#kit/books.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address, Database } from '#server/database/database.ts'
import { booksIn } from '#server/paper-books.ts'
import { addAccounts, addJournals, openFiscalYear } from '#server/set-up.ts'
import { storeIn } from '#test/books.ts'
import type { Person } from '#test/faults/asking.ts'
import { customers } from '#test/faults/contents.ts'
import { shelves } from '#test/faults/entries.ts'
import type { Counter } from '#test/faults/request.ts'
import { peopleOf } from '#test/people.ts'
import { fill } from '#test/stories/shop.ts'

/** The persons of a store by their names. */
export type Staff = Readonly<Record<Person, string>>

/** A store in the books of a rig, and the way to it. */
export interface Store extends Counter {
  readonly organization: string
  /** What each of its people shows with a request. */
  readonly people: Readonly<Record<Person, string>>
}

/** What a store is besides where it is reached. */
export type StoreKeys = Omit<Store, 'address'>

/** The store as one of its people reaches it. */
export function deskOf({ address, people }: Store, by: Person): Counter {
  return { address, authorization: people[by] }
}

/** Adds an organization with a store, its people and their keys to a database. */
export async function storeAt(address: Address): Promise<StoreKeys> {
  const database = openDatabase(address)
  try {
    return await storeOver(database)
  } finally {
    await database.close()
  }
}

/** The same over a database that is open. */
export async function storeOver(database: Database): Promise<StoreKeys> {
  const organization = await storeIn(database)
  const key = async (name: string, person?: string): Promise<string> => {
    const named = { name, scopes: allScopes, createdBy: 'the test' }
    const made = await createKey(
      database,
      organization,
      person === undefined ? named : { ...named, person },
    )
    if (!made.ok) throw new Error(made.problems[0]?.message)
    return `Bearer ${made.value.text}`
  }
  const authorization = await key('faults')
  const staff = await furnish(database, organization)
  const people = {
    ann: await key('ann', staff.ann),
    bob: await key('bob', staff.bob),
    eve: await key('eve', staff.eve),
    cas: await key('cas', staff.cas),
    dan: await key('dan', staff.dan),
  }
  return { organization, authorization, people }
}

/** Makes the small store of `test/books.ts` one in which papers are written; answers its people. */
export async function furnish(database: Database, organization: string): Promise<Staff> {
  const today = Temporal.Now.plainDateISO('UTC')
  await database.transaction(organization, async (query) => {
    await addAccounts(query, organization, 'store', [
      { code: 'bad debts', type: 'expense' },
      { code: 'fees', type: 'income' },
      { code: 'lost', type: 'place' },
    ])
    await addJournals(query, organization, 'store', ['credit notes', 'adjustments'])
    // What is undone is reversed on the server's own day, whichever year that is.
    for (let year = 2027; year <= today.year + 1; year += 1) {
      const startsOn = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      await openFiscalYear(query, organization, 'store', { year, startsOn })
    }
    const money = { companyCurrency: 'GBP', companyDigits: 2 }
    const desk = { organization, company: 'store', ...money, catalogue: all }
    await fillRegisters(booksIn(query, { ...desk, today, now: Date.now() }))
  })
  const { holder } = peopleOf(database, organization)
  return {
    ann: await holder('Ann', 'billing lead', 'accountant'),
    bob: await holder('Bob', 'billing lead', 'accountant'),
    eve: await holder('Eve', 'billing lead', 'accountant'),
    cas: await holder('Cas', 'credit controller', 'stock controller'),
    dan: await holder('Dan', 'credit controller', 'stock controller'),
  }
}

async function fillRegisters(books: Books): Promise<void> {
  const onShelf = { name: 'A shelf', account: 'stock' }
  await fill(books, place, {
    customers: { name: 'Customers', account: 'customers' },
    lost: { name: 'Lost and found', account: 'lost' },
    ...Object.fromEntries(shelves.map((name) => [name, onShelf])),
  })
  const gb = { country: 'GB', inclusive: false, rounding: 'per document' }
  const taxed = { outputAccount: 'vat output', salesBox: 'net sales', outputBox: 'output tax' }
  const codes = {
    'GB-S': { ...gb, ...taxed, name: 'Standard', treatment: 'standard', basisPoints: 2000 },
    'GB-OS': { ...gb, name: 'Outside the scope', treatment: 'outside', basisPoints: 0 },
  }
  await fill(books, taxCode, codes, '2011-01-04')
  const euro = { rate: '0.85', quoted: 'own per foreign' }
  await fill(books, exchangeRate, { EUR: euro }, '2026-01-01')
  const sold = { revenue: 'sales', taxCode: 'GB-S', price: '1' }
  await fill(books, item, {
    mug: { ...sold, name: 'A mug', kind: 'goods', leaves: shelves[0], arrives: 'customers' },
    work: { ...sold, name: 'Repairs', kind: 'service' },
  })
  const known = { receivable: 'receivables', daysToPay: 30, country: 'GB' }
  const parties = Object.entries(customers).map(([code, currency]) => {
    return [code, { ...known, currency, name: `${code} Ltd` }] as const
  })
  await fill(books, party, Object.fromEntries(parties))
  const level = { level: 1, overdueFrom: 7, pause: 14, letter: 'Have you forgotten us?' }
  await fill(books, dunningLevel, { L1: { ...level, fee: '5' } })
}
