/** What is done with papers and registers, as commands that are made ready and done again. */
import { dunningRun } from '#departments/finance/dunning-run.ts'
import { all } from '#departments/all.ts'
import { newId } from '#base/id.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import {
  bringingOn,
  changing,
  entering,
  kinds,
  takingBack,
  throwingAway,
  undoing,
  writing,
} from '#test/faults/asking.ts'
import type { Asking, Content, Kind } from '#test/faults/asking.ts'
import type { Act, Command, House } from '#test/faults/commands.ts'
import { billOf, day } from '#test/faults/contents.ts'
import { answered } from '#test/faults/request.ts'
import type { Reply } from '#test/faults/request.ts'
import { deskOf } from '#test/faults/store.ts'

/** A paper as an answer tells of it. */
interface Told {
  readonly id: string
  readonly version: number
  readonly number: string | null
}

const bill = (): Content => ({
  ...billOf('ANN', 10_000n),
  lines: [
    { item: 'work', quantity: '1', unitPrice: '100' },
    { item: 'mug', quantity: '1', unitPrice: '2' },
  ],
})
const accounts = { receivables: 'receivables', credit: 'customer credit' }

/** Money of Ann for invoices; what is too much is left as a credit. */
function receiptFor(amount: string, ...bills: readonly Told[]): Content {
  const settles = bills.map(({ number }) => ({ item: number }))
  return { payer: 'ANN', receivedOn: day, bank: 'bank', ...accounts, amount, settles }
}

function creditOf({ id }: Told): Content {
  const line = { item: 'work', invoiceRow: 1, quantity: '1', unitPrice: '10' }
  return { customer: 'ANN', invoice: id, issuedOn: day, reason: 'Late', lines: [line] }
}

const journal: Content = {
  postedOn: day,
  reason: 'Carried to the bank',
  lines: [
    { account: 'bank', debit: '7', currency: 'GBP' },
    { account: 'cash', credit: '7', currency: 'GBP' },
  ],
}

export const paperCommands: readonly Command[] = [
  {
    name: 'write invoices',
    ready: async (house, number) =>
      doing(house, `write ${number}`, writing(kinds.invoice, 'ann', [bill(), bill()])),
  },
  {
    name: 'change a draft',
    ready: async (house, number) => {
      const drafts = await done(house, `draft ${number}`, writing(kinds.invoice, 'ann', [bill()]))
      const lines = [{ item: 'work', quantity: '2', unitPrice: '3', revenue: 'sales' }]
      const content = { reference: 'Order 7', lines: lines.map((line) => ({ ...line, ...taxed })) }
      return doing(house, `change ${number}`, changing(kinds.invoice, 'ann', drafts, content))
    },
  },
  {
    name: 'throw a draft away',
    ready: async (house, number) => {
      const drafts = await done(house, `draft ${number}`, writing(kinds.journal, 'ann', [journal]))
      return doing(house, `throw ${number}`, throwingAway(kinds.journal, 'ann', drafts))
    },
  },
  {
    name: 'enter an invoice',
    ready: async (house, number) =>
      doing(house, `enter ${number}`, entering(kinds.invoice, 'ann', [bill()])),
  },
  {
    name: 'issue invoices',
    ready: async (house, number) => {
      const wanted = writing(kinds.invoice, 'ann', [bill(), bill()])
      const drafts = await done(house, `drafts ${number}`, wanted)
      return doing(house, `issue ${number}`, bringingOn(kinds.invoice, 'bob', drafts))
    },
  },
  {
    name: 'credit an invoice',
    ready: async (house, number) => {
      const notes = (await billed(house, number)).map(creditOf)
      return doing(house, `credit ${number}`, entering(kinds.note, 'ann', notes))
    },
  },
  {
    name: 'receive money for two invoices',
    ready: async (house, number) => {
      const bills = await billed(house, number, 2)
      const money = receiptFor('200', ...bills)
      return doing(house, `receive ${number}`, entering(kinds.receipt, 'ann', [money]))
    },
  },
  {
    name: 'allocate a credit',
    ready: async (house, number) => {
      const [later] = await billed(house, number)
      const asking = entering(kinds.receipt, 'ann', [receiptFor('50')])
      const [left] = await done(house, `left ${number}`, asking)
      const [uses, settles] = [[{ receipt: left?.number }], [{ item: later?.number }]]
      const use = { party: 'ANN', allocatedOn: day, ...accounts, uses, settles }
      return doing(house, `allocate ${number}`, entering(kinds.allocation, 'ann', [use]))
    },
  },
  {
    name: 'post a journal',
    ready: (house, number) => ready(house, number, kinds.journal, journal),
  },
  {
    name: 'write off a debt',
    ready: async (house, number) => {
      const [debt] = await billed(house, number)
      const line = { quantity: '1', unitPrice: '5', taxCode: 'GB-OS', expense: 'bad debts' }
      const why = { reason: 'Gone', relief: false, lines: [line] }
      const adjustment = { customer: 'ANN', invoice: debt?.id, adjustedOn: day, ...why }
      return doing(house, `write off ${number}`, entering(kinds.writeOff, 'cas', [adjustment]))
    },
  },
  {
    name: 'adjust the stock',
    ready: (house, number) => {
      const lines = [{ item: 'mug', quantity: '1', leaves: 'lost', arrives: 'shelf 2' }]
      return ready(house, number, kinds.adjustment, { adjustedOn: day, reason: 'Found', lines })
    },
  },
  {
    name: 'send a letter with a fee',
    ready: async (house, number) => {
      const [debt] = await billed(house, number)
      const items = [{ item: debt?.number, dueOn: day, daysOverdue: 1, amount: '100' }]
      const level = { dunningLevel: 'L1', level: 1, letter: 'Please pay.', items }
      const fee = { fee: '5', feeIncome: 'fees', receivables: 'receivables', currency: 'GBP' }
      return ready(house, number, kinds.letter, { party: 'ANN', sentOn: day, ...level, ...fee })
    },
  },
  {
    name: 'void an invoice',
    ready: async (house, number) => {
      const bills = await billed(house, number)
      return doing(house, `void ${number}`, takingBack(kinds.invoice, 'bob', bills))
    },
  },
  {
    name: 'undo an invoice with what stands on it',
    ready: async (house, number) => {
      const bills = await billed(house, number, 2)
      const [first] = bills
      await done(
        house,
        `paid ${number}`,
        entering(kinds.receipt, 'ann', [receiptFor('70', ...bills)]),
      )
      const notes = first === undefined ? [] : [creditOf(first)]
      await done(house, `credited ${number}`, entering(kinds.note, 'ann', notes))
      return doing(house, `undo ${number}`, undoing(kinds.invoice, 'bob', bills.slice(0, 1)))
    },
  },
  {
    name: 'write what a dunning run finds due',
    ready: async (house, number) => {
      if (!house.dunned) await billed(house, number)
      house.dunned = true
      return () =>
        house.within(async (query) => {
          const stepped = await taskJob(all, [dunningRun]).step({
            ...due,
            query,
            services: house.services,
            organization: house.organization,
            run: newId(Date.now()),
            // A month later each time, so that the next letter is due.
            asOf: Temporal.Instant.from('2027-02-01T12:00:00Z').add({ hours: 24 * 30 * number }),
          })
          if (!stepped.ok || stepped.value.did !== 1) throw new Error(JSON.stringify(stepped))
        })
    },
  },
  {
    name: 'add rows to a register',
    ready: async (house, number) => rows(house, `add ${number}`, '/items', [item(number)]),
  },
  {
    name: 'change rows of a register',
    ready: async (house, number) => {
      await rows(house, `added ${number}`, '/items', [item(number)])()
      const changed = [{ code: `item ${number}`, version: 1, name: 'Another name' }]
      return rows(house, `change ${number}`, '/items/changes', changed)
    },
  },
]

const taxed = { taxCode: 'GB-S' }
const due = {
  company: 'store',
  askedBy: 'the story',
  person: null,
  input: { task: 'dunning run', asked: { receivables: 'receivables', feeIncome: 'fees' } },
  cursor: null,
  done: 0n,
  total: null,
  signal: new AbortController().signal,
  log: () => {},
} as const

const item = (number: number): object => ({
  code: `item ${number}`,
  name: 'An item',
  kind: 'goods',
  revenue: 'sales',
  taxCode: 'GB-S',
})

/** Invoices that were issued to Ann. */
async function billed(house: House, number: number, count = 1): Promise<readonly Told[]> {
  const papers = Array.from({ length: count }, () => billOf('ANN', 10_000n))
  return await done(house, `billed ${number}`, entering(kinds.invoice, 'ann', papers))
}

/** One draft by the first who may write it, to be brought on by the second who may. */
async function ready(house: House, number: number, kind: Kind, content: Content): Promise<Act> {
  const [writer = 'ann'] = kind.writers
  const drafts = await done(house, `draft ${number}`, writing(kind, writer, [content]))
  return doing(house, `on ${number}`, bringingOn(kind, kind.doers[1] ?? 'bob', drafts))
}

/** An act that asks for something under a key; it throws where it is not done. */
function doing(house: House, key: string, asking: Asking): Act {
  return async () => void (await done(house, key, asking))
}

/** Asks for something under a key, which is done; the papers that were told of. */
export async function done(house: House, key: string, asking: Asking): Promise<readonly Told[]> {
  const { by, path, body } = asking
  const { json } = assertDone(await answered(deskOf(house, by), path, body, key))
  return (json as { papers?: readonly Told[] }).papers ?? []
}

function rows(house: House, key: string, path: string, set: readonly object[]): Act {
  return async () => void assertDone(await answered(deskOf(house, 'ann'), path, { rows: set }, key))
}

function assertDone(reply: Reply): Reply {
  if (reply.status === 200 || reply.status === 201) return reply
  throw new Error(reply.text)
}
