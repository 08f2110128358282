/** Whom the screens reach: every one of them, in every look, width, language and direction. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { wcagFaults } from '#test/web/axe.ts'
import { noBrowser, openOffice } from '#test/web/browser.ts'
import type { Office, Seat } from '#test/web/browser.ts'
import { doors, everyPlace, fillOffice, seesEverything, walker } from '#test/web/every-screen.ts'
import { overflowing, textsOn, tooSmall } from '#test/web/measures.ts'
import { de } from '#web/words/de.ts'
import { described } from '#languages/de-described.ts'
import { refusedInGerman } from '#languages/de-refusals.ts'
import { en } from '#web/words/en.ts'

const skip = noBrowser
let office: Office
let seat: Seat
let places: readonly string[] = []

before(async () => {
  if (noBrowser !== false) return
  office = await openOffice()
  await fillOffice(office)
  seat = await office.sit('account', { roles: seesEverything })
  places = (await everyPlace(office, seat)).map((place) => `/c/store/${place}`)
})
after(async () => {
  await seat?.context.close()
  await office?.close()
})

const looks = [
  { colorScheme: 'light', contrast: 'no-preference' },
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const

test(
  '24 reach: axe finds nothing on any screen, light, dark, in high contrast',
  { skip },
  async () => {
    await onEach(seat, async (page) => {
      const faults: string[] = []
      for (const look of looks) {
        await page.emulateMedia(look)
        const found = await wcagFaults(page, look === looks[0] ? 'all' : 'colours')
        faults.push(...found.map((fault) => `${Object.values(look).join()}: ${fault}`))
      }
      return faults
    })
  },
)

test(
  '24 reach: at 200 % and at 320 pixels no screen scrolls sideways, either way round',
  { skip },
  async () => {
    await seat.page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
    await onEach(seat, async (page) => {
      const faults: string[] = []
      for (const direction of ['ltr', 'rtl']) {
        for (const width of [320, 720]) {
          await page.setViewportSize({ width, height: 800 })
          await page.evaluate(turned(direction))
          const found = [...(await overflowing(page)), ...(await page.evaluate<string[]>(strays))]
          faults.push(...found.map((fault) => `${direction} ${width}: ${fault}`))
        }
      }
      return faults
    })
    await seat.page.evaluate(turned('ltr'))
  },
)

/** Cells that stand elsewhere than in their row: a rule of another page's took them away. */
const strays = `[...document.querySelectorAll('td, th')]
  .filter((cell) => ['absolute', 'fixed'].includes(getComputedStyle(cell).position))
  .map((cell) => 'a stray cell: ' + cell.textContent)`

/** Turns the page, and waits until it is drawn so. */
function turned(direction: string): string {
  return `document.documentElement.dir = '${direction}'
    new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`
}

test('24 reach: what a finger aims at is 44 pixels high on every screen', { skip }, async () => {
  const habits = { roles: seesEverything, touch: true, width: 375, height: 800 }
  const touched = await office.sit('account', habits)
  assert.ok(await touched.page.evaluate<boolean>('matchMedia("(pointer: coarse)").matches'))
  await onEach(touched, (page) => tooSmall(page, 44))
  await touched.context.close()
})

test('24 reach: a German reads no English word of ours on any screen', { skip }, async () => {
  const habits = { roles: seesEverything, language: 'de-DE' }
  const german = await office.sit('account', habits)
  await onEach(german, async (page) => (await textsOn(page)).filter(isEnglish))
  await german.context.close()
})

test('24 reach: nothing moves for who asks for that', { skip }, async () => {
  const { page } = seat
  for (const [reducedMotion, moves] of [
    ['no-preference', true],
    ['reduce', false],
  ] as const) {
    await page.emulateMedia({ reducedMotion })
    assert.equal(await page.evaluate<boolean>(hasTransitions), moves, reducedMotion)
  }
})

/** Whether anything on the page would take time to get where it goes. */
const hasTransitions = `[...document.querySelectorAll('*')].some((one) => {
  const { transitionDuration, animationDuration } = getComputedStyle(one)
  return /[1-9]/.test(transitionDuration + animationDuration)
})`

/** Whether a text is one of ours in English, whose German is another one; sentences, too. */
function isEnglish(text: string): boolean {
  if (refusedInGerman(text) !== text) return true
  const plain = text.charAt(0).toLowerCase() + text.slice(1)
  return !germanTexts.has(text) && (englishOnly.has(text) || englishOnly.has(plain))
}

const germanTexts = new Set([...Object.values(de), ...Object.values(described)])
const englishOnly = new Set(
  [...Object.values(en), ...Object.keys(described)].filter((text) => !germanTexts.has(text)),
)

/** Asserts that nothing is wrong on any screen. */
async function onEach(who: Seat, faultsOf: (page: Page) => Promise<string[]>): Promise<void> {
  assert.deepEqual(await walked(who, faultsOf), [])
}

/** What is wrong on the screens, each with where. */
async function walked(who: Seat, faultsOf: (page: Page) => Promise<string[]>): Promise<string[]> {
  const walk = walker(who.page)
  const faults: string[] = []
  for (const place of [...places, '/new-company', ...doors]) {
    await walk(place)
    faults.push(...(await faultsOf(who.page)).map((fault) => `${place} ${fault}`))
  }
  await walk('/c/store/account')
  return faults
}
