/** The audit timeline in a browser: filtered, taken out, from where acts came, and its seals. */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { sealAll } from '#server/seal-job.ts'
import { axeFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office } from '#test/web/browser.ts'
import { halfYear, importOldBills } from '#test/web/half-year.ts'
import { sittingIn } from '#test/web/sitting.ts'

const skip = noBrowser
let office: Office
let clerk = ''
let lead = ''
/** An invoice that a clerk wrote, a lead approved and issued, and a program spoke about. */
let paper = ''
const at = '/companies/store/sales-invoices'

const sitting = sittingIn(() => office)

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  const { api, shop } = office
  await halfYear(shop)
  await importOldBills(shop, api)
  const owner = await api.human(shop.organization, undefined, ['owner'])
  const band = { roles: ['billing lead'], persons: 1 }
  const plan = { kind: 'sales invoice', verb: 'issue', company: 'store', bands: [band] }
  assert.equal((await api.post(owner.session, '/approval-policies', plan)).status, 200)
  clerk = (await api.human(shop.organization, 'clerk@example.com', ['billing clerk'])).session
  lead = (await api.human(shop.organization, 'lead@example.com', ['billing lead'])).session
  paper = await approvedPaper()
})
after(() => office?.close())

async function approvedPaper(): Promise<string> {
  const { api } = office
  const line = { item: 'POST', quantity: '2', unitPrice: '1', taxCode: 'GB-S', revenue: '4100' }
  const head = { customer: 'ANN', receivable: '1100', currency: 'GBP', dueOn: '2026-12-22' }
  const papers = [{ ...head, issuedOn: '2026-11-22', lines: [line] }]
  const wrote = await api.post(clerk, at, { papers })
  const [made] = wrote.json['papers'] as { id: string; version: number }[]
  assert.ok(made !== undefined, wrote.text)
  const seen = { id: made.id, version: made.version }
  await api.post(clerk, `${at}/approval-requests`, { papers: [seen], verb: 'issue' })
  const waiting = (await api.get(lead, '/approval-requests')).json
  const [request] = waiting['requests'] as { id: string; contentHash: string }[]
  assert.ok(request !== undefined)
  const { id, contentHash } = request
  const decision = { requests: [{ id, contentHash }], comment: 'As agreed with Ann.' }
  assert.equal((await api.post(lead, '/approval-requests/approvals', decision)).status, 200)
  assert.equal((await api.post(clerk, `${at}/issue`, { papers: [seen] })).status, 200)
  const said = { comments: [{ text: '=1+1 is no formula' }] }
  assert.equal((await api.post(clerk, `${at}/${made.id}/comments`, said)).status, 201)
  return made.id
}

test(
  '11 audit timeline: who, what and which days are asked, and stay in the address',
  { skip },
  async () => {
    await sitting(`sales-invoices/${paper}`, async ({ page }) => {
      const list = page.locator('.timeline > li')
      await page.getByText('approved: issue').waitFor()
      await page.getByText('As agreed with Ann.').waitFor()
      assert.equal(await list.count(), 4)
      await page.getByText('Filter, or take out as a file').click()
      await page.getByLabel('What', { exact: true }).selectOption('Approvals')
      await page.waitForURL(/happened-what=approval/)
      await list.nth(1).waitFor({ state: 'detached' })
      await page.getByText('approved: issue').waitFor()
      assert.equal(await list.count(), 1)
      await page.reload()
      await page.getByText('approved: issue').waitFor()
      assert.equal(await list.count(), 1)
      await page.getByLabel('What', { exact: true }).selectOption('All that happened')
      await list.nth(3).waitFor()
      const days = page.getByLabel('Until', { exact: true })
      await days.fill('2026-01-01')
      await days.press('Enter')
      await page.getByText('Nothing like that happened here.').waitFor()
      assert.deepEqual(await axeFaults(page), [])
    })
  },
)

test(
  '11 audit timeline: what is shown is taken out as CSV, with no formula in it',
  { skip },
  async () => {
    await sitting(`sales-invoices/${paper}`, async ({ page }) => {
      await page.getByText('Filter, or take out as a file').click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'All of this as CSV' }).click(),
      ])
      const text = await readFile(await download.path(), 'utf8')
      const lines = text.trim().split('\r\n')
      assert.match(
        lines[0] ?? '',
        /^\uFEFF?at,person,name,origin,kind,what,version,changes,text,file,entries$/,
      )
      assert.equal(lines.length, 5)
      assert.match(text, /,screen,act,issue,2,.*State: draft → issued/)
      assert.match(text, /approval,approve issue,.*As agreed with Ann\./)
      assert.ok(text.includes("'=1+1 is no formula"))
    })
  },
)

test(
  '11 audit timeline: a long history is paged through, and the filter stays the same',
  { skip },
  async () => {
    const { api } = office
    const said = { comments: Array.from({ length: 60 }, (_, n) => ({ text: `Note ${n + 1}` })) }
    const other = await approvedPaper()
    assert.equal((await api.post(lead, `${at}/${other}/comments`, said)).status, 201)
    const path = `${at}/${other}/timeline`
    const first = await api.get(lead, `${path}?what=comment`)
    assert.equal((first.json['happenings'] as unknown[]).length, 50)
    const next = encodeURIComponent(String(first.json['next']))
    const second = await api.get(lead, `${path}?what=comment&after=${next}`)
    assert.equal((second.json['happenings'] as unknown[]).length, 11)
    // A cursor belongs to what it was asked with.
    assert.equal((await api.get(lead, `${path}?after=${next}`)).status, 400)
    assert.equal((await api.get(lead, `${path}?from=soon`)).status, 400)
    const whole = await api.get(lead, `${path}/export`)
    assert.equal(whole.text.trim().split('\r\n').length, 1 + 64)
  },
)

test('11 audit timeline: acts tell from where they came', { skip }, async () => {
  const { api, shop } = office
  const key = await api.key(shop.organization)
  const { person } = await api.human(shop.organization)
  await changed(`insert into access.grant_of_role
      (organization, id, person, role, granted_by, reason, own)
    select organization, gen_random_uuid(), person, 'billing lead', '${person}', 'a test', false
    from access.api_key where organization = '${shop.organization}' and name = 'tests'`)
  const line = { item: 'POST', quantity: '1', unitPrice: '1', taxCode: 'GB-S', revenue: '4100' }
  const head = { customer: 'ANN', receivable: '1100', currency: 'GBP', dueOn: '2026-12-22' }
  const papers = [{ ...head, issuedOn: '2026-11-22', lines: [line] }]
  const originOf = async (more: Record<string, string>): Promise<unknown> => {
    const wrote = await api.post(key, at, { papers }, more)
    const [made] = wrote.json['papers'] as { id: string }[]
    const { json } = await api.get(key, `${at}/${made?.id}/timeline`)
    const [act] = json['happenings'] as { origin: unknown }[]
    return act?.origin
  }
  assert.equal(await originOf({}), 'API key')
  assert.equal(await originOf({ 'backstay-origin': 'agent' }), 'agent')
  assert.equal(await originOf({ 'backstay-origin': 'command line' }), 'command line')
  assert.equal(await originOf({ 'backstay-origin': 'screen' }), 'API key')
  const old = await api.get(lead, `${at}?number=OLD-2`)
  const [imported] = old.json['papers'] as { id: string }[]
  await sitting(`sales-invoices/${imported?.id}`, async ({ page }) => {
    await page.getByText('by an import').first().waitFor()
  })
  await sitting(
    `sales-invoices/${paper}`,
    async ({ page }) => {
      await page.getByText('am Bildschirm').first().waitFor()
    },
    { language: 'de-DE' },
  )
})

test(
  '11 audit timeline: the seals are checked, and what was tampered with is named',
  { skip },
  async () => {
    const { shop } = office
    await sitting(`sales-invoices/${paper}`, async ({ page }) => {
      const check = page.getByRole('button', { name: 'Check the seals' })
      await check.click()
      await page.getByText('1 entry waits for a seal').waitFor()
      const anchor = join(mkdtempSync(join(tmpdir(), 'backstay-anchor-')), 'anchor.jsonl')
      await sealAll({
        database: shop.database,
        anchor,
        batch: 5,
        onProblem: (error) => assert.fail(String(error)),
      })
      await check.click()
      await page.getByText('Its sealed entry is what was recorded.').waitFor()
      await page.getByText(/Sealed until .* is whole\./).waitFor()
      assert.deepEqual(await axeFaults(page), [])
      await changed(`update ledger.line set amount = amount + 1 where entry = (
      select entries[1] from paper.act where paper = '${paper}' and verb = 'issue') and line = 1`)
      await check.click()
      await page.getByText('1 of 1 entry is not what was recorded.').waitFor()
      await page.getByText(/Entry [0-9a-f-]{36} is other than what was sealed/).waitFor()
      await changed(`update ledger.line set amount = amount - 1 where entry = (
      select entries[1] from paper.act where paper = '${paper}' and verb = 'issue') and line = 1`)
      await changed('update ledger.seal set previous = sha256(previous) where number = last_seal')
      await check.click()
      await page.getByText(/The chain is broken at seal \d+/).waitFor()
      await page.getByText(/The seal over entry [0-9a-f-]{36} is not what it was/).waitFor()
    })
  },
)

/** What somebody with the database's own password may do. */
async function changed(statement: string): Promise<void> {
  const { superuser, organization } = office.shop
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    const last = `(select max(number) from ledger.seal where organization = '${organization}')`
    const { rowCount } = await client.query(statement.replace('last_seal', last))
    assert.equal(rowCount, 1)
  } finally {
    await client.end()
  }
}
