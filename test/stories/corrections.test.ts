/** Corrections in the shop: invoices paid in part, credited twice at once, written off. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import type { Books } from '#kit/books.ts'
import { preview } from '#kit/preview.ts'
import { loadPapers } from '#kit/store.ts'
import { undo } from '#kit/undo.ts'
import type { Undone } from '#kit/undo.ts'
import { enter } from '#kit/write.ts'
import { assertSound, clerk, controller, fill, lead, openItemsIn, openShops, pay } from './shop.ts'
import { sentences, told } from './shop.ts'
import { taxCode } from '#departments/register/tax-code.ts'

const line = { quantity: '1', unitPrice: '100', revenue: '4000', taxCode: 'GB-S' }
const bill = { customer: 'ANN', issuedOn: '2026-11-22', lines: [line] }
const credit = { customer: 'ANN', issuedOn: '2026-11-22', reason: 'Agreed' }

const rulesOf = (undone: Undone): string[] =>
  undone.outcome === 'refused' ? undone.problems.map(({ rule }) => rule) : []

for (const { server, shop } of await openShops()) {
  after(async () => {
    await assertSound(shop)
    await shop.drop()
  })
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  /** An issued invoice: its identifier and its number. */
  const issue = async (values: object = bill): Promise<{ id: string; number: string }> => {
    const ids = await shop.write(salesInvoice, [values])
    const [done] = await shop.act(salesInvoice, 'issue', ids)
    assert.equal(done?.outcome, 'done', sentences(done === undefined ? [] : [done]).join(' '))
    return { id: ids.join(''), number: done.number ?? '' }
  }
  const creditOf = (invoice: string, unitPrice: string, more: object = {}) => ({
    ...credit,
    invoice,
    lines: [{ ...line, unitPrice, invoiceRow: 1, ...more }],
  })
  const creditIt = async (...notes: readonly object[]): Promise<string[]> => {
    const ids = await shop.write(creditNote, notes)
    return told(await shop.act(creditNote, 'issue', ids, lead))
  }
  const openOf = async (...numbers: readonly string[]): Promise<string[]> =>
    (await openItemsIn(shop)).filter((text) => numbers.some((number) => text.startsWith(number)))

  test(here('what is credited beyond what is open becomes the customer’s own item'), async () => {
    const { id, number } = await issue()
    await pay(shop, number, 9_000n)
    const [note = ''] = await creditIt(creditOf(id, '50'))
    const own = note.replace('issued ', '')
    assert.deepEqual(await openOf(number, own), [`${own} -30.00 GBP`])
    assert.match((await creditIt(creditOf(id, '50.01'))).join(), /^more-than-billed lines\[1\]$/)
    assert.match((await creditIt(creditOf(id, '50'))).join(), /^issued /)
  })

  test(here('an invoice that was paid in part, or credited, is not voided as it is'), async () => {
    const paid = await issue()
    await pay(shop, paid.number, 1n)
    const [refused] = await shop.act(salesInvoice, 'void', [paid.id], lead)
    assert.match(told(refused === undefined ? [] : [refused]).join(), /^credit-limit/)
    const credited = await issue()
    const [note = ''] = await shop.write(creditNote, [creditOf(credited.id, '10')])
    await shop.act(creditNote, 'issue', [note], lead)
    const stands = await shop.act(salesInvoice, 'void', [credited.id], lead)
    assert.match(sentences(stands).join(), /the credit note CN-\d+-\d+ stands on it/)
    const other = { ...lead, person: 'zoe' }
    assert.match(told(await shop.act(creditNote, 'void', [note], other)).join(), /^void CN/)
    assert.match(told(await shop.act(salesInvoice, 'void', [credited.id], lead)).join(), /^void/)
  })

  test(
    here('where the books refuse a later step of an undoing, no step of it is done'),
    async () => {
      const { id, number } = await issue()
      const [note = ''] = await shop.write(creditNote, [creditOf(id, '10')])
      await shop.act(creditNote, 'issue', [note], lead)
      // Money that no paper tells of: the books refuse that the invoice is voided, not the note.
      await pay(shop, number, 1n)
      const other = { ...lead, person: 'zoe' }
      const before = await openItemsIn(shop)
      const undoing = (books: Books) => undo(books, salesInvoice, [id], other)
      const shown = await shop.inBooks((books) => preview(books, undoing))
      const undone = await shop.inBooks(undoing)
      assert.deepEqual([shown.answer, undone].map(rulesOf), [['credit-limit'], ['credit-limit']])
      const [stands] = await shop.inBooks(({ query, organization, company }) =>
        loadPapers(query, creditNote, { organization, company }, [note]),
      )
      assert.equal(stands?.state, 'issued')
      assert.deepEqual(await openItemsIn(shop), before)
    },
  )

  test(here('two who credit the same row at once do not both get it'), async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await issue()
      const notes = await shop.write(creditNote, [creditOf(id, '60'), creditOf(id, '60')])
      const answers = await Promise.all(
        notes.map((note) => shop.act(creditNote, 'issue', [note], lead)),
      )
      const outcomes = answers.flat().map(({ outcome }) => outcome)
      assert.deepEqual(outcomes.toSorted(), ['done', 'refused'])
    }
  })

  test(here('of a set each note takes what those before it left'), async () => {
    const { id, number } = await issue()
    assert.deepEqual(
      (await creditIt(creditOf(id, '60'), creditOf(id, '60'), creditOf(id, '40'))).map((text) =>
        text.replace(/CN-.*/, 'CN'),
      ),
      ['issued CN', 'more-than-billed lines[1]', 'issued CN'],
    )
    assert.deepEqual(await openOf(number), [])
  })

  test(here('a credit note says what its invoice says'), async () => {
    const { id } = await issue()
    const euro = { ...creditOf(id, '1'), customer: 'HANS', currency: 'EUR' }
    assert.match((await creditIt(euro)).join(), /^invoice-other customer, invoice-other currency/)
    const earlier = { ...creditOf(id, '1'), issuedOn: '2026-11-21' }
    assert.deepEqual(await creditIt(earlier), ['before-invoice issuedOn'])
    assert.deepEqual(await creditIt(creditOf(id, '1', { taxCode: 'GB-EX' })), [
      'row-other lines[1].taxCode, tax-code-not-good lines[1].taxCode',
    ])
    assert.deepEqual(await creditIt(creditOf(id, '1', { item: 'mug', invoiceRow: 7 })), [
      'invoice-row-unknown lines[1].invoiceRow',
    ])
    const [draft = ''] = await shop.write(salesInvoice, [bill])
    assert.deepEqual(await creditIt(creditOf(draft, '1')), ['stands-on-other invoice'])
  })

  test(here('a foreign invoice is credited at its own rate, to the last penny'), async () => {
    const { id, number } = await issue({
      ...bill,
      customer: 'HANS',
      lines: [{ ...line, unitPrice: '99.99' }],
    })
    assert.deepEqual(await openOf(number), [`${number} 119.99 EUR worth 101.99`])
    const third = { ...creditOf(id, '33.33'), customer: 'HANS' }
    for (const left of ['79.99 EUR worth 67.99', '39.99 EUR worth 33.99']) {
      assert.match((await creditIt(third)).join(), /^issued /)
      assert.deepEqual(await openOf(number), [`${number} ${left}`])
    }
    assert.match((await creditIt(third)).join(), /^issued /)
    assert.deepEqual(await openOf(number), [])
  })

  test(here('a number that an open item has is not taken a second time'), async () => {
    const enterAs = (number: string) =>
      shop.inBooks((books) =>
        enter(books, salesInvoice, 'issue', [{ values: bill, actor: clerk, number }]),
      )
    assert.deepEqual(told(await enterAs('A 1')), ['issued A 1'])
    const note = { ...credit, lines: [line] }
    const [refused] = await shop.inBooks((books) =>
      enter(books, creditNote, 'issue', [{ values: note, actor: { ...lead }, number: 'A 1' }]),
    )
    assert.match(
      sentences(refused === undefined ? [] : [refused]).join(),
      /an open item A 1 already/,
    )
  })

  test(here('a debt is written off with relief, half a year after it fell due'), async () => {
    const old = { ...bill, issuedOn: '2026-02-01', dueOn: '2026-03-01' }
    const { id, number } = await issue({ ...old, lines: [{ ...line, taxCode: 'GB-SR' }] })
    const debt = (unitPrice: string, adjustedOn: string) => ({
      customer: 'ANN',
      invoice: id,
      reason: 'Insolvent',
      relief: true,
      adjustedOn,
      lines: [{ quantity: '1', unitPrice, taxCode: 'GB-OS', expense: '6500' }],
    })
    const ids = await shop.write(
      badDebtAdjustment,
      [debt('120', '2026-08-31'), debt('40', '2026-09-01'), debt('80', '2026-09-02')],
      controller,
    )
    assert.deepEqual(
      told(await shop.act(badDebtAdjustment, 'adjust', ids, controller)).map((text) =>
        text.replace(/BDA.*/, 'BDA'),
      ),
      ['relief-too-early relief', 'adjusted BDA', 'adjusted BDA'],
    )
    const papers = await shop.inBooks(({ query, organization, company }) =>
      loadPapers(query, badDebtAdjustment, { organization, company }, ids.slice(1)),
    )
    assert.deepEqual(
      papers.map(({ reliefs, reckoned }) => [
        reliefs.map(({ box, tax }) => `${box} ${tax.units}e-${tax.scale}`),
        reckoned.map(({ net }) => `${net.units}e-${net.scale}`),
      ]),
      [
        [['bad-debt relief 667e-2'], ['3333e-2']],
        [['bad-debt relief 1333e-2'], ['6667e-2']],
      ],
    )
    assert.deepEqual(await openOf(number), [])
  })

  test(here('a rate that changed since is not that of the invoice’s day'), async () => {
    const gb = { name: 'Dated', country: 'GB', treatment: 'standard', outputAccount: '2200' }
    const rate = (basisPoints: number, from: string): Promise<void> => {
      const row = { ...gb, inclusive: false, rounding: 'per document', basisPoints }
      return shop.inBooks((books) => fill(books, taxCode, { 'GB-D': row }, from))
    }
    await rate(1750, '2026-01-01')
    await rate(2000, '2026-07-01')
    const dated = { ...bill, lines: [{ ...line, taxCode: 'GB-D' }] }
    const before = await issue({ ...dated, issuedOn: '2026-06-30' })
    const since = await issue({ ...dated, issuedOn: '2026-07-01' })
    const supplied = await issue({ ...dated, issuedOn: '2026-07-01', suppliedOn: '2026-06-30' })
    assert.deepEqual(await openOf(before.number, since.number, supplied.number), [
      `${before.number} 117.50 GBP`,
      `${since.number} 120.00 GBP`,
      `${supplied.number} 117.50 GBP`,
    ])
    const [note = ''] = await creditIt(creditOf(before.id, '100', { taxCode: 'GB-D' }))
    assert.match(note, /^issued /)
    assert.deepEqual(await openOf(before.number), [])
  })
}
