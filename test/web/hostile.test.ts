/** The hostile texts of faults.md in every text field, looked at wherever they are shown. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Habits, Office } from '#test/web/browser.ts'
import {
  fileNames,
  fillHostile,
  hostileTexts,
  personNames,
  viewNames,
} from '#test/web/hostile-office.ts'
import type { HostileShop } from '#test/web/hostile-office.ts'
import { fillIn, until } from '#test/web/keyboard.ts'

const skip = noBrowser
let office: Office
let shown: HostileShop

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  shown = await fillHostile(office)
})
after(() => office?.close())

const waiting = '<img src=x onerror=alert(2)>{{7*7}}'
const soldTo = { customer: 'H6', receivable: '1100', currency: 'GBP' }
const soldLine = { quantity: '1', unitPrice: '10', taxCode: 'GB-OS', revenue: '4000' }
const roles = ['owner', 'billing lead', 'accountant', 'bookkeeper', 'receipts clerk', 'tax officer']
/** High enough that a list draws all of its rows at once. */
const high: Habits = { roles, height: 3000 }

/** Opens a place, sees all texts there to the letter, and nothing that came of them. */
async function shows(
  place: string,
  texts: readonly string[],
  work: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const { page, faults, context } = await office.sit(place, high)
  await page.getByRole('navigation', { name: 'Desks' }).waitFor()
  await work(page)
  await seen(page, texts)
  await sound(page)
  await page.setViewportSize({ width: 375, height: 3000 })
  await sound(page)
  assert.deepEqual(faults, [], place)
  await context.close()
}

/** All that stands on a page, also in its inputs. */
const written = `(() => {
  const inputs = [...document.querySelectorAll('input, textarea')].map((one) => one.value)
  return [document.body.textContent, ...inputs].join('\\n').replaceAll(/\\r\\n?/g, '\\n')
})()`

async function seen(page: Page, texts: readonly string[]): Promise<void> {
  const missing = async (): Promise<string[]> => {
    const all = await page.evaluate<string>(written)
    return texts.filter((text) => !all.includes(text.replaceAll(/\r\n?/g, '\n')))
  }
  for (let count = 0; count < 100 && (await missing()).length > 0; count += 1) {
    await page.waitForTimeout(50)
  }
  assert.deepEqual(await missing(), [], page.url())
}

/** Nothing of a text became an element, an address or an attribute, and the page has its width. */
async function sound(page: Page): Promise<void> {
  const found = await page.evaluate<string[]>(`[...document.querySelectorAll(
    'body script:not([type=module]), [onerror], [onload], a[href^="javascript" i], img[src="x"], ' +
    'a[href^="data:text/html"], main b, main svg[onload]',
  )].map((one) => one.outerHTML)`)
  assert.deepEqual(found, [], page.url())
  const [all, width] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, innerWidth]',
  )
  assert.ok(all <= width, `${page.url()} is ${all} wide in ${width}`)
}

test('hostile texts stand in lists of papers and rows as they are', { skip }, async () => {
  await shows('sales-invoices?list.columns=reference,state,customer', hostileTexts)
  await shows('parties?list.columns=code,name,street,town,vatNumber', hostileTexts)
  await shows('items?list.columns=name,unit,tradeNumber', hostileTexts)
  await shows('manual-journals?list.columns=reason,state', hostileTexts)
})

test('hostile texts stand on papers as they are, also in what happened', { skip }, async () => {
  const files = [...fileNames]
  await shows(`sales-invoices/${shown.invoice}`, [...hostileTexts, ...files], async (page) => {
    const earlier = page.getByRole('button', { name: 'Earlier' })
    await page.locator('.timeline li').first().waitFor()
    while ((await earlier.count()) > 0) await earlier.click()
  })
  await shows(`sales-invoices/${shown.issued}`, hostileTexts)
  await shows(`credit-notes/${shown.creditNote}`, hostileTexts)
  await shows(`receipts/${shown.receipt}`, hostileTexts)
  const [first = ''] = hostileTexts
  await shows(`manual-journals/${shown.journal}`, [first])
  await shows('parties/H6', [hostileTexts[6] ?? ''])
})

test('hostile texts stand in reports and what explains them as they are', { skip }, async () => {
  const posted = hostileTexts.slice(1)
  const span = 'from=2026-11-01&until=2026-11-30'
  await shows(`reports/journal?${span}`, posted)
  await shows(`reports/account-ledger?account=4000&${span}`, posted)
  await shows('reports/party-statement?party=H6', [hostileTexts[6] ?? ''])
  await shows(`reports/sales-analysis?rows=customer&${span}`, ['H6'])
  const { page, faults, context } = await office.sit(`reports/journal?${span}`, high)
  await seen(page, posted)
  await page.emulateMedia({ media: 'print' })
  await seen(page, posted)
  await sound(page)
  assert.deepEqual(faults, [])
  await context.close()
})

test('hostile names of views, people and files stand as they are', { skip }, async () => {
  await shows('sales-invoices?state=issued', viewNames)
  await shows('settings/people', personNames)
})

test('hostile texts are found by the command bar and told as they are', { skip }, async () => {
  const { page, faults, context } = await office.sit('', high)
  await page.getByRole('navigation', { name: 'Desks' }).waitFor()
  await page.keyboard.press('Control+k')
  const input = page.getByRole('combobox', { name: 'Search or do something' })
  for (const text of hostileTexts.filter((one) => /[<({]/.test(one))) {
    await input.fill(text)
    assert.equal(await input.inputValue(), text)
    await sound(page)
  }
  await input.fill('onload')
  await page.getByRole('option', { name: '"><svg onload=alert(1)>' }).first().waitFor()
  await sound(page)
  assert.deepEqual(faults, [])
  await context.close()
})

test('hostile texts that wait in the inbox are told as they are', { skip }, async () => {
  const { api, shop } = office
  const owner = await api.human(shop.organization, undefined, ['owner', 'receipts clerk'])
  const bands = [{ roles: ['billing lead'], persons: 1 }]
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands }
  const set = await api.post(owner.session, '/approval-policies', plan)
  assert.equal(set.status, 200, set.text)
  const clerk = await api.human(shop.organization, undefined, ['billing clerk'])
  const at = '/companies/store/sales-invoices'
  const lines = hostileTexts.map((description) => ({ ...soldLine, description }))
  const days = { issuedOn: '2026-11-22', dueOn: '2026-12-22' }
  const bill = { ...soldTo, ...days, reference: waiting, note: waiting, lines }
  const wrote = await api.post(clerk.session, at, { papers: [bill] })
  assert.equal(wrote.status, 201, wrote.text)
  const [first] = wrote.json['papers'] as { id: string; version: number }[]
  const papers = [{ id: first?.id, version: first?.version }]
  const asked = await api.post(clerk.session, `${at}/approval-requests`, { papers, verb: 'issue' })
  assert.equal(asked.status, 200, asked.text)
  await shows('inbox', [waiting], async (page) => {
    await page.getByRole('button', { name: /^Issue sales invoice/ }).click()
  })
})

test('hostile texts typed by hand are kept, or refused beside their field', { skip }, async () => {
  const { page, faults, context } = await office.sit('sales-invoices/new', { roles })
  const note = page.getByLabel('Note')
  const reference = page.getByLabel('Reference')
  await fillIn(page, 'Customer', 'ANN')
  for (const text of [hostileTexts[6] ?? '', '{{7*7}} ${7*7}', 'javascript:alert(1)']) {
    await reference.fill('')
    await reference.focus()
    await page.keyboard.type(text)
    assert.equal(await reference.inputValue(), text)
  }
  // Ten thousand characters are more than it takes: they stay, and it says how many it takes.
  await note.fill('x'.repeat(10_000))
  await page.getByText('It has more than 2000 characters.').first().waitFor()
  assert.equal((await note.inputValue()).length, 10_000)
  await sound(page)
  // What no font shows is pasted, too, and refused in a sentence.
  await note.fill('a\u0007b')
  await page.getByText('It holds a character that cannot be shown').first().waitFor()
  await note.fill('a\u0000b')
  await page.getByText('It holds a NUL or half a surrogate pair.').first().waitFor()
  await note.fill(hostileTexts.join(' ').slice(0, 2000))
  await page.getByText('It holds a').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+s')
  await page.waitForURL(/sales-invoices\/[0-9a-f-]{36}/)
  await page.reload()
  await until(page, async () => (await reference.inputValue()) === 'javascript:alert(1)', 'kept')
  await sound(page)
  assert.deepEqual(
    faults.filter((fault) => !/4(00|22)/.test(fault)),
    [],
  )
  await context.close()
})

test('hostile reasons of roles are told as they are', { skip }, async () => {
  const { page, faults, context } = await office.sit('settings/roles', high)
  const [reason = ''] = hostileTexts.filter((one) => one.includes('<script>'))
  await page.getByRole('button', { name: 'Grant a role' }).click()
  await page.getByRole('combobox', { name: 'Person' }).fill(personNames[0] ?? '')
  await page.getByRole('option').first().click()
  await page.getByRole('combobox', { name: 'Role' }).fill('billing clerk')
  await page.getByRole('option', { name: 'billing clerk' }).click()
  await page.getByLabel('Reason').fill(reason)
  await page.getByRole('dialog').getByRole('button', { name: 'Grant a role' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await seen(page, [personNames[0] ?? ''])
  await sound(page)
  assert.deepEqual(faults, [])
  await context.close()
})

test(
  'hostile files are looked into as they are: their name, titles and cells',
  { skip },
  async () => {
    const { page, faults, context } = await office.sit('import?kind=parties', high)
    const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
    const titles = ['Code', 'Name', ...hostileTexts.slice(5, 9)]
    const rows = hostileTexts.map((text, at) =>
      [`I${at}`, text, ...titles.slice(2)].map(cell).join(),
    )
    const buffer = Buffer.from([titles.map(cell).join(), ...rows].join('\r\n'))
    const [name] = fileNames
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Check it' }).waitFor()
    await seen(page, [name, ...titles])
    await sound(page)
    await page.setViewportSize({ width: 375, height: 3000 })
    await sound(page)
    assert.deepEqual(faults, [])
    await context.close()
  },
)
