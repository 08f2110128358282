/** What a page measures: whether all of it fits, can be touched, and is in the reader's words. */
import type { Page } from 'playwright-core'

/** What makes a page scroll sideways, or stands outside of it; what scrolls by itself may. */
export async function overflowing(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(overflowingScript)
}

/** What a finger aims at that is lower or narrower than a measure, without links within a text. */
export async function tooSmall(page: Page, least: number): Promise<string[]> {
  return await page.evaluate<string[]>(`(${tooSmallScript})(${least})`)
}

/** The texts and names that stand on a page, each once. */
export async function textsOn(page: Page): Promise<string[]> {
  return await page.evaluate<string[]>(textsScript)
}

const called = `
  const called = (one) => [
    one.tagName.toLowerCase(),
    ...[...one.classList].filter((name) => !name.startsWith('m')).map((name) => '.' + name),
    ' ',
    (one.ariaLabel ?? one.textContent ?? '').replaceAll(/\\s+/g, ' ').trim().slice(0, 30),
  ].join('')
`

const overflowingScript = `(() => {
  ${called}
  const root = document.documentElement
  const faults = [root, document.querySelector('#content')]
    .filter((one) => one !== null && one.scrollWidth > one.clientWidth)
    .map((one) => called(one) + ' scrolls: ' + one.scrollWidth + ' > ' + one.clientWidth)
  const scrolls = (one) => {
    if (one === null || one === root || one.id === 'content') return false
    return getComputedStyle(one).overflowX !== 'visible' || scrolls(one.parentElement)
  }
  for (const one of document.querySelectorAll('body *')) {
    const { left, right, width, height } = one.getBoundingClientRect()
    if (width < 2 || height < 2 || (left > -1 && right < root.clientWidth + 1)) continue
    if (scrolls(one.parentElement) || one.closest('.sr-only, .skip') !== null) continue
    faults.push(called(one) + ' is out: ' + Math.round(left) + '–' + Math.round(right))
  }
  return faults.slice(0, 6)
})()`

const tooSmallScript = `(least) => {
  ${called}
  const links = [...document.querySelectorAll('a[href]')]
    .filter((one) => getComputedStyle(one).display !== 'inline')
  const others = 'button, input, select, textarea, summary, [role=menuitem], [role=option]'
  const faults = new Set()
  for (const one of [...links, ...document.querySelectorAll(others)]) {
    const isSeen = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (!isSeen || one.disabled || one.closest('.sr-only, .skip') !== null) continue
    const { width, height } = (one.closest('label, .check') ?? one).getBoundingClientRect()
    if (height < 2 || (height > least - 0.5 && width > 23.5)) continue
    faults.add(called(one) + ' ' + Math.round(width) + '×' + Math.round(height))
  }
  return [...faults]
}`

const textsScript = `(() => {
  const texts = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    const isData = parentElement?.closest('script, style, textarea, bdi, datalist') !== null
    if (!isData) texts.add(textContent.trim())
  }
  for (const name of ['aria-label', 'title', 'placeholder']) {
    for (const one of document.querySelectorAll('[' + name + ']')) {
      texts.add(one.getAttribute(name))
    }
  }
  return [...texts].filter((text) => text !== '')
})()`
