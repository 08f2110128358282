/** A shop whose every text is hostile, written in sets: for the looks at it in a browser. */
import assert from 'node:assert/strict'
import { creditNote } from '#departments/finance/credit-note.ts'
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { receipt } from '#departments/finance/receipt.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import type { TestApi, TestHuman } from '#test/http.ts'
import { someone } from '#test/kit-books.ts'
import { fill, lead } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'
import type { Office } from '#test/web/browser.ts'

/** What besides the texts that other programs know has broken pages. */
const pageTexts = [
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">click</a>',
  'data:text/html,<script>alert(1)</script>',
  '</td></tr></table></textarea></title></script><script>alert(1)</script>',
  `'-alert(1)-'`,
  '&lt;b&gt; &amp;amp; &#60;',
  '{name, select, other {x}} {0} %s %(name)s',
  '<b>bold</b> </b> <FormattedMessage id="x"/>',
  '**bold** [link](javascript:alert(1)) ![x](x)',
  '\u2066isolated\u2069 \u200fright \u202dforced\u202c',
  'a\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308'.repeat(12),
  'W'.repeat(200),
  '-1+1',
] as const

/** Every text that a field of 200 characters takes. */
export const hostileTexts: readonly string[] = [
  ...keptTexts.filter((text) => text.length <= 200),
  ...pageTexts,
]

/** Where each text is to be found. */
export interface HostileShop {
  readonly invoice: string
  readonly issued: string
  readonly creditNote: string
  readonly receipt: string
  readonly journal: string
}

/** Of all texts those that a shorter field takes. */
export function upTo(most: number): readonly string[] {
  return hostileTexts.filter((text) => text.length <= most)
}

/** Writes every text into every kind of paper and row, and what people say of them. */
export async function fillHostile(office: Office): Promise<HostileShop> {
  const { shop, api } = office
  await fillRows(shop)
  const written = await fillPapers(shop)
  const human = await api.human(shop.organization, undefined, ['owner', 'billing lead'])
  await speak(api, human, `/companies/store/sales-invoices/${written.invoice}`)
  await nameViews(api, human)
  await namePeople(api, human)
  return written
}

const line = { quantity: '1', unitPrice: '10', taxCode: 'GB-OS', revenue: '4000' }

/** A row of each register for each text; the first has them in every field. */
async function fillRows({ inBooks }: Shop): Promise<void> {
  const named = (more: object) =>
    Object.fromEntries(hostileTexts.map((name, at) => [`H${at}`, { name, ...more }]))
  const [first = ''] = upTo(20)
  const everywhere = { street: hostileTexts[6], postcode: first, town: upTo(100)[7] ?? '' }
  await inBooks(async (books) => {
    await fill(books, party, named({ ...everywhere, vatNumber: first }))
    await fill(books, item, named({ kind: 'service', unit: first, tradeNumber: upTo(40)[9] }))
  })
}

async function fillPapers(shop: Shop): Promise<HostileShop> {
  const lines = hostileTexts.map((description) => ({ ...line, description }))
  const bill = {
    customer: 'ANN',
    issuedOn: '2026-11-10',
    note: hostileTexts.join('\n').slice(0, 2000),
    lines,
  }
  const named = hostileTexts.map((reference) => ({ ...bill, lines: [line], reference }))
  const of = { ...bill, customer: 'H6', receivable: '1100', currency: 'GBP', dueOn: '2026-12-10' }
  const invoices = await shop.write(salesInvoice, [bill, of, ...named], lead)
  const [invoice = '', issued = ''] = invoices
  await done(shop.act(salesInvoice, 'issue', [issued], lead))
  const reason = hostileTexts.slice(0, 20).join('\n').slice(0, 1000)
  const note = { customer: 'H6', receivable: '1100', currency: 'GBP', issuedOn: '2026-11-20' }
  const clerk = someone('eve', 'bookkeeper', 'receipts clerk')
  const money = { payer: 'H6', receivedOn: '2026-11-20', bank: '1000', receivables: '1100' }
  const settles = hostileTexts.map((text) => ({ item: text, amount: '1' }))
  const [received = ''] = await shop.write(
    receipt,
    [
      {
        ...money,
        credit: '2120',
        currency: 'GBP',
        amount: '9',
        reference: hostileTexts[6],
        settles,
      },
    ],
    clerk,
  )
  const journals = await shop.write(
    manualJournal,
    hostileTexts.map((text) => journalOf(text)),
    clerk,
  )
  await done(shop.act(manualJournal, 'post', journals.slice(1), lead))
  return {
    invoice,
    issued,
    creditNote: (await shop.write(creditNote, [{ ...note, reason, lines }], lead))[0] ?? '',
    receipt: received,
    journal: journals[0] ?? '',
  }
}

function journalOf(reason: string) {
  const one = { account: '4000', currency: 'GBP', note: reason, department: upTo(100)[6] }
  const lines = [
    { ...one, debit: '1' },
    { ...one, credit: '1' },
  ]
  return { postedOn: '2026-11-12', reason, lines }
}

async function done(acts: Promise<readonly { readonly outcome: string }[]>): Promise<void> {
  const told = await acts
  assert.ok(
    told.every(({ outcome }) => outcome === 'done'),
    JSON.stringify(told),
  )
}

/** A comment and a file for each text. */
async function speak(api: TestApi, { session }: TestHuman, path: string): Promise<void> {
  const comments = hostileTexts.map((text) => ({ text, mentions: [] }))
  const said = await api.post(session, `${path}/comments`, { comments })
  assert.equal(said.status, 201, said.text)
  for (const name of fileNames) {
    const reply = await api.send(
      `/api/v1${path}/attachments?${new URLSearchParams({ name }).toString()}`,
      {
        method: 'POST',
        headers: {
          cookie: `backstay_session=${session}`,
          origin: api.address,
          'content-type': 'application/octet-stream',
        },
        body: '<script>alert(1)</script>',
      },
    )
    assert.equal(reply.status, 201, reply.text)
  }
}

/** Names that files may have; the server says itself what it makes of others. */
export const fileNames = [
  '<img src=x onerror=alert(1)>.html',
  '"><svg onload=alert(1)>.svg',
  'javascript:alert(1).txt',
  `${'W'.repeat(150)}.txt`,
] as const

async function nameViews(api: TestApi, { session }: TestHuman): Promise<void> {
  const views = viewNames.map((name) => ({
    list: 'sales-invoices',
    name,
    settings: { reference: name },
    forTeam: true,
    isDefault: false,
  }))
  const kept = await api.post(session, '/companies/store/views', { views })
  assert.equal(kept.status, 200, kept.text)
}

export const viewNames: readonly string[] = upTo(60).filter((name) => !/[\r\n\t]/.test(name))

async function namePeople(api: TestApi, { session }: TestHuman): Promise<void> {
  for (const [at, name] of personNames.entries()) {
    const invited = await api.post(session, '/persons', { name, email: `h${at}@example.com` })
    assert.equal(invited.status, 201, invited.text)
  }
}

export const personNames: readonly string[] = upTo(100)
  .filter((name) => /[<{"']/.test(name))
  .slice(0, 8)
