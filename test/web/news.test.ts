/** News in a real browser: read, marked, opened at the comment, the same on every device. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { everywhere } from '#kit/role.ts'
import type { TestHuman } from '#test/http.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'
import { sessionCookie } from '#server/http/cookie.ts'

const skip = noBrowser
const invoices = '/companies/store/sales-invoices'
let office: Office
let ben: TestHuman

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  ben = await hire('Ben Clerk', ['billing clerk'])
})
after(() => office?.close())

async function hire(name: string, roles: readonly string[], own = false): Promise<TestHuman> {
  const { api, shop } = office
  const human = await api.human(shop.organization, undefined, roles, { ...everywhere, own })
  await shop.database.transaction(shop.organization, (query) =>
    query({
      text: 'update access.person set name = $3 where organization = $1 and id = $2',
      values: [shop.organization, human.person, name],
    }),
  )
  return human
}

/** A draft of somebody's own. */
async function draft({ session }: TestHuman): Promise<string> {
  const line = { item: 'mug', quantity: '1', unitPrice: '2.15', taxCode: 'GB-S', revenue: '4000' }
  const paper = {
    customer: 'ANN',
    receivable: '1100',
    issuedOn: '2026-11-22',
    dueOn: '2026-12-22',
    currency: 'GBP',
    lines: [{ ...line, leaves: 'suppliers', arrives: 'customers' }],
  }
  const wrote = await office.api.post(session, invoices, { papers: [paper] })
  assert.equal(wrote.status, 201, wrote.text)
  return (wrote.json['papers'] as { id: string }[])[0]?.id ?? ''
}

async function say(paper: string, text: string, named: readonly TestHuman[] = []): Promise<void> {
  const comments = [{ text, mentions: named.map(({ person }) => person) }]
  const said = await office.api.post(ben.session, `${invoices}/${paper}/comments`, { comments })
  assert.equal(said.status, 201, said.text)
}

/** Another device of the same person. */
async function another({ human }: Seat, place: string, habits: Habits = {}): Promise<Seat> {
  const seat = await office.sit('account', habits)
  await seat.page.waitForLoadState('networkidle')
  const { address } = office.api
  await seat.context.addCookies([{ name: sessionCookie, value: human.session, url: address }])
  await seat.page.goto(`${address}/c/store/${place}`)
  return { ...seat, human }
}

function rowsOf(page: Page) {
  return page.locator('.news-row')
}

test('12 comments: who is named finds it in the inbox and arrives at it', { skip }, async () => {
  const seat = await office.sit('inbox?tab=news', { roles: ['billing lead'] })
  const { page, faults, context, human } = seat
  await page.getByRole('heading', { name: 'Nothing is new for you' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  const [paper, other] = [await draft(human), await draft(ben)]
  await say(paper, 'Is this the price of last year?')
  await say(other, 'Please look, @Ann Example', [human])
  await say(paper, 'I mean the mugs')
  await page.reload()
  await rowsOf(page).first().waitFor()
  // By papers, the paper with the newest first.
  assert.deepEqual(await page.locator('.news-row .said').allInnerTexts(), [
    'I mean the mugs',
    'Is this the price of last year?',
    'Please look, @Ann Example',
  ])
  const rail = page.getByRole('navigation', { name: 'Desks' })
  await rail.getByTitle('3 unread').waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await rowsOf(page).first().focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`/sales-invoices/${other}\\?happened=`))
  await page.locator('.timeline li:focus', { hasText: 'Please look' }).waitFor()
  await rail.getByTitle('2 unread').waitFor()
  await page.goBack()
  await rowsOf(page).first().focus()
  await page.keyboard.press('u')
  await rail.getByTitle('1 unread').waitFor()
  await page.keyboard.press('u')
  await rail.getByTitle('2 unread').waitFor()
  await page.keyboard.press('Shift+A')
  await rail.getByTitle(/unread/).waitFor({ state: 'detached' })
  assert.equal(await page.locator('[data-unread=true]').count(), 0)
  assert.deepEqual(faults, [])
  await context.close()
})

test('12 comments: what is read here is read on another device', { skip }, async () => {
  const seat = await office.sit('inbox?tab=news', { roles: ['billing lead'] })
  const paper = await draft(seat.human)
  await say(paper, 'One')
  await say(paper, 'Two')
  const phone = await another(seat, 'inbox?tab=news', { width: 375, height: 700, touch: true })
  await phone.page.locator('[data-unread=true]').nth(1).waitFor()
  assert.deepEqual(await axeFaults(phone.page), [])
  assert.ok((await phone.page.evaluate<number>('document.documentElement.scrollWidth')) <= 375)
  const box = await rowsOf(phone.page).first().boundingBox()
  assert.ok(box !== null && box.height >= 44)
  await rowsOf(phone.page).first().tap()
  await phone.page.waitForURL(/happened=/)
  await phone.page.locator('.timeline li', { hasText: 'Two' }).waitFor()
  await seat.page.reload()
  await rowsOf(seat.page).first().waitFor()
  assert.equal(await seat.page.locator('[data-unread=true]').count(), 1)
  await seat.page.getByRole('button', { name: 'All read' }).click()
  await seat.page.locator('[data-unread=true]').waitFor({ state: 'detached' })
  await seat.page.waitForLoadState('networkidle')
  await phone.page.goto(`${office.api.address}/c/store/inbox?tab=news`)
  await rowsOf(phone.page).first().waitFor()
  assert.equal(await phone.page.locator('[data-unread=true]').count(), 0)
  assert.deepEqual([...seat.faults, ...phone.faults], [])
  await phone.context.close()
  await seat.context.close()
})

test(
  '12 comments: a mention is written by its first letters, and grants nothing',
  { skip },
  async () => {
    const { api } = office
    const dan = await hire('Dan Narrow', ['staff'], true)
    // A clerk, who sees neither the list of persons nor what they hold, names people all the same.
    const seat = await office.sit('', { roles: ['billing clerk'] })
    const paper = await draft(seat.human)
    await seat.page.goto(`${api.address}/c/store/sales-invoices/${paper}`)
    const field = seat.page.getByRole('textbox', { name: 'Comment' })
    await field.fill('The margin is 73913, @Dan')
    await seat.page.getByRole('button', { name: '@Dan Narrow' }).waitFor()
    await field.press('Tab')
    await seat.page.getByRole('button', { name: 'Comment', exact: true }).click()
    await seat.page.locator('.timeline .said', { hasText: '73913' }).waitFor()
    await seat.page.getByRole('button', { name: 'Following' }).waitFor()
    assert.deepEqual(seat.faults, [])
    const other = await another({ ...seat, human: dan }, 'inbox?tab=news')
    await other.page.getByRole('heading', { name: 'Something that you may not read' }).waitFor()
    const text = await other.page.locator('#content').innerText()
    assert.match(text, /named you/)
    assert.doesNotMatch(text, /73913|nvoice/)
    await rowsOf(other.page).first().click()
    await other.page.locator('[data-unread=true]').waitFor({ state: 'detached' })
    assert.match(other.page.url(), /inbox\?tab=news$/)
    await other.context.close()
    await seat.context.close()
  },
)

test('12 comments: each kind of news is chosen or left by mail', { skip }, async () => {
  const seat = await office.sit('account', { roles: ['billing clerk'] })
  const { page, context, faults } = seat
  const comments = page.getByLabel('Comments on what I wrote, commented on or follow')
  await comments.waitFor()
  assert.equal(await comments.inputValue(), 'daily')
  await comments.selectOption('never')
  assert.deepEqual(await axeFaults(page), [])
  await page.waitForLoadState('networkidle')
  await page.reload()
  await comments.waitFor()
  assert.equal(await comments.inputValue(), 'never')
  assert.deepEqual(faults, [])
  await context.close()
})

test('24 reach: a language chosen on one device is there on the next', { skip }, async () => {
  const seat = await office.sit('account', { roles: ['billing clerk'] })
  await seat.page.getByText('Deutsch', { exact: true }).click()
  await seat.page.getByRole('heading', { name: 'Neues per Mail' }).waitFor()
  await seat.page.waitForLoadState('networkidle')
  const next = await another(seat, 'account')
  await next.page.getByRole('heading', { name: 'Neues per Mail' }).waitFor()
  assert.deepEqual([...seat.faults, ...next.faults], [])
  await next.context.close()
  await seat.context.close()
})

test(
  '12 tasks: given on a paper, found in the inbox and on my desk, and done',
  { skip },
  async () => {
    const { api } = office
    await hire('Eve Narrow', ['staff'], true)
    const seat = await office.sit('', { roles: ['billing lead'] })
    const { page, human, faults } = seat
    const paper = await draft(human)
    await page.goto(`${api.address}/c/store/sales-invoices/${paper}`)
    await page.getByRole('button', { name: '+ Task' }).click()
    await page.getByLabel('What is to do').fill('Ask for the order')
    const who = page.getByRole('combobox', { name: 'Who does it' })
    await who.click()
    await who.fill('Eve')
    await page.getByRole('option', { name: 'Eve Narrow' }).click()
    const until = page.locator('[name=dueOn]')
    await until.fill('+3')
    await until.press('Tab')
    assert.equal(await until.inputValue(), '25 Nov 2026')
    assert.deepEqual(await axeFaults(page), [])
    await page.getByRole('button', { name: 'Give the task' }).click()
    // Who may not read the paper can do nothing about it.
    await page.getByText('Whoever is to do it may not read this sales invoice').waitFor()
    await who.click()
    await who.fill('Ben')
    await page.getByRole('option', { name: 'Ben Clerk' }).click()
    await page.getByRole('button', { name: 'Give the task' }).click()
    await page.locator('.timeline li', { hasText: 'gave Ben Clerk a task' }).waitFor()
    await page.locator('.tasks li', { hasText: 'until 25 Nov 2026' }).waitFor()
    assert.deepEqual(await axeFaults(page), [])
    const other = await another({ ...seat, human: ben }, '')
    await other.page.getByRole('link', { name: '1 task for you to do' }).click()
    await other.page.getByRole('heading', { name: 'To do' }).waitFor()
    await rowsOf(other.page).filter({ hasText: 'gave you a task' }).first().waitFor()
    assert.deepEqual(await axeFaults(other.page), [])
    await other.page.getByRole('checkbox', { name: 'Ask for the order' }).click()
    await other.page.getByRole('heading', { name: 'To do' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.timeline li', { hasText: 'did a task' }).waitFor()
    assert.ok(await page.getByRole('checkbox', { name: 'Ask for the order' }).isChecked())
    // What was refused stands in the console as such, and nothing else does.
    assert.deepEqual(
      [...faults, ...other.faults].filter((one) => !/422/.test(one)),
      [],
    )
    await other.context.close()
    await seat.context.close()
  },
)
