/** A real browser on a real server over a small shop: for the tests of screens. */
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { sessionCookie } from '#server/http/cookie.ts'
import { testApi } from '#test/http.ts'
import type { TestApi, TestHouse, TestHuman } from '#test/http.ts'
import { firstServer } from '#test/postgres.ts'
import { openShop, shopToday } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Why there is no browser here, or false where there is one. */
export const noBrowser = existsSync(program)
  ? false
  : 'there is no Chromium; on Debian: apt-get install chromium'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How a person's browser is set. */
export interface Habits {
  readonly roles?: readonly string[]
  readonly width?: number
  readonly height?: number
  readonly language?: string
  readonly look?: 'light' | 'dark'
  readonly touch?: boolean
  readonly zone?: string
}

/** A shop with its server, and people who sit before browsers. */
export interface Office {
  readonly shop: Shop
  readonly api: TestApi
  readonly browser: Browser
  /** Signs a person in and opens a page of the shop: "sales-invoices?state=draft". */
  readonly sit: (place: string, habits?: Habits) => Promise<Seat>
  close(): Promise<void>
}

/** A person before a page. */
export interface Seat {
  readonly page: Page
  readonly context: BrowserContext
  readonly human: TestHuman
  /** What the page's console said is wrong, and scripts that the policy stopped. */
  readonly faults: string[]
}

/** Whoever does most of the work in a small shop. */
export const usualRoles = ['billing lead', 'accountant', 'tax officer'] as const

/** Opens the shop; close it after the tests. */
export async function openOffice(house: TestHouse = {}): Promise<Office> {
  return await openOfficeOf(await openShop(await firstServer()), house)
}

/** The office of a shop that is there; the shop is dropped when it is closed. */
export async function openOfficeOf(shop: Shop, house: TestHouse = {}): Promise<Office> {
  const api = await testApi(shop.database, {
    now: () => shopToday.toZonedDateTime('UTC').toInstant(),
    ...house,
  })
  const browser = await chromium.launch({ executablePath: program, args: flags })
  return {
    shop,
    api,
    browser,
    sit: (place, habits = {}) => sit(browser, shop, api, place, habits),
    close: async () => {
      await browser.close()
      await api.close()
      await shop.drop()
    },
  }
}

async function sit(
  browser: Browser,
  { organization }: Shop,
  api: TestApi,
  place: string,
  habits: Habits,
): Promise<Seat> {
  const { roles = usualRoles, width = 1440, height = 900, language = 'en-GB' } = habits
  const human = await api.human(organization, undefined, roles)
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    timezoneId: habits.zone ?? 'America/New_York',
    colorScheme: habits.look ?? 'light',
    hasTouch: habits.touch ?? false,
    reducedMotion: 'reduce',
  })
  await context.addCookies([{ name: sessionCookie, value: human.session, url: api.address }])
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error('the policy stopped ' + violatedDirective + ' ' + blockedURI))`,
  )
  await page.goto(`${api.address}/c/store/${place}`)
  return { page, context, human, faults }
}
