/** Customers pay: in part, too much, across many; credits are used; what is unpaid is dunned. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { allocation } from '#departments/finance/allocation.ts'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { dunningRun } from '#departments/finance/dunning-run.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { undo } from '#kit/undo.ts'
import { create } from '#kit/write.ts'
import { someone } from '#test/kit-books.ts'
import { assertSound, fill, lead, openShops, sentences, told } from './shop.ts'
import type { Shop } from './shop.ts'

const cashier = someone('eve', 'receipts clerk', 'bookkeeper')
const chief = someone('fay', 'receipts clerk', 'billing lead', 'accountant', 'bookkeeper')
const controller = someone('gil', 'credit controller')

const accounts = { receivables: '1100', credit: '2120' }

/** Issues invoices of so many mugs, at 2.15 and 20 %, due thirty days later. */
async function bill(shop: Shop, issuedOn: string, ...mugs: number[]): Promise<[string, string][]> {
  const set = mugs.map((quantity) => ({
    customer: 'ANN',
    issuedOn,
    lines: [{ item: 'mug', quantity: String(quantity) }],
  }))
  const ids = await shop.write(salesInvoice, set)
  const issued = await shop.act(salesInvoice, 'issue', ids)
  return issued.map((one) => [one.id, (one.outcome === 'done' && one.number) || ''])
}

async function pay(shop: Shop, amount: string, ...items: string[]): Promise<string> {
  const settles = items.map((item) => ({ item }))
  const money = { payer: 'ANN', receivedOn: '2026-11-22', bank: '1000', amount }
  const [id = ''] = await shop.write(receipt, [{ ...money, ...accounts, settles }], cashier)
  assert.match(told(await shop.act(receipt, 'post', [id], cashier)).join(), /^posted RC-/)
  return id
}

/** What ANN owes and has as credit, by the numbers of the papers, in pennies. */
async function open({ database, organization }: Shop): Promise<Record<string, bigint>> {
  const rows = await database.transaction(organization, (query) =>
    query<{ paper: string; amount: bigint }>({
      text: `select s.paper, h.amount from ledger.holding h
        join ledger.subject s on s.organization = h.organization and s.id = h.subject
        where h.organization = $1 and h.amount <> 0 order by s.paper`,
      values: [organization],
    }),
  )
  return Object.fromEntries(rows.map(({ paper, amount }) => [paper, amount]))
}

for (const { server, shop } of await openShops()) {
  after(async () => {
    await assertSound(shop)
    await shop.drop()
  })
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(
    here('money received settles across invoices, and its undoing opens them again'),
    async () => {
      const [[, first] = ['', ''], [, second] = ['', '']] = await bill(shop, '2026-09-01', 10, 20)
      const id = await pay(shop, '50.00', first, second)
      assert.deepEqual(await open(shop), { [second]: 2740n })
      const rest = await pay(shop, '30.00', second)
      const [credit = ''] = Object.keys(await open(shop))
      assert.deepEqual(await open(shop), { [credit]: -260n }, 'what was too much is credit')
      await assertSound(shop)
      assert.match(
        told(await shop.act(receipt, 'undo', [rest, id], chief)).join(),
        /^undone .*undone/,
      )
      assert.deepEqual(await open(shop), { [first]: 2580n, [second]: 5160n })
      await assertSound(shop)
    },
  )

  test(here('an invoice that is paid is voided only with its receipt'), async () => {
    const [[id, number] = ['', '']] = await bill(shop, '2026-09-02', 5)
    await pay(shop, '12.90', number)
    // Who has to do with receipts is told which stands there; anybody else that something does.
    const reader = someone('bob', 'billing lead', 'billing clerk', 'receipts clerk', 'staff')
    const answer = await shop.act(salesInvoice, 'void', [id], reader)
    assert.match(sentences(answer).join(), new RegExp(`${number} cannot void: the receipt RC-`))
    const other = sentences(await shop.act(salesInvoice, 'void', [id], lead)).join()
    assert.match(other, /another paper stands on it that you have nothing to do with/)
    const before = await open(shop)
    const done = await shop.inBooks((books) => undo(books, salesInvoice, [id], chief))
    assert.equal(done.outcome, 'done', JSON.stringify(done))
    assert.deepEqual(await open(shop), before, 'neither debt nor credit is left of it')
    await assertSound(shop)
  })

  test(here('a credit is used for a later invoice, and not twice'), async () => {
    const [[, paid] = ['', '']] = await bill(shop, '2026-09-03', 10)
    await pay(shop, '45.80', paid)
    const before = await open(shop)
    const [credit = ''] = Object.keys(before).filter((number) => before[number] === -2000n)
    const [[, later] = ['', '']] = await bill(shop, '2026-10-03', 6)
    const use = {
      party: 'ANN',
      allocatedOn: '2026-11-22',
      ...accounts,
      uses: [{ receipt: credit }],
      settles: [{ item: later }],
    }
    const ids = await shop.write(allocation, [use, use], cashier)
    const [done, twice] = told(await shop.act(allocation, 'post', ids, cashier))
    assert.match(done ?? '', /^posted AL-/)
    assert.equal(twice, 'item-not-open settles[1].item')
    assert.equal((await open(shop))[credit], -452n)
    await assertSound(shop)
    assert.deepEqual(told(await shop.act(allocation, 'undo', ids.slice(0, 1), chief)).length, 1)
    assert.deepEqual(
      [(await open(shop))[credit], (await open(shop))[later]],
      [-2000n, 1548n],
      'its undoing moves both back',
    )
  })

  test(here('two who settle the same invoice at once do not pay it twice'), async () => {
    const [[, number] = ['', '']] = await bill(shop, '2026-09-04', 10)
    const settles = [{ item: number, amount: '25.80' }]
    const money = { payer: 'ANN', receivedOn: '2026-11-22', bank: '1000', amount: '25.80' }
    const one = { ...money, ...accounts, settles }
    const ids = await shop.write(receipt, [one, one], cashier)
    const answers = await Promise.all(ids.map((id) => shop.act(receipt, 'post', [id], cashier)))
    const outcomes = answers.flat().map(({ outcome }) => outcome)
    assert.deepEqual(outcomes.toSorted(), ['done', 'refused'])
    assert.equal((await open(shop))[number], undefined)
  })

  test(here('a journal by hand is posted by another than who wrote or changed it'), async () => {
    const lines = [
      { account: '6010', debit: '900.00', currency: 'GBP' },
      { account: '1000', credit: '900.00', currency: 'GBP' },
    ]
    const rent = { postedOn: '2026-11-01', reason: 'Rent of November', lines }
    const ids = await shop.write(manualJournal, [rent], cashier)
    const both = someone('eve', 'accountant', 'bookkeeper')
    assert.deepEqual(told(await shop.act(manualJournal, 'post', ids, both)), ['four-eyes'])
    assert.match(told(await shop.act(manualJournal, 'post', ids, chief)).join(), /^posted MJ-/)
    await assertSound(shop)
  })

  test(here('who owes something overdue gets a letter, once, and then the next one'), async () => {
    const levels = {
      L1: { level: 1, overdueFrom: 7, pause: 14, letter: 'Have you forgotten us?' },
      L2: { level: 2, overdueFrom: 21, pause: 14, letter: 'Please pay now.', fee: '5.00' },
    }
    await shop.inBooks((books) => fill(books, dunningLevel, levels))
    await bill(shop, '2026-06-01', 100)
    const run = (today: Temporal.PlainDate): Promise<string[]> =>
      shop.inBooks(async (books) => {
        const asked = { receivables: '1100', feeIncome: '4400' }
        const { papers } = await dunningRun.due({ ...books, today }, asked, { after: '', most: 10 })
        const sent = papers.map((values) => ({ values, actor: controller }))
        const made = await create(books, dunningLetter, sent)
        return made.map((one) => (one.ok ? one.value.id : JSON.stringify(one.problems)))
      })
    const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
    const first = await run(day('2026-11-01'))
    assert.equal(first.length, 1)
    assert.match(told(await shop.act(dunningLetter, 'send', first, controller)).join(), /^sent DL-/)
    assert.deepEqual(await run(day('2026-11-10')), [], 'the pause is not over')
    const second = await run(day('2026-11-16'))
    const [letter] = told(await shop.act(dunningLetter, 'send', second, controller))
    assert.equal((await open(shop))[letter?.split(' ')[1] ?? ''], 500n, 'its fee is owed')
    assert.deepEqual(await run(day('2026-11-16')), [], 'a run that is done again does nothing')
    await assertSound(shop)
  })
}
