/** Any figure of a paper explained: in the API all of them, and in a browser as it is asked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { all } from '#departments/all.ts'
import { badDebtAdjustment } from '#departments/finance/bad-debt-adjustment.ts'
import { creditNote } from '#departments/finance/credit-note.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { addressName } from '#kit/spelling.ts'
import { someone } from '#test/kit-books.ts'
import { controller, lead, told } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'
import { sameFigure } from '#web/report/table.ts'

const skip = noBrowser
let office: Office
let session: string
/** The bill with prices that include their tax, and the note on the euros. */
let bill: string
let note: string

const sitting = sittingIn(() => office)
const cashier = someone('eve', 'receipts clerk')

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await halfYear(office.shop)
  ;({ bill, note } = await corrections(office.shop))
  session = (await office.api.human(office.shop.organization)).session
})
after(() => office?.close())

test(
  '9 explain: each derived figure of each paper is the sum of what is told',
  { skip },
  async () => {
    const counted = new Map<string, number>()
    for (const of of all.all) {
      if (of.noun !== 'document' || of.explains === null) continue
      const list = `/companies/store/${addressName(of.plural)}`
      const { json } = await office.api.get(session, list)
      const [first] = of.states
      for (const { id, state } of json['papers'] as { id: string; state: string }[]) {
        if (state === first) continue
        const paper = (await office.api.get(session, `${list}/${id}`)).json
        const asked = placesIn(paper, Object.keys(of.explains.figures))
        for (const { place, plain } of asked) {
          const reply = await office.api.get(
            session,
            `${list}/${id}/why?figure=${encodeURIComponent(place)}`,
          )
          assert.equal(reply.status, 200, `${of.name} ${place}: ${reply.text}`)
          const { figure, sum } = reply.json
          assert.ok(
            sameFigure(String(figure), String(sum)),
            `${of.name} ${place}: ${String(sum)} ≠ ${String(figure)}`,
          )
          if (plain !== null) assert.ok(sameFigure(String(figure), plain), `${of.name} ${place}`)
          counted.set(of.name, (counted.get(of.name) ?? 0) + 1)
        }
      }
    }
    for (const [name, least] of Object.entries({
      'sales invoice': 80,
      'credit note': 20,
      'bad-debt adjustment': 10,
      receipt: 3,
    })) {
      assert.ok((counted.get(name) ?? 0) >= least, `${name}: only ${counted.get(name)} were asked`)
    }
  },
)

test(
  '9 explain: what is no figure, a draft and what is not there are told as such',
  { skip },
  async () => {
    const path = '/companies/store/sales-invoices'
    const ask = (id: string, figure: string) =>
      office.api.get(session, `${path}/${id}/why?figure=${encodeURIComponent(figure)}`)
    const wrong = await ask(bill, 'customer')
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /tells how these figures came about/)
    assert.equal((await ask(bill, 'taxes[9].tax')).status, 400)
    assert.equal((await ask('018f0000-0000-7000-8000-000000000001', 'total')).status, 404)
    const drafts = (await office.api.get(session, `${path}?state=draft`)).json
    const [draft] = drafts['papers'] as { id: string }[]
    assert.equal((await ask(draft?.id ?? '', 'total')).status, 400)
  },
)

test(
  '9 explain: from the total of a bill to the tax of a line, its rate, its law, and the file',
  { skip },
  async () => {
    await sitting(`sales-invoices/${bill}`, async ({ page }) => {
      const figure = page.locator('.sums a.explained').filter({ hasText: '5.95' }).first()
      await figure.click()
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByText('The parts sum to the figure.').waitFor()
      assert.equal(await why.locator('[data-sum]').getAttribute('data-sum'), '5.95')
      await why.getByRole('link', { name: 'Tax', exact: true }).click()
      await why.getByRole('link', { name: 'Tax of the tax code' }).click()
      await why.getByText('Tax reckoned on').waitFor()
      await why.getByText('Finance (No. 2) Act 2010, section 3').waitFor()
      await why.getByText('per document').waitFor()
      await why.getByRole('link', { name: 'Line 1' }).click()
      await why.getByText('Amount with its tax × rate ÷ (100 % + rate) 1').waitFor()
      assert.deepEqual(await axeFaults(page), [])
      await page.reload()
      await why.getByText('The parts sum to the figure.').waitFor()
      await why.getByRole('link', { name: /INV-/ }).click()
      await why.getByText('Where it came from').waitFor()
      await why.getByRole('button', { name: 'Back' }).click()
      await why.getByText('The parts sum to the figure.').waitFor()
      await page.keyboard.press('Escape')
      await why.waitFor({ state: 'detached' })
      // The amount of a line, where it stands beside it.
      const lines = page.getByRole('grid', { name: 'Lines' })
      await lines.locator('a.explained').first().click()
      await why.getByText('Quantity × price less discount').waitFor()
      await why.getByText('0.5 %').waitFor()
    })
  },
)

test(
  '9 explain: in German, by the keyboard, in the rows of a note in euros',
  { skip },
  async () => {
    await sitting(
      `credit-notes/${note}`,
      async ({ page }) => {
        await page.locator('.taken summary').click()
        const cell = page
          .getByRole('grid', { name: 'Steuerbeträge' })
          .locator('td:has(a.explained)')
          .last()
        await cell.focus()
        await page.keyboard.press('Enter')
        const why = page.getByRole('complementary', { name: 'Warum?' })
        await why.getByText('Die Teile ergeben die Zahl.').waitFor()
        await why.getByText('Wechselkurs vom').waitFor()
        assert.deepEqual(await axeFaults(page), [])
      },
      { language: 'de-DE', look: 'dark' },
    )
  },
)

test(
  '9 explain: a box of the return tells its rule, and its filed figure the rounding',
  { skip },
  async () => {
    const span = 'from=2026-01-01&until=2026-12-31'
    await sitting(`reports/vat-return?${span}`, async ({ page }) => {
      await page
        .getByRole('row', { name: /Total value of sales/ })
        .locator('a.explained')
        .first()
        .click()
      const why = page.getByRole('complementary', { name: 'Why?' })
      await why.getByText('The lines sum to the figure.').waitFor()
      await why.getByText('VAT Notice 700/12, section 3.7').waitFor()
      await why.getByText('in whole units of the currency').waitFor()
      await why.getByText('as the form is filed').waitFor()
      await why.getByText('standard, reduced, zero, exempt, export, union supply').waitFor()
    })
  },
)

const line = { revenue: '4000', quantity: '1' }

/** A bill with the tax in its prices; notes on a bill in euros; a debt given up; money. */
async function corrections(shop: Shop): Promise<{ bill: string; note: string }> {
  const write = async (of: typeof salesInvoice, set: readonly object[]): Promise<string[]> => {
    const ids = await shop.write(of, set)
    assert.equal(
      (await shop.act(of, 'issue', ids)).every(({ outcome }) => outcome === 'done'),
      true,
    )
    return ids
  }
  const [inPrice = '', old = '', euros = ''] = await write(salesInvoice, [
    {
      customer: 'ANN',
      issuedOn: '2026-11-20',
      lines: [
        {
          ...line,
          description: 'Repair',
          unitPrice: '1.99',
          taxCode: 'GB-SI',
          quantity: '3',
          discount: '0.5',
        },
        { ...line, description: 'Nothing lost', unitPrice: '0.01', taxCode: 'GB-SI' },
      ],
    },
    {
      customer: 'ANN',
      issuedOn: '2026-02-01',
      dueOn: '2026-03-01',
      lines: [{ ...line, description: 'Old', unitPrice: '100.01', taxCode: 'GB-SR' }],
    },
    {
      customer: 'HANS',
      issuedOn: '2026-11-01',
      lines: [{ ...line, description: 'Sign', unitPrice: '99.99', taxCode: 'GB-S' }],
    },
  ])
  const first = await noteOn(shop, euros)
  await settlements(shop, old)
  return { bill: inPrice, note: first }
}

/** Two notes that take the whole of a bill in euros; answers the first. */
async function noteOn(shop: Shop, euros: string): Promise<string> {
  const back = { issuedOn: '2026-11-21', reason: 'Too much' }
  const notes = await shop.write(creditNote, [
    {
      ...back,
      customer: 'HANS',
      invoice: euros,
      lines: [{ ...line, description: 'Sign', unitPrice: '33.33', taxCode: 'GB-S', invoiceRow: 1 }],
    },
    {
      ...back,
      customer: 'HANS',
      invoice: euros,
      lines: [{ ...line, description: 'Sign', unitPrice: '66.66', taxCode: 'GB-S', invoiceRow: 1 }],
    },
  ])
  assert.deepEqual(told(await shop.act(creditNote, 'issue', notes, lead)).length, 2)
  return notes[0] ?? ''
}

/** A debt is given up in part, and money comes in for a bill. */
async function settlements(shop: Shop, old: string): Promise<void> {
  const debts = await shop.write(
    badDebtAdjustment,
    [
      {
        customer: 'ANN',
        invoice: old,
        reason: 'Insolvent',
        relief: true,
        adjustedOn: '2026-11-21',
        lines: [{ expense: '6500', quantity: '1', unitPrice: '50.55', taxCode: 'GB-OS' }],
      },
    ],
    controller,
  )
  assert.match(
    told(await shop.act(badDebtAdjustment, 'adjust', debts, controller)).join(),
    /^adjusted/,
  )
  const money = await shop.write(
    receipt,
    [
      {
        payer: 'ANN',
        receivedOn: '2026-11-22',
        bank: '1000',
        receivables: '1100',
        credit: '2120',
        amount: '100',
        settles: [{ item: 'INV-2026-00007' }],
      },
    ],
    cashier,
  )
  assert.match(told(await shop.act(receipt, 'post', money, cashier)).join(), /^posted/)
}

/** Where the figures of these paths stand on a paper, with what stands there. */
function placesIn(paper: Readonly<Record<string, unknown>>, paths: readonly string[]) {
  return paths.flatMap((path): { place: string; plain: string | null }[] => {
    const [name = '', inner] = path.split('.')
    const value = paper[name]
    if (path === 'open') return [{ place: path, plain: null }]
    if (inner === undefined) {
      return typeof value === 'string' ? [{ place: name, plain: value }] : []
    }
    if (!Array.isArray(value)) return []
    const rows: readonly Readonly<Record<string, unknown>>[] = value
    return rows.flatMap((row, at): { place: string; plain: string | null }[] => {
      const place = `${name}[${at + 1}].${inner}`
      const plain = row[inner]
      if (typeof plain === 'string') return [{ place, plain }]
      return path === 'reckoned.tax' ? [{ place, plain: null }] : []
    })
  })
}
