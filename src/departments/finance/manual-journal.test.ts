/** Tests of journals by hand: they balance, name one side a line, and say what money is worth. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal } from '#base/decimal.ts'
import type { Values } from '#kit/field.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { momentWith, pages } from '#test/papers.ts'

const today = Temporal.PlainDate.from('2026-11-22')

type Journal = Values<typeof manualJournal.fields>
type Line = Journal['lines'][number]

function line(account: string, debit: string, credit: string, rest: Partial<Line> = {}): Line {
  const amounts = { debit: parseDecimal(debit), credit: parseDecimal(credit), worth: null }
  const about = { party: null, openItem: null, department: null, note: null }
  return { account, currency: 'GBP', ...amounts, ...about, ...rest }
}

async function page(...lines: Line[]): Promise<string> {
  const head = { postedOn: today, documentDate: null, reason: 'Rent of November' }
  const taken = { booksIn: null, counted: [] }
  const moment = momentWith([], today)
  const [found = ''] = await pages(manualJournal, 'post', moment, [{ ...head, ...taken, lines }])
  return found
}

test('debits and credits become lines with their signs', async () => {
  assert.equal(
    await page(
      line('rent', '900.00', ''),
      line('input VAT', '180', ''),
      line('payables', '', '1080.00', { party: 'LANDLORD', openItem: 'L-11' }),
    ),
    `rent  900.00 GBP
input VAT  180.00 GBP
payables  -1080.00 GBP  open item L-11`,
  )
})

test('a line in another currency says what it is worth', async () => {
  const worth = parseDecimal('80.00')
  const dollars = { currency: 'USD', worth }
  assert.equal(
    await page(line('bank', '100.00', '', dollars), line('loan', '', '100.00', dollars)),
    `bank  100.00 USD (80.00 GBP)
loan  -100.00 USD (-80.00 GBP)`,
  )
  assert.equal(
    await page(
      line('bank', '1', '', { currency: 'USD' }),
      line('loan', '', '1', { currency: 'USD', worth: parseDecimal('-0.001') }),
    ),
    'Line 1 is in USD. Say what it is worth in GBP.\n' +
      'What line 2 is worth is no amount of GBP. Write it without a sign, and with no more ' +
      'digits than the currency has.',
  )
})

test('what does not balance or has two sides is told at once', async () => {
  assert.equal(
    await page(line('rent', '900', '1'), line('bank', '', '')),
    `Each line has either a debit or a credit, and it is above zero.
In each currency the debits are as much as the credits.`,
  )
  assert.equal(
    await page(line('rent', '-5', '')),
    `A journal has at least two lines.
Each line has either a debit or a credit, and it is above zero.`,
  )
  assert.equal(
    await page(line('bank', '1', ''), line('loan', '', '1', { currency: 'EUR' })),
    'In each currency the debits are as much as the credits.',
  )
})

test('an amount has no more digits than the books count of its currency', async () => {
  const tooMany = 'It has more digits than KWD has. Write it as the bank does.'
  const dinars = { currency: 'KWD', worth: parseDecimal('2.40') }
  assert.equal(
    await page(line('bank', '1.005', '', dinars), line('loan', '', '1.005', dinars)),
    `${tooMany}\n${tooMany}`,
  )
  assert.equal(
    await page(line('bank', '1.05', '', dinars), line('loan', '', '1.05', dinars)),
    `bank  1.05 KWD (2.40 GBP)
loan  -1.05 KWD (-2.40 GBP)`,
  )
})
