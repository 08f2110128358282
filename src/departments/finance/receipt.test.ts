/** Tests of receipts: what they settle, what is left, what currencies gain and lose. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import type { Values } from '#kit/field.ts'
import type { OpenItem } from '#kit/lookup.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { momentWith, pages } from '#test/papers.ts'

const today = Temporal.PlainDate.from('2026-11-22')

function decimal(text: string): Decimal {
  const found = parseDecimal(text)
  assert.ok(found !== null)
  return found
}

function open(paper: string, amount: bigint, rest: Partial<OpenItem> = {}): OpenItem {
  const base = rest.base ?? amount
  return {
    account: 'receivables',
    kind: 'open item',
    paper,
    row: 0,
    party: 'ACME',
    currency: 'GBP',
    amount,
    base,
    openedOn: today,
    dueOn: today,
    ...rest,
  }
}

type Receipt = Values<typeof receipt.fields>

function received(amount: string, settles: Receipt['settles'], rest: Partial<Receipt> = {}) {
  const plain: Receipt = {
    payer: 'ACME',
    receivedOn: today,
    bank: 'bank',
    receivables: 'receivables',
    credit: 'customer credit',
    differences: null,
    currency: 'GBP',
    amount: decimal(amount),
    worth: null,
    reference: null,
    settles,
    booksIn: null,
    digits: null,
    ownDigits: null,
    pieces: [],
    rest: null,
  }
  return { ...plain, ...rest }
}

const all = (...items: string[]) => items.map((item) => ({ item, amount: null }))

async function page(of: Receipt, ...items: OpenItem[]): Promise<string> {
  const [found = ''] = await pages(receipt, 'post', momentWith(items, today), [of])
  return found
}

test('a receipt settles across many, the last in part', async () => {
  assert.equal(
    await page(received('200.00', all('7', '8')), open('7', 15_000n), open('8', 8_000n)),
    `bank  200.00 GBP
receivables  -150.00 GBP  open item 7
receivables  -50.00 GBP  open item 8`,
  )
})

test('what is left over is the payer’s credit', async () => {
  assert.equal(
    await page(received('200.01', all('7')), open('7', 20_000n)),
    `bank  200.01 GBP
receivables  -200.00 GBP  open item 7
customer credit  -0.01 GBP  customer credit N-1`,
  )
})

test('a credit note is set off against what is owed', async () => {
  assert.equal(
    await page(received('70.00', all('C1', '7')), open('7', 10_000n), open('C1', -3_000n)),
    `bank  70.00 GBP
receivables  30.00 GBP  open item C1
receivables  -100.00 GBP  open item 7`,
  )
})

test('no more is settled than is open, than came in, and than the payer owes', async () => {
  const settles = [
    { item: '7', amount: decimal('30.00') },
    { item: '8', amount: null },
    { item: '9', amount: null },
    { item: '10', amount: decimal('0.001') },
  ]
  assert.equal(
    await page(
      received('10.00', settles),
      open('7', 2_000n),
      open('8', 500n, { party: 'OTHER' }),
      open('10', 500n),
    ),
    `Of 7, 20.00 GBP are open. Settle no more than that.
8 is not owed by ACME. Choose what this payer owes, or write a receipt of the other party.
Nothing of 9 is open in GBP. Take it out, or choose what is open.
It has more digits than GBP has. Write it as the bank does.`,
  )
  const more = [{ item: '7', amount: decimal('20.00') }]
  assert.equal(
    await page(received('10.00', more), open('7', 2_000n)),
    'Only 10.00 GBP are left to settle 7. Settle less of it, or less of the others.',
  )
})

test('each of a set finds what those before it left', async () => {
  const items = [open('7', 10_000n)]
  const set = [received('60.00', all('7')), received('60.00', all('7')), received('1', all('7'))]
  const [, second, third] = await pages(receipt, 'post', momentWith(items, today), set)
  assert.equal(
    second,
    `bank  60.00 GBP
receivables  -40.00 GBP  open item 7
customer credit  -20.00 GBP  customer credit N-2`,
  )
  assert.equal(third, 'Nothing of 7 is open in GBP. Take it out, or choose what is open.')
})

// Business Central's worked example of exchange: 1,000 at 1.123, paid when they are worth 1.120.
test('a debt in another currency is closed with what it is worth less', async () => {
  const foreign = { currency: 'USD', base: 112_300n }
  const of = received('1000.00', all('7'), { currency: 'USD', worth: decimal('1120.00') })
  assert.match(await page(of, open('7', 100_000n, foreign)), /Name the account for gains and/)
  assert.equal(
    await page({ ...of, differences: 'exchange loss' }, open('7', 100_000n, foreign)),
    `bank  1000.00 USD (1120.00 GBP)
receivables  -1000.00 USD (-1123.00 GBP)  open item 7
exchange loss  0.00 USD (3.00 GBP)`,
  )
  const without = await page({ ...of, worth: null }, open('7', 100_000n, foreign))
  assert.equal(without, 'The receipt is in USD. Say what it is worth in GBP, exactly.')
})

test('paid in parts, a debt in another currency leaves nothing of its worth behind', async () => {
  const foreign = { currency: 'USD', base: 10_000n }
  const third = (amount: string) =>
    received(amount, all('7'), {
      currency: 'USD',
      worth: decimal('33.33'),
      differences: 'exchange loss',
    })
  const set = [third('1.00'), third('1.00'), third('1.00')]
  const moment = momentWith([open('7', 300n, foreign)], today)
  const found = await pages(receipt, 'post', moment, set)
  assert.deepEqual(
    found.map((text) => /receivables.*\((.*)\)/.exec(text)?.[1]),
    ['-33.33 GBP', '-33.34 GBP', '-33.33 GBP'],
  )
})

test('a receipt comes to something, and names each item once', async () => {
  assert.equal(
    await page(received('0', all('7', '7'))),
    'The amount is above zero.\nEach open item is named once.',
  )
})
