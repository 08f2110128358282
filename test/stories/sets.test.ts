/** Papers in sets: 500 invoices at once with some refused; a preview is what is then posted. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { stockAdjustment } from '#departments/supply/stock-adjustment.ts'
import type { Document } from '#kit/document.ts'
import { perform } from '#kit/perform.ts'
import { preview } from '#kit/preview.ts'
import type { Actor } from '#kit/role.ts'
import type { LineProposal } from '#ledger/entry.ts'
import { readEntries } from '#server/entries.ts'
import { assertSound, clerk, controller, lead, openItemsIn, openShops, told } from './shop.ts'

const line = { item: 'mug', quantity: '3' }
const bill = { customer: 'ANN', issuedOn: '2026-11-22', lines: [line, line, line] }

/** What a line says in the books and in a proposal alike. */
function said({ account, currency, amount, base, quantity, subject, ...more }: LineProposal) {
  const { item, unit, dimensions, party, taxCode, taxBox, taxBase, text, sourceRow } = more
  return {
    account,
    currency,
    amount,
    base: base ?? amount,
    quantity: quantity ?? 0n,
    item,
    unit,
    dimensions,
    taxCode,
    taxBox,
    taxBase,
    text,
    sourceRow,
    unrounded: more.unrounded,
    party: party ?? subject?.party,
    paper: subject?.paper,
  }
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('of 500 invoices the good ones are issued, numbered without a gap'), async () => {
    const bad: ReadonlyMap<number, object> = new Map([
      [100, { suppliedOn: '2010-01-01' }],
      [200, { issuedOn: '2027-01-01', dueOn: '2027-01-01' }],
      [300, { currency: 'JPY', lines: [{ ...line, unitPrice: '300' }] }],
      [400, { lines: [{ ...line, quantity: '-1' }] }],
      [499, { dueOn: '2026-11-21' }],
    ])
    const set = Array.from({ length: 500 }, (_, at) => ({ ...bill, ...bad.get(at) }))
    const ids = await shop.write(salesInvoice, set)
    const answers = told(await shop.act(salesInvoice, 'issue', ids))
    assert.deepEqual(
      [...bad.keys()].map((at) => answers[at]),
      [
        [1, 2, 3].map((at) => `tax-code-not-good lines[${at}].taxCode`).join(', '),
        'period-missing issuedOn',
        'exchange-rate-missing currency',
        'total-below-zero lines',
        'need',
      ],
    )
    const done = answers.filter((text) => text.startsWith('issued'))
    assert.deepEqual(
      done,
      Array.from({ length: 495 }, (_, at) => `issued INV-2026-${String(at + 1).padStart(5, '0')}`),
    )
    assert.equal((await openItemsIn(shop)).length, 495)
    await assertSound(shop)
  })

  test(here('the preview of every kind of paper is what is then posted'), async () => {
    const [invoice = ''] = await shop.write(salesInvoice, [bill])
    const same = async (of: Document, verb: string, id: string, actor: Actor): Promise<void> => {
      const members = [{ id, actor }]
      const shown = await shop.inBooks((books) =>
        preview(books, (seen) => perform(seen, of, verb, members)),
      )
      const answers = await shop.act(of, verb, [id], actor)
      assert.deepEqual(told(shown.answer), told(answers), of.name)
      const entries = answers.flatMap((one) => (one.outcome === 'done' ? one.entries : []))
      const recorded = await shop.inBooks(({ query, organization }) =>
        readEntries(query, organization, entries),
      )
      assert.ok(recorded.length > 0, of.name)
      assert.deepEqual(
        shown.entries.map(({ lines }) => lines.map(said)),
        recorded.map(({ lines }) => lines.map(said)),
        of.name,
      )
    }
    await same(salesInvoice, 'issue', invoice, clerk)
    const credited = { customer: 'ANN', issuedOn: '2026-11-22', reason: 'Late', invoice }
    const [note = ''] = await shop.write(creditNote, [
      { ...credited, lines: [{ ...line, quantity: '1', invoiceRow: 2 }] },
    ])
    await same(creditNote, 'issue', note, lead)
    const [debt = ''] = await shop.write(
      badDebtAdjustment,
      [
        {
          customer: 'ANN',
          invoice,
          adjustedOn: '2026-11-22',
          reason: 'Lost',
          relief: false,
          lines: [{ quantity: '1', unitPrice: '5', taxCode: 'GB-OS', expense: '6500' }],
        },
      ],
      controller,
    )
    await same(badDebtAdjustment, 'adjust', debt, controller)
    const [count = ''] = await shop.write(stockAdjustment, [
      { adjustedOn: '2026-11-22', reason: 'Count', lines: [{ ...line, arrives: 'lost' }] },
    ])
    await same(stockAdjustment, 'adjust', count, lead)
    await same(stockAdjustment, 'void', count, { ...lead, person: 'zoe' })
    await assertSound(shop)
  })
}
