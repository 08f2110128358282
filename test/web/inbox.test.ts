/** The inbox in a real browser: approved and rejected by single keys, in bulk, and on a phone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'

let office: Office
let clerk = ''
const skip = noBrowser

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  const { api, shop } = office
  const owner = await api.human(shop.organization, undefined, ['owner'])
  const band = { roles: ['billing lead'], persons: 1 }
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands: [band] }
  const set = await api.post(owner.session, '/approval-policies', plan)
  assert.equal(set.status, 200, set.text)
  clerk = (await api.human(shop.organization, undefined, ['billing clerk'])).session
})
after(() => office?.close())

/** Writes invoices as a clerk and asks for their approval. */
async function asked(...quantities: readonly string[]): Promise<string[]> {
  const { api } = office
  const at = '/companies/store/sales-invoices'
  const line = { item: 'mug', unitPrice: '2.15', taxCode: 'GB-S', revenue: '4000' }
  const places = { leaves: 'suppliers', arrives: 'customers' }
  const papers = quantities.map((quantity) => ({
    customer: 'ANN',
    receivable: '1100',
    issuedOn: '2026-11-22',
    dueOn: '2026-12-22',
    currency: 'GBP',
    lines: [{ ...line, ...places, quantity }],
  }))
  const wrote = await api.post(clerk, at, { papers })
  assert.equal(wrote.status, 201, wrote.text)
  const made = wrote.json['papers'] as { id: string; version: number }[]
  const seen = made.map(({ id, version }) => ({ id, version }))
  const reply = await api.post(clerk, `${at}/approval-requests`, { papers: seen, verb: 'issue' })
  const results = reply.json['papers'] as { outcome: string }[]
  assert.deepEqual(
    results.map(({ outcome }) => outcome),
    quantities.map(() => 'asked'),
    reply.text,
  )
  return made.map(({ id }) => id)
}

test('14 approvals inbox: an empty one says what would be there', { skip }, async () => {
  const { page, context } = await office.sit('inbox')
  await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await context.close()
})

test(
  '14 approvals inbox: moved, approved, asked and rejected by single keys',
  { skip },
  async () => {
    const [first = ''] = await asked('1', '2', '3')
    const { page, faults, context } = await office.sit('inbox')
    const rail = page.getByRole('navigation', { name: 'Desks' })
    await rail.getByText('3', { exact: true }).waitFor()
    const rows = page.getByRole('button', { name: /^Issue sales invoice/ })
    await rows.first().click()
    const pane = page.getByRole('region', { name: 'Issue sales invoice' })
    await pane.getByText('One more approval of: billing lead').waitFor()
    await pane.getByText('Ann Ltd').or(pane.getByText('ANN')).first().waitFor()
    await pane.getByText('Nobody has decided yet.').waitFor()
    assert.deepEqual(await axeFaults(page), [])
    await page.keyboard.press('q')
    await page.getByLabel('Your question').fill('Is this the price of last year?')
    await page.keyboard.press('Control+Enter')
    await page.getByText('The question stands with the paper').waitFor()
    await rows.first().focus()
    await page.keyboard.press('a')
    await page.getByText('1 approved').waitFor()
    await rows.first().click()
    await page.keyboard.press('j')
    await page.keyboard.press('r')
    await page.getByLabel('Why').fill('The quantity is wrong.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('1 rejected').waitFor()
    assert.equal(await rows.count(), 1)
    assert.deepEqual(faults, [])
    const comments = await office.api.get(
      clerk,
      `/companies/store/sales-invoices/${first}/comments`,
    )
    assert.match(comments.text, /the price of last year/)
    await rows.first().click()
    await page.keyboard.press('a')
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor()
    await context.close()
  },
)

test('14 approvals inbox: several are approved at once', { skip }, async () => {
  await asked('4', '5', '6')
  const { page, faults, context } = await office.sit('inbox', { look: 'dark' })
  const boxes = page.getByRole('checkbox', { name: 'Select Issue sales invoice' })
  await boxes.first().check()
  await boxes.nth(2).check()
  await page
    .getByRole('button', { name: /^Issue sales invoice/ })
    .first()
    .click()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'Approve 2' }).click()
  await page.getByText('2 approved').waitFor()
  assert.equal(await boxes.count(), 1)
  assert.deepEqual(faults, [])
  await context.close()
})

test('14 approvals inbox: on a phone, two taps', { skip }, async () => {
  const { page, faults, context } = await office.sit('inbox', {
    width: 375,
    height: 700,
    touch: true,
  })
  await page.getByRole('button', { name: /^Issue sales invoice/ }).tap()
  const approve = page.getByRole('button', { name: 'Approve' })
  const box = await approve.boundingBox()
  assert.ok(box !== null && box.height >= 44 && box.y + box.height <= 700)
  assert.deepEqual(await axeFaults(page), [])
  assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth')) <= 375)
  await approve.tap()
  await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor()
  assert.deepEqual(faults, [])
  await context.close()
})

test('14 approvals inbox: whoever is away names who stands in', { skip }, async () => {
  const { api, shop } = office
  await api.human(shop.organization, 'deputy@example.com', ['staff'])
  const { page, faults, context } = await office.sit('inbox')
  await page.getByRole('button', { name: 'Out of office' }).click()
  await page.getByRole('combobox', { name: 'Who stands in' }).click()
  await page.getByRole('option').first().click()
  await page.getByLabel('billing lead').check()
  const today = Temporal.Now.plainDateISO('UTC')
  await page.getByLabel('To and with').fill(today.add({ days: 7 }).toString())
  await page.getByLabel('Reason').fill('A holiday.')
  await page.getByRole('button', { name: 'Let them stand in' }).click()
  await page.getByText(/stands in for .* as billing lead/).waitFor()
  assert.deepEqual(await axeFaults(page), [])
  await page.getByRole('button', { name: 'End', exact: true }).click()
  await page.getByText(/stands in for/).waitFor({ state: 'detached' })
  assert.deepEqual(faults, [])
  await context.close()
})

test(
  '14 approvals inbox: one is handed by a single key to another who may decide it',
  { skip },
  async () => {
    const [paper = ''] = await asked('7')
    const { api, shop } = office
    const bob = await api.human(shop.organization, 'bob@example.com', ['billing lead'])
    const cas = await api.human(shop.organization, 'cas@example.com', ['staff'])
    await changed(`update access.person set name = case when id = '${bob.person}' then 'Bob Lead'
      else 'Cas Clerk' end where id in ('${bob.person}', '${cas.person}')`)
    const { page, faults, context } = await office.sit('inbox')
    await page
      .getByRole('button', { name: /^Issue sales invoice/ })
      .first()
      .click()
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog', { name: 'Hand over' })
    const whom = dialog.getByRole('combobox', { name: 'To whom' })
    await whom.click()
    await page.getByRole('option', { name: 'Cas Clerk' }).click()
    await dialog.getByLabel('What is to be said with it').fill('You know the price.')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('Cas Clerk may not decide this: it takes the approval of').waitFor()
    assert.deepEqual(await axeFaults(page), [])
    await whom.click()
    await page.getByRole('option', { name: 'Bob Lead' }).click()
    await dialog.getByRole('button', { name: 'Hand over' }).click()
    await page.getByText('1 handed over').waitFor()
    await page.getByText('Ann Example handed it to Bob Lead').first().waitFor()
    assert.deepEqual(faults, [])
    await context.close()
    const theirs = (await api.get(bob.session, '/approval-requests')).json
    const [first] = theirs['requests'] as { paper: string; handed: { note: string } | null }[]
    assert.deepEqual([first?.paper, first?.handed?.note], [paper, 'You know the price.'])
    const told = await api.get(clerk, `/companies/store/sales-invoices/${paper}/timeline`)
    assert.match(told.text, /"decision":"hand over".*"standingFor":"Bob Lead"/)
  },
)

test(
  '14 approvals inbox: what cannot be handed over is refused in sentences',
  { skip },
  async () => {
    const { api, shop } = office
    const own = await api.human(shop.organization, undefined, ['billing lead'])
    const staff = await api.human(shop.organization, undefined, ['staff'])
    const { requests } = (await api.get(own.session, '/approval-requests')).json as unknown as {
      requests: { id: string }[]
    }
    const id = requests[0]?.id ?? ''
    const hand = async (session: string, to: string, of = id): Promise<string> => {
      const body = { requests: [of], to, note: 'Please.' }
      const reply = await api.post(session, '/approval-requests/handings', body)
      assert.equal(reply.status, 200, reply.text)
      const [one] = reply.json['results'] as { problems?: { rule: string }[] }[]
      return one?.problems?.[0]?.rule ?? 'done'
    }
    const [maker] = await people(
      `select made_by as id from access.approval_request where id = '${id}'`,
    )
    const nobody = '018f0000-0000-7000-8000-000000000001'
    assert.equal(await hand(own.session, own.person), 'handing-self')
    assert.equal(await hand(own.session, nobody), 'handing-person')
    assert.equal(await hand(own.session, maker ?? ''), 'handing-maker')
    assert.equal(await hand(own.session, staff.person), 'handing-role')
    assert.equal(await hand(staff.session, own.person), 'handing-not-yours')
    assert.equal(await hand(own.session, own.person, nobody), 'request-unknown')
  },
)

test(
  '14 approvals inbox: what is overdue by its policy stands first, and says so',
  { skip },
  async () => {
    const { api, shop } = office
    const owner = await api.human(shop.organization, undefined, ['owner'])
    const band = { roles: ['billing lead'], persons: 1, days: 2 }
    const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands: [band] }
    const set = await api.post(owner.session, '/approval-policies', plan)
    assert.match(set.text, /"days":2/)
    const [paper = ''] = await asked('8')
    await asked('9')
    const { page, faults, context } = await office.sit('inbox')
    const rows = page.getByRole('button', { name: /^Issue sales invoice/ })
    await rows.nth(1).waitFor()
    assert.equal(await page.getByText(/overdue since/).count(), 0)
    await changed(`update access.approval_request set asked_on = asked_on - 5, due_on = due_on - 5
    where paper = '${paper}'`)
    await page.reload()
    await rows
      .first()
      .getByText(/overdue since/)
      .waitFor()
    assert.equal(await page.locator('.requests .overdue').count(), 1)
    await rows.first().click()
    await page
      .getByRole('region')
      .getByText(/overdue since/)
      .waitFor()
    assert.deepEqual(await axeFaults(page), [])
    assert.deepEqual(faults, [])
    await context.close()
  },
)

/** What somebody with the database's own password may do. */
async function changed(statement: string): Promise<void> {
  await people(statement)
}

async function people(statement: string): Promise<string[]> {
  const client = new pg.Client(office.shop.superuser)
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string }>(statement)
    return rows.map(({ id }) => id)
  } finally {
    await client.end()
  }
}
