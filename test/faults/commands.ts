/** What a server does to the ledger, as commands that are made ready and done again and again. */
import { createKey } from '#server/access/keys.ts'
import { addAccounts, openFiscalYear } from '#server/set-up.ts'
import type { Services } from '#server/http/operation.ts'
import type { Store } from '#test/faults/store.ts'
import { entry, idOf, line, mugs, receipt, reversalOf } from '#test/ledger/store.ts'
import type { Store as Ledger } from '#test/ledger/store.ts'

/** Does one thing; each time it is made ready it is to do another. */
export type Act = () => Promise<unknown>

/** A store whose server is in this process, so that its statements can be made to fail. */
export interface House extends Ledger, Store {
  readonly services: Services
  /** Whether there is an invoice for the dunning run. */
  dunned: boolean
}

export interface Command {
  readonly name: string
  /** Prepares what the command needs, and answers the command; `number` is new each time. */
  readonly ready: (house: House, number: number) => Promise<Act>
}

const order = (key: string): Parameters<typeof entry> => [
  key,
  [
    { ...line('stock', 0n, mugs(-2n)), layer: 'pending' },
    { ...line('customers', 0n, mugs(2n, 'world')), layer: 'pending' },
  ],
  { kind: 'pending' },
]

export const commands: readonly Command[] = [
  {
    name: 'record a set',
    ready: async (store, number) => {
      const credit = { subject: { kind: 'open item', paper: `set ${number}` } }
      const department = { dimensions: { department: `number ${number}` } }
      const sale = [line('receivables', 500n, credit), line('sales', -500n)]
      const wages = [line('wages', 700n, department), line('bank', -700n)]
      return () =>
        store.post(
          receipt(`goods ${number}`, 5n, `shelf ${number}`),
          entry(`sale ${number}`, sale),
          entry(`wages ${number}`, wages),
        )
    },
  },
  {
    name: 'reverse an entry',
    ready: async (store, number) => {
      const [posted] = await store.post(receipt(`wrong ${number}`, 3n))
      const reversal = await reversalOf(store, idOf(posted), `reversal ${number}`)
      return () => store.post(reversal)
    },
  },
  {
    name: 'reserve',
    ready: async (store, number) => {
      await store.post(receipt(`for order ${number}`, 2n))
      return () => store.post(entry(...order(`order ${number}`)))
    },
  },
  {
    name: 'void what is reserved',
    ready: async (store, number) => {
      const [, posted] = await store.post(
        receipt(`for void ${number}`, 2n),
        entry(...order(`void order ${number}`)),
      )
      const [, lines] = order('')
      const back = lines.map((of, place) => ({
        ...of,
        quantity: -(of.quantity ?? 0n),
        reversedLine: place + 1,
      }))
      const taken = { kind: 'void', pendingEntry: idOf(posted) } as const
      return () => store.post(entry(`void ${number}`, back, taken))
    },
  },
  {
    name: 'close a period',
    ready: async (store, number) => {
      const period = 202_601 + (number % 10)
      const set = (state: string, of = period): Promise<unknown> =>
        store.ask(
          'select ledger.set_period_state($1, $2, $3, $4, $5, $6)',
          store.organization,
          'store',
          of,
          state,
          'tester',
          'the story',
        )
      for (const { period: closed } of await store.ask<{ period: number }>(
        "select period from ledger.period where state = 'closed' order by period desc",
      )) {
        if (closed >= period) await set('open', closed)
      }
      for (const { period: open } of await store.ask<{ period: number }>(
        "select period from ledger.period where state = 'open' and period < $1 order by period",
        period,
      )) {
        await set('closed', open)
      }
      return () => set('closed')
    },
  },
  {
    name: 'seal what waits',
    ready: async (store, number) => {
      await store.post(receipt(`sealed ${number}`, 1n), receipt(`sealed too ${number}`, 1n))
      return () => store.ask('select number from ledger.seal($1, 1000)', store.organization)
    },
  },
  {
    name: 'open a fiscal year',
    ready: async (store) => {
      const [last] = await store.ask<{ year: number }>(
        'select max(year) as year from ledger.fiscal_year',
      )
      const year = (last?.year ?? 2026) + 1
      const startsOn = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      return () =>
        store.within((query) =>
          openFiscalYear(query, store.organization, 'store', { year, startsOn }),
        )
    },
  },
  {
    name: 'add accounts',
    ready: async (store, number) => {
      const accounts = ['above', 'below'].map((word) => ({
        code: `${word} ${number}`,
        type: 'asset' as const,
      }))
      return () =>
        store.within((query) => addAccounts(query, store.organization, 'store', accounts))
    },
  },
  {
    name: 'make a key',
    ready: async ({ books, organization }, number) => {
      const key = { name: `key ${number}`, scopes: ['entries:read'], createdBy: 'the story' }
      return () => createKey(books.database, organization, key)
    },
  },
]
