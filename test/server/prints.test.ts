/** A company sets how its papers look: what went out keeps its look, and 500 are one file. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { dunningLetter } from '#departments/finance/dunning-letter.ts'
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { party } from '#departments/register/party.ts'
import { changeRows } from '#kit/registers.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { printJob } from '#server/transfer/print-job.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import { testApi } from '#test/http.ts'
import type { Reply, TestApi } from '#test/http.ts'
import { lookAtPdf } from '#test/pdf.ts'
import { jpegOf, pngOf } from '#test/pictures.ts'
import { clerk, controller, fill, openShops, shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const root = '/companies/store'
const template = { code: 'sales invoice' }
const line = { item: 'mug', quantity: '1', unitPrice: '100', revenue: '4000', taxCode: 'GB-S' }
const bill = { customer: 'ANN', issuedOn: '2026-11-10', lines: [line] }

/** A shop that is asked over HTTP, by somebody who may do everything. */
interface House {
  readonly shop: Shop
  readonly api: TestApi
  readonly key: string
}

async function issued({ shop }: House, ...set: readonly object[]): Promise<string[]> {
  const ids = await shop.write(salesInvoice, set)
  const done = await shop.act(salesInvoice, 'issue', ids)
  assert.ok(
    done.every(({ outcome }) => outcome === 'done'),
    JSON.stringify(done),
  )
  return ids
}

async function printedText({ api, key }: House, address: string): Promise<string> {
  const reply = await fetch(`${api.address}/api/v1${root}${address}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const bytes = new Uint8Array(await reply.arrayBuffer())
  assert.equal(reply.status, 200, Buffer.from(bytes).toString('utf8'))
  return lookAtPdf(bytes)
    .pages.join('\f')
    .replaceAll(/[^\S\f]+/g, ' ')
}

async function kept({ api, key }: House, row: object, isNew = false): Promise<void> {
  const path = `${root}/print-templates${isNew ? '' : '/changes'}`
  const reply = await api.post(key, path, { rows: [{ ...template, ...row }] })
  assert.ok(reply.status < 300 && !reply.text.includes('refused'), reply.text)
}

function rulesIn({ text }: Reply): string[] {
  return [...text.matchAll(/"rule":"([a-z-]+)","field":"([^"]*)"/g)].map(
    ([, rule, field]) => `${rule} ${field}`,
  )
}

for (const { server, shop } of await openShops()) {
  const api = await testApi(shop.database, {
    now: () => shopToday.toZonedDateTime('UTC').toInstant(),
  })
  const runner = startRunner({
    services: api.services,
    kinds: [printJob],
    server: 'test',
    interval: 20,
  })
  const house: House = { shop, api, key: await api.key(shop.organization) }
  after(async () => {
    await runner.stop()
    await api.close()
    await shop.drop()
  })
  const here = (what: string): string => `16 print: ${what} on PostgreSQL ${server.version}`

  test(here('what went out keeps the template of its moment'), () => keepsItsLook(house))
  test(here('holes and fields that are none are refused, and text is text'), () => refuses(house))
  test(here('a logo is a picture by its bytes that hangs on the template'), () => logos(house))
  test(here('a template is seen before it is kept'), () => previews(house))
  test(here('a letter has the address that was good on its day'), () => addresses(house))
  test(here('many papers are one file, for who asked'), () => many(house))
}

async function keepsItsLook(house: House): Promise<void> {
  const { api, key } = house
  const own = { belongsTo: 'sales invoice', label: 'Colour', holds: 'text' }
  await api.post(key, '/own-fields', { rows: [{ code: 'colour', ...own }] })
  const blue = { ...bill, extra: { colour: 'deep blue' } }
  const [before = ''] = await issued(house, blue)
  const first = {
    letterhead: 'First Ltd\n1 High Street',
    aboveEnglish: 'For {number} in {extra.colour}:',
  }
  await kept(house, { ...first, facts: 'dueOn, extra.colour' }, true)
  const [between = ''] = await issued(house, blue)
  const columns = 'lines.item, reckoned.priced, lines.quantity'
  await kept(house, {
    version: 1,
    letterhead: 'Second Ltd',
    tableColumns: columns,
    paperSize: 'Letter',
  })
  const [then = ''] = await issued(house, blue)
  const [draft = ''] = await house.shop.write(salesInvoice, [blue])

  const print = async (id: string) => await printedText(house, `/sales-invoices/${id}/print`)
  const plain = await print(before)
  assert.match(plain, /^The shop .*Issued on/)
  assert.doesNotMatch(plain, /First|Second|deep blue/)
  const early = await print(between)
  assert.match(early, /^First Ltd 1 High Street .*Due on .*Colour deep blue/)
  assert.match(early, /For INV-2026-00002 in deep blue:/)
  assert.doesNotMatch(early, /Issued on|Second/)
  const late = await print(then)
  assert.match(late, /^Second Ltd .*For INV-2026-00003 in deep blue: .*Item Amount Quantity/)
  assert.doesNotMatch(late, /Unit price/)
  assert.match(await print(draft), /^Second Ltd .*\(draft\)/)
  // Printed together, each still looks as it went out.
  const all = await printedText(house, '/exports/sales-invoices?as=pdf&sort=number')
  assert.deepEqual(
    all.split('\f').map((page) => page.split(' ')[0]),
    ['The', 'First', 'Second', 'Second'],
  )
}

async function refuses(house: House): Promise<void> {
  const { api, key } = house
  const path = `${root}/print-templates`
  const refused = async (row: object): Promise<string[]> =>
    rulesIn(await api.post(key, path, { rows: [row] }))
  const code = 'credit note'
  assert.deepEqual(await refused({ code: 'receipt' }), ['print-kind rows[1].code'])
  assert.deepEqual(await refused({ code, belowEnglish: 'Pay {everything}' }), [
    'print-hole rows[1].belowEnglish',
  ])
  assert.deepEqual(await refused({ code, facts: 'extra.colour', tableColumns: 'number' }), [
    'print-field rows[1].facts',
    'print-field rows[1].tableColumns',
  ])
  // A text's paragraphs are told apart by empty lines; the rest stands there as it is.
  const hostile = keptTexts.filter((text) => /^[ -~]{1,80}$/.test(text)).join('\n\n')
  await kept(house, { version: 2, belowEnglish: hostile, aboveEnglish: null })
  const [id = ''] = await issued(house, bill)
  const text = await printedText(house, `/sales-invoices/${id}/print`)
  for (const one of hostile.split('\n\n'))
    assert.ok(bare(text).includes(bare(one)), `${one} in ${text}`)
}

/** Without blanks: a line is broken where it has room. */
function bare(text: string): string {
  return text.replaceAll(/\s/g, '')
}

async function attached({ api, key }: House, bytes: Uint8Array): Promise<string> {
  const address = `${root}/print-templates/sales%20invoice/attachments`
  const sent = await api.send(`/api/v1${address}?name=logo.png`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  assert.equal(sent.status, 201, sent.text)
  const { text } = await api.get(key, address)
  return /.*"hash":"([0-9a-f]{64})"/.exec(text)?.[1] ?? ''
}

async function logos(house: House): Promise<void> {
  const { api, key } = house
  const change = async (logo: string): Promise<string[]> =>
    rulesIn(
      await api.post(key, `${root}/print-templates/changes`, {
        rows: [{ ...template, version: 3, logo }],
      }),
    )
  assert.deepEqual(await change('f'.repeat(64)), ['logo-unknown rows[1].logo'])
  const script = new TextEncoder().encode('<svg onload="alert(1)"/>')
  assert.deepEqual(await change(await attached(house, script)), ['logo-form rows[1].logo'])
  assert.deepEqual(await change(await attached(house, jpegOf(3_100, 10))), [
    'logo-points rows[1].logo',
  ])
  assert.deepEqual(await change(await attached(house, pngOf(120, 40))), [])
  const reply = await fetch(`${api.address}/api/v1${root}/exports/sales-invoices?as=pdf`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const file = Buffer.from(await reply.arrayBuffer()).toString('latin1')
  assert.equal(reply.status, 200)
  assert.match(file, /\/Subtype \/Image/)
}

async function previews(house: House): Promise<void> {
  const { api, key } = house
  const ask = async (kind: string, wished: object, language = 'en') =>
    await api.post(key, `${root}/print-previews`, {
      kind,
      printLanguage: language,
      template: wished,
    })
  const seen = await ask(
    'sales invoice',
    {
      letterhead: '<b>Third</b> Ltd',
      aboveGerman: 'Zu {number}, {nothing}:',
      facts: 'extra.colour, dueOn',
    },
    'de',
  )
  assert.equal(seen.status, 200, seen.text)
  assert.match(seen.text, /"from":\["<b>Third<\/b> Ltd"\]/)
  assert.match(seen.text, /"above":\["Zu INV-2026-00004, :"\]/)
  assert.match(seen.text, /"rule":"print-hole","field":"aboveGerman"/)
  assert.match(seen.text, /"path":"extra\.colour","label":"Colour","isUsual":false/)
  assert.match(seen.text, /"isExample":false/)
  const example = await ask('credit note', {})
  assert.match(example.text, /"heading":"Credit note CN-2026-00001"/)
  assert.match(example.text, /"isExample":true/)
  assert.equal((await ask('receipt', {})).status, 422)
}

async function addresses(house: House): Promise<void> {
  const { shop } = house
  const mild = { level: 1, overdueFrom: 7, pause: 10, letter: 'Please pay.' }
  const address = { street: '2 Low Street', postcode: 'LS2', town: 'Leeds' }
  const renamed = async (version: number, name: string): Promise<void> => {
    const row = { code: 'ANN', version, values: { name, ...address }, actor: clerk }
    const [done] = await shop.inBooks((books) => changeRows(books, party, [row]))
    assert.ok(done?.ok === true)
  }
  await renamed(1, 'Ann Ltd')
  await shop.inBooks((books) => fill(books, dunningLevel, { mild }))
  const letter = {
    party: 'ANN',
    sentOn: '2026-11-20',
    dunningLevel: 'mild',
    level: 1,
    receivables: '1100',
    currency: 'GBP',
    letter: 'Please pay.',
    items: [{ item: 'INV-1', dueOn: '2026-11-01', daysOverdue: 19, amount: '120' }],
  }
  const ids = await shop.write(dunningLetter, [letter], controller)
  const [id = ''] = ids
  assert.match(await printedText(house, `/dunning-letters/${id}/print`), /The shop ANN /)
  await shop.act(dunningLetter, 'send', ids, controller)
  await renamed(2, 'Bob Ltd')
  const sent = await printedText(house, `/dunning-letters/${id}/print`)
  assert.match(sent, /The shop Ann Ltd 2 Low Street LS2 Leeds GB /)
  assert.match(sent, /Please pay\./)
}

async function many(house: House): Promise<void> {
  const { api, key, shop } = house
  const papers = await issued(house, ...Array.from({ length: 120 }, () => bill))
  const asked = await api.post(key, `${root}/prints`, { kind: 'sales invoice', papers })
  assert.equal(asked.status, 202, asked.text)
  const print = `${root}/prints/${asked.json.id}`
  const seen: string[] = []
  for (let state = ''; state !== 'done';) {
    await pause(20)
    const { json } = await api.get(key, print)
    state = String(json['state'])
    assert.ok(['waiting', 'running', 'done'].includes(state), JSON.stringify(json))
    const far = `${String(json['done'])}/${String(json['total'])}`
    if (seen.at(-1) !== far) seen.push(far)
  }
  assert.ok(seen.includes('120/120'), seen.join(' '))
  const text = await printedText(house, `/prints/${asked.json.id}/file`)
  assert.equal(text.split('\f').length, 120)
  assert.equal(new Set(text.match(/INV-2026-\d{5}/g)).size, 120)
  // Nothing of the way is kept, and nobody else has the file.
  const left = await shop.inBooks(({ query }) =>
    query<{ part: string }>({ text: 'select distinct part from job.file' }),
  )
  assert.deepEqual(left, [{ part: 'file' }])
  const other = await api.key(shop.organization)
  for (const path of [print, `${print}/file`]) {
    assert.equal((await api.get(other, path)).status, 404)
  }
  assert.equal((await api.post(other, `${print}/cancellation`, {})).status, 404)
  assert.equal((await api.post(key, `${print}/cancellation`, {})).status, 409)
  const strange = { kind: 'sales invoice', papers: [...papers.slice(1), asked.json.id] }
  assert.deepEqual(rulesIn(await api.post(key, `${root}/prints`, strange)), ['print-unseen papers'])
}
