/** Every screen there is, over a shop with papers of all kinds: for tests that leave none out. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'
import { z } from 'zod'
import { all } from '#departments/all.ts'
import { desks } from '#departments/desks.ts'
import { party } from '#departments/register/party.ts'
import { reports } from '#departments/reports.ts'
import { roles } from '#departments/roles.ts'
import { addressName } from '#kit/spelling.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { halfYear, parkJob, stageOldBills } from '#test/web/half-year.ts'
import { paperSamples } from '#test/samples/papers.ts'
import { rowSamples } from '#test/samples/rows.ts'
import { doer, firstVerbs } from '#test/samples/ways.ts'
import { fill } from '#test/stories/shop.ts'

/** Whoever may see every screen. */
export const seesEverything = [...roles.keys()]

/** The parts of the settings, by their addresses. */
const settings = [
  'people',
  'roles',
  'duties',
  'approvals',
  'companies',
  'periods',
  'numbering',
  'prints',
  'own-fields',
  'keys',
  'webhooks',
  'jobs',
  'timetable',
]

/** What a report must be asked, where it shows nothing otherwise. */
const asked: Readonly<Record<string, string>> = {
  'account-ledger': '?account=1100',
  'party-statement': '?party=ANN',
}

/** What is open to everybody, too. */
export const doors = ['/sign-in', '/forgotten', '/invitation', '/password-reset', '/welcome']

/** A name that is read from right to left, and one without a place to break. */
const strangeNames = {
  NUR: { name: 'شركة النور للتجارة والمقاولات المحدودة', currency: 'GBP', receivable: '1100' },
  LONG: { name: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik GmbH & Co. KG' },
}

/** Fills the shop with rows of all registers, and papers of all kinds in several states. */
export async function fillOffice({ shop, api }: Office): Promise<void> {
  await halfYear(shop)
  await shop.inBooks((books) => fill(books, party, strangeNames))
  for (const { of, good } of rowSamples) {
    await shop.inBooks((books) => fill(books, of, good, of.target.dated ? '2026-01-01' : undefined))
  }
  for (const { of, make } of paperSamples) {
    const { good, hindered } = await make(shop)
    const [verb = ''] = firstVerbs(of)
    const { by } = of.transitions[verb] ?? assert.fail()
    const [id = ''] = await shop.write(of, good, doer('write', of.write))
    await shop.act(of, verb, [id], doer(verb, by))
    await shop.write(of, hindered, doer('write', of.write))
  }
  await stageOldBills(shop, api)
  await parkJob(shop)
}

/** The addresses within the shop: "sales-invoices/new"; a paper and a row of each kind, too. */
export async function everyPlace({ api }: Office, { human }: Seat): Promise<string[]> {
  const kinds: string[] = []
  for (const of of all.all) {
    const list = addressName(of.plural)
    const at = of.target.of === 'company' ? `/companies/store/${list}` : `/${list}`
    const { json } = await api.get(human.session, at)
    kinds.push(list, `${list}/new`, ...shownOf(json).map((key) => `${list}/${key}`))
  }
  const { json } = await api.get(human.session, '/companies/store/entries')
  return [
    '',
    ...desks.map(({ name }) => `desks/${name}`),
    ...kinds,
    ...reports.map(({ name }) => `reports/${name}${asked[name] ?? ''}`),
    ...shownOf(json)
      .slice(0, 1)
      .map((id) => `entries/${id}`),
    ...settings.map((part) => `settings/${part}`),
    'inbox',
    'import',
    'first-steps',
    'account',
    'changes',
  ]
}

/** One row of a list; of papers one in each state. */
function shownOf(json: Readonly<Record<string, unknown>>): string[] {
  const rows: unknown = Object.values(json).find((value) => Array.isArray(value))
  const found = new Map<string, string>()
  for (const { id, code, state = '' } of shown.parse(rows ?? [])) {
    if (!found.has(state)) found.set(state, encodeURIComponent(id ?? code ?? ''))
  }
  return [...found.values()]
}

const shown = z.array(
  z.object({
    id: z.string().optional(),
    code: z.string().optional(),
    state: z.string().optional(),
  }),
)

/** Walks within a page as links do, and waits each time until all that is asked for is there. */
export type Walk = (place: string) => Promise<void>

/** Who walks; before it stands on a page that is loaded. */
export function walker(page: Page): Walk {
  const asking = new Set<Request>()
  page.on('request', (request) => asking.add(request))
  page.on('requestfinished', (request) => asking.delete(request))
  page.on('requestfailed', (request) => asking.delete(request))
  return async (place) => {
    await page.evaluate(`window.history.pushState({}, '', ${JSON.stringify(place)})`)
    for (let quiet = 0; quiet < 3;) {
      const isThere = asking.size === 0 && (await page.evaluate<boolean>(isShown))
      quiet = isThere ? quiet + 1 : 0
      await pause(20)
    }
  }
}

const isShown = `document.querySelector('.waiting, .why-wait, [aria-busy=true]') === null
  && document.querySelector('h1, h2, .paper-missing') !== null`
