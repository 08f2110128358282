/** A currency of which the books count other digits than ISO 4217 says: krónur with their aurar. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { allocation } from '#departments/finance/allocation.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { dunningRun } from '#departments/finance/dunning-run.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { someone } from '#test/kit-books.ts'
import { addCommodities } from '#server/set-up.ts'
import { assertSound, fill, openItemsIn, openShops, sentences, shopToday, told } from './shop.ts'
import type { Shop } from './shop.ts'

const cashier = someone('eve', 'receipts clerk', 'bookkeeper')
const chief = someone('fay', 'accountant', 'bookkeeper')
const controller = someone('gil', 'credit controller')
const money = { currency: 'ISK', receivables: '1100', credit: '2120', differences: '6900' }

/** ISO 4217 has no digits for it; these books count hundredths. */
async function furnished({ inBooks, organization }: Shop): Promise<void> {
  await inBooks(async (books) => {
    const króna = { code: 'ISK', kind: 'currency' as const, scale: 2, name: 'Iceland Krona' }
    await addCommodities(books.query, organization, [króna])
    const rate = { rate: '0.005', quoted: 'own per foreign' }
    await fill(books, exchangeRate, { ISK: rate }, '2026-01-01')
  })
}

/** Issues an invoice over an amount without tax, and answers its identifier and number. */
async function bill(shop: Shop, unitPrice: string): Promise<[string, string]> {
  const line = { quantity: '1', unitPrice, revenue: '4000', taxCode: 'GB-EX' }
  const head = { customer: 'ANN', currency: 'ISK', issuedOn: '2026-09-01', lines: [line] }
  const ids = await shop.write(salesInvoice, [head])
  const [issued] = await shop.act(salesInvoice, 'issue', ids)
  assert.ok(issued?.outcome === 'done', JSON.stringify(issued))
  return [issued.id, issued.number ?? '']
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const post = async (amount: string, worth: string, ...items: string[]): Promise<string[]> => {
    const settles = items.map((item) => ({ item }))
    const paid = { payer: 'ANN', receivedOn: '2026-11-22', bank: '1000', amount, worth, settles }
    const ids = await shop.write(receipt, [{ ...paid, ...money }], cashier)
    const answers = await shop.act(receipt, 'post', ids, cashier)
    return answers.flatMap((one) => (one.outcome === 'done' ? [one.number ?? ''] : told([one])))
  }

  test(here('what is paid, used and written off is counted in the ledger’s digits'), async () => {
    await furnished(shop)
    const [, first] = await bill(shop, '2000.55')
    assert.deepEqual(await openItemsIn(shop), [`${first} 2000.55 ISK worth 10.00`])
    assert.deepEqual(await post('0.555', '0.01', first), ['amount-form amount'])
    const [credit = ''] = await post('2100.75', '10.50', first)
    assert.deepEqual(await openItemsIn(shop), [`${credit} -100.20 ISK worth -0.50`])
    const [second, number] = await bill(shop, '1000.25')
    const uses = [{ receipt: credit, amount: '50.15' }]
    const use = { party: 'ANN', allocatedOn: '2026-11-22', uses, settles: [{ item: number }] }
    const used = await shop.write(allocation, [{ ...use, ...money }], cashier)
    assert.match(told(await shop.act(allocation, 'post', used, cashier)).join(), /^posted AL-/)
    assert.deepEqual(
      (await openItemsIn(shop)).map((line) => line.replace(/ worth.*/, '')),
      [`${number} 950.10 ISK`, `${credit} -50.05 ISK`],
    )
    const off = { quantity: '1', unitPrice: '950.10', taxCode: 'GB-OS', expense: '6500' }
    const adjustment = {
      customer: 'ANN',
      currency: 'ISK',
      invoice: second,
      adjustedOn: '2026-11-22',
      reason: 'Gone',
      relief: false,
      lines: [off],
    }
    const bad = await shop.write(badDebtAdjustment, [adjustment], controller)
    const written = await shop.act(badDebtAdjustment, 'adjust', bad, controller)
    assert.match(told(written).join(), /^adjusted BDA-/)
    assert.deepEqual((await openItemsIn(shop)).length, 1)
    await assertSound(shop)
  })

  test(here('journals by hand and letters count in them, too'), async () => {
    const journal = (amount: string) => ({
      postedOn: '2026-11-22',
      reason: 'Rent in Reykjavík',
      lines: [
        { account: '6010', debit: amount, currency: 'ISK', worth: '5.00' },
        { account: '1000', credit: amount, currency: 'ISK', worth: '5.00' },
      ],
    })
    const ids = await shop.write(manualJournal, [journal('1000.55'), journal('1.555')], cashier)
    const [posted, refused] = await shop.act(manualJournal, 'post', ids, chief)
    assert.equal(posted?.outcome, 'done')
    assert.ok(refused !== undefined)
    const tooMany = 'It has more digits than ISK has. Write it as the bank does.'
    assert.deepEqual(sentences([refused]), [tooMany, tooMany])
    const [, number] = await bill(shop, '700.07')
    const level = { level: 1, overdueFrom: 7, pause: 14, letter: 'Please pay.' }
    await shop.inBooks((books) => fill(books, dunningLevel, { L1: level }))
    const papers = await shop.inBooks(async (books) => {
      const asked = { receivables: '1100', feeIncome: null }
      const piece = { after: '', most: 10 }
      return (await dunningRun.due({ ...books, today: shopToday }, asked, piece)).papers
    })
    const items = [{ item: number, dueOn: '2026-10-01', daysOverdue: 52, amount: '700.07' }]
    assert.deepEqual(
      papers.map((paper) => paper['items']),
      [items],
    )
    const dear = papers.map((paper) => ({ ...paper, fee: '0.555', feeIncome: '4100' }))
    const charged = papers.map((paper) => ({ ...paper, fee: '500.00', feeIncome: '4100' }))
    const letters = await shop.write(dunningLetter, [...papers, ...dear, ...charged], controller)
    const [sent, fee, other] = told(await shop.act(dunningLetter, 'send', letters, controller))
    assert.match(sent ?? '', /^sent DL-/)
    assert.equal(fee, 'amount-form fee')
    // A fee in crowns stands in the books at what it is worth in pounds on the letter's day.
    assert.match(other ?? '', /^sent DL-/)
    const open = await openItemsIn(shop)
    assert.ok(open.includes(`${other?.slice(5)} 500.00 ISK worth 2.50`), open.join('\n'))
    await assertSound(shop)
  })
}
