/** Figures and days in a real browser: as each region writes and types them, in every time zone. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Habits, Office } from '#test/web/browser.ts'
import { everyPlace, fillOffice, seesEverything, walker } from '#test/web/every-screen.ts'
import { sittingIn } from '#test/web/sitting.ts'
import { lead } from '#test/stories/shop.ts'

const skip = noBrowser
let office: Office

const sitting = sittingIn(() => office)
const dear = { item: 'mug', quantity: '1', unitPrice: '1234567.5', taxCode: 'GB-EX' }
const roles = ['billing lead', 'receipts clerk', 'accountant']

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await fillOffice(office)
  const { shop } = office
  const bills = [{ customer: 'ZOE', issuedOn: '2026-11-05', dueOn: '2026-12-05', lines: [dear] }]
  const done = await shop.act(salesInvoice, 'issue', await shop.write(salesInvoice, bills), lead)
  assert.ok(
    done.every(({ outcome }) => outcome === 'done'),
    JSON.stringify(done),
  )
})
after(() => office?.close())

/** How a region writes a figure and a day, and how people there type them. */
const regions = [
  { language: 'en-GB', figure: '1,234,567.50', day: '5 Nov 2026', typed: ['1,234.5', '5/11'] },
  { language: 'en-US', figure: '1,234,567.50', day: 'Nov 5, 2026', typed: ['1,234.5', '11/5'] },
  { language: 'de-DE', figure: '1.234.567,50', day: '5. Nov. 2026', typed: ['1.234,5', '5.11.'] },
  { language: 'de-CH', figure: "1'234'567.50", day: '5. Nov. 2026', typed: ["1'234.5", '5.11.'] },
  { language: 'fr-FR', figure: '1 234 567,50', day: '5 Nov 2026', typed: ['1 234,5', '5/11'] },
] as const

for (const { language, figure, day, typed } of regions) {
  test(`24 reach: ${language} reads and types its own figures and days`, { skip }, async () => {
    await sitting('sales-invoices', shows, { roles, language })
    await sitting('receipts/new', reads, { roles, language })
  })

  async function shows({ page }: { readonly page: Page }): Promise<void> {
    const row = page.locator('.list-body [role=row]', { hasText: 'ZOE' })
    await row.waitFor()
    const text = plainly(await row.innerText())
    assert.ok(text.includes(figure), text)
    assert.ok(text.includes(day), text)
  }

  async function reads({ page }: { readonly page: Page }): Promise<void> {
    const [amount, date] = typed
    const received = page.getByLabel(/^(Received on|Eingegangen am)/)
    await received.fill(date)
    await received.press('Tab')
    assert.equal(plainly(await received.inputValue()), day)
    const money = page.getByLabel(/^(Amount|Betrag)/).first()
    await money.fill(amount)
    await money.press('Tab')
    // An amount has all the digits of its currency, in every region.
    assert.equal(plainly(await money.inputValue()), `${amount}0`)
  }
}

/** With plain spaces and apostrophes, of which languages have several. */
function plainly(text: string): string {
  return text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ').replaceAll('’', "'")
}

test('24 reach: days of the books are the same in every time zone', { skip }, async () => {
  const [early, late] = [await daysIn('Pacific/Kiritimati'), await daysIn('America/Los_Angeles')]
  assert.ok([...early.values()].join().includes('5 Nov 2026'))
  assert.deepEqual(early, late)
  // Nor are they other ones where somebody chose a zone that is not the device’s.
  assert.deepEqual(await daysIn('America/Los_Angeles', 'Pacific/Kiritimati'), early)
})

test('24 reach: moments are told in the zone that somebody chose', { skip }, async () => {
  const seat = await office.sit('account', { roles, zone: 'America/New_York' })
  const { page, context, human } = seat
  const { shop, api } = office
  // What asks still when it is changed notes that it was used.
  await page.waitForLoadState('networkidle')
  // Two hours ago, by the clock of the sessions, which ends those that are not used for long.
  const used = Temporal.Now.instant().subtract({ hours: 2 }).round('minute')
  await shop.database.transaction(shop.organization, (query) =>
    query({
      text: `update access.session set used_at = $3
        where organization = $1 and person = $2`,
      values: [shop.organization, human.person, used.toString()],
    }),
  )
  const told = async (zone: string | null): Promise<string> => {
    const set = await api.post(human.session, '/me/preferences', { timeZone: zone })
    assert.equal(set.status, 200, set.text)
    await page.reload()
    await page.waitForLoadState('networkidle')
    return plainly(await page.locator('.sessions li').first().innerText())
  }
  const isTold = (text: string, zone: string): void => {
    const expected = momentIn(used, zone)
    assert.ok(text.includes(expected), `${expected} in ${text}`)
  }
  isTold(await told(null), 'America/New_York')
  isTold(await told('Pacific/Kiritimati'), 'Pacific/Kiritimati')
  isTold(await told('Asia/Kolkata'), 'Asia/Kolkata')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await zone.click()
  await zone.fill('Los')
  await page.getByRole('option', { name: 'America/Los Angeles' }).click()
  const there = momentIn(used, 'America/Los_Angeles')
  await page.locator('.sessions li', { hasText: there }).first().waitFor()
  await page.waitForLoadState('networkidle')
  const kept = await api.get(human.session, '/me/preferences')
  assert.equal(kept.json['timeZone'], 'America/Los_Angeles')
  await context.close()
})

/** A moment as Britons write it, by hand: "22 Nov 2026, 09:30". */
function momentIn(moment: Temporal.Instant, zone: string): string {
  const { day, month, year, hour, minute } = moment.toZonedDateTimeISO(zone)
  const names = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ')
  const twoDigits = (figure: number): string => String(figure).padStart(2, '0')
  return `${day} ${names[month - 1]} ${year}, ${twoDigits(hour)}:${twoDigits(minute)}`
}

/** What stands on all screens of the books, without moments, which follow the reader's clock. */
async function daysIn(zone: string, chosen: string | null = null): Promise<Map<string, string>> {
  const habits: Habits = { roles: seesEverything, zone }
  const seat = await office.sit('', habits)
  const { session } = seat.human
  const set = await office.api.post(session, '/me/preferences', { timeZone: chosen })
  assert.equal(set.status, 200, set.text)
  await seat.page.reload()
  await seat.page.waitForLoadState('networkidle')
  const walk = walker(seat.page)
  const found = new Map<string, string>()
  for (const place of await everyPlace(office, seat)) {
    if (/^(settings|inbox|import|account$)/.test(place)) continue
    await walk(`/c/store/${place}`)
    found.set(place, await seat.page.evaluate<string>(withoutMoments))
  }
  await seat.context.close()
  return found
}

const withoutMoments = `(() => {
  const content = document.querySelector('#content').cloneNode(true)
  for (const one of content.querySelectorAll('time[datetime*="T"]')) one.remove()
  const typed = [...document.querySelectorAll('#content input')].map(({ value }) => value)
  return content.textContent + typed.join(' ')
})()`

test('24 reach: a browser that knows no days learns them first', { skip }, async () => {
  const seat = await office.sit('', { roles: seesEverything })
  await seat.page.waitForLoadState('networkidle')
  const first = await seat.page.context().newPage()
  await first.addInitScript('delete globalThis.Temporal')
  await first.goto(`${office.api.address}/c/store/sales-invoices/new`)
  const issued = first.getByLabel('Issued on')
  await issued.fill('eom')
  await issued.press('Tab')
  assert.equal(await issued.inputValue(), '30 Nov 2026')
  await seat.context.close()
})
