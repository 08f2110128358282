/** What is refused, as a German reads it: on each screen what it was, and why, in German. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { pino } from 'pino'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { setPeriodState } from '#server/periods.ts'
import type { Repeated } from '#server/repeated.ts'
import { servicesOver } from '#server/services.ts'
import { importJob } from '#server/transfer/job.ts'
import { noBrowser } from '#test/web/browser.ts'
import type { Habits, Office, Seat } from '#test/web/browser.ts'
import { bill, counted, openListOffice } from '#test/web/list-office.ts'

const skip = noBrowser
let office: Office
let runner: Repeated

before(async () => {
  if (noBrowser !== false) return
  office = await openListOffice()
  const { api, shop } = office
  const services = servicesOver(shop.database, api.entrance, pino({ level: 'silent' }))
  runner = startRunner({ services, kinds: [importJob], server: 'the test', interval: 50 })
})
after(async () => {
  await runner?.stop()
  await office?.close()
})

/** Sits down as a German reader, and gets up again after the work. */
async function german(
  place: string,
  work: (page: Page, seat: Seat) => Promise<void>,
  habits: Habits = {},
): Promise<void> {
  const seat = await office.sit(place, { ...habits, language: 'de-DE' })
  await work(seat.page, seat)
  await seat.context.close()
}

/** Waits for a sentence, and that nothing beside it is still in English. */
async function told(within: Page | Locator, sentence: RegExp | string): Promise<void> {
  await within.getByText(sentence).first().waitFor()
  const all = await within.locator('[role=alert], .wrong, .refusal, .problems').allInnerTexts()
  for (const text of all) assert.doesNotMatch(text, english, text)
}

const english = /\b(the|is|it|and|may|must|there|ask|write|correct|than|only)\b/i

test('17 errors: German at the field of a paper that lacks something', { skip }, () =>
  german('sales-invoices/new', async (page) => {
    await page.locator('.fields').waitFor()
    await page.getByLabel('Referenz').fill('ohne Kunde')
    await page.keyboard.press('Control+s')
    await told(page, /„?Kunde“?.*fehlt\. Bitte ergänzen\./)
  }),
)

test(
  '17 errors: German where a step is refused, and where a period is locked',
  { skip },
  async () => {
    const { shop } = office
    const [late = '', old = ''] = await shop.write(salesInvoice, [
      { ...bill, dueOn: '2026-11-01' },
      { ...bill, issuedOn: '2026-02-10', dueOn: '2026-03-10' },
    ])
    const change = { period: 202602, state: 'locked', reason: 'Closed by hand' } as const
    const locked = await setPeriodState(shop.database, shop.organization, 'store', change, 'ann')
    assert.ok(locked.ok, JSON.stringify(locked))
    await german(`sales-invoices/${late}`, async (page) => {
      await page.getByRole('button', { name: 'Ausstellen' }).click()
      const dialog = page.getByRole('dialog')
      await told(dialog, 'Die Fälligkeit liegt nicht vor dem Tag der Ausstellung.')
    })
    await german(`sales-invoices/${old}`, async (page) => {
      await page.getByRole('button', { name: 'Ausstellen' }).click()
      const dialog = page.getByRole('dialog')
      await told(dialog, /Die Periode 2026-02 mit dem 10\.2\.2026 ist gesperrt/)
    })
  },
)

test('17 errors: German for each paper that a step with many refuses', { skip }, () =>
  german('sales-invoices?state=draft&reference=late', async (page) => {
    await counted(page, 1)
    await page.keyboard.press('a')
    await page.getByRole('button', { name: /ausstellen/i }).click()
    await told(page.getByRole('dialog'), /Die Fälligkeit liegt nicht vor/)
  }),
)

test('17 errors: German at the cells of an import, and where the file is known', { skip }, () =>
  german('import?kind=parties', async (page) => {
    const text = ['Code;Name;Land;Zahlungsziel in Tagen', 'G1;Gerda;DE;vierzehn'].join('\r\n')
    const file = { name: 'kunden.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Prüfen' }).click()
    await told(page, /„vierzehn“ ist keine Zahl, wie diese Datei sie schreibt/)
  }),
)

test('17 errors: German in a form of the settings', { skip }, () =>
  german(
    'settings/people',
    async (page) => {
      await page.getByRole('button', { name: 'Jemanden einladen' }).click()
      const form = page.getByRole('dialog')
      await form.getByLabel('Name').fill('Bea Binder')
      await form.getByLabel('Mail').fill('bea@nirgends')
      await form.getByRole('button', { name: 'Jemanden einladen' }).click()
      await told(form, 'Das ist keine Mailadresse.')
    },
    { roles: ['owner'] },
  ),
)

test('17 errors: German before one is let in', { skip }, async () => {
  const context = await office.browser.newContext({ locale: 'de-DE' })
  const page = await context.newPage()
  await page.goto(`${office.api.address}/sign-in`)
  for (let at = 0; at < 2; at += 1) {
    await page.getByLabel('Mailadresse').fill('niemand@example.com')
    await page.getByRole('textbox', { name: 'Passwort' }).fill('wobbly giraffe fiddle')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await told(page, /Mailadresse und Passwort passen nicht zusammen\. Bitte beide prüfen/)
  }
  await context.close()
})

test('17 errors: German where a permission is missing, with who could give it', { skip }, () =>
  german(
    'settings/people',
    async (page) => {
      await told(page, /Keine Ihrer Rollen erlaubt das\. Nötig ist: /)
    },
    { roles: ['billing clerk'] },
  ),
)

test(
  '17 errors: German where two change the same, and where the server is away',
  { skip },
  async () => {
    const [id = ''] = await office.shop.write(salesInvoice, [bill])
    await german(`sales-invoices/${id}`, async (page) => {
      await page.getByLabel('Referenz').fill('Meins')
      const other = await office.sit(`sales-invoices/${id}`)
      await other.page.getByLabel('Reference').fill('His')
      await other.page.keyboard.press('Control+s')
      await other.page.locator('.timeline').getByText('His').waitFor()
      await other.context.close()
      await page.keyboard.press('Control+s')
      await told(page, 'Jemand anderes hat dies geändert, während Sie geschrieben haben.')
    })
    await german(`sales-invoices/${id}`, async (page, { context }) => {
      const comment = page.getByRole('textbox', { name: 'Kommentar' })
      await comment.fill('Stimmt das?')
      await page.waitForLoadState('networkidle')
      await context.setOffline(true)
      await page.getByRole('button', { name: 'Kommentieren' }).click()
      await told(page, /Der Server ist nicht zu erreichen\. Was Sie eingegeben haben, bleibt/)
    })
  },
)
