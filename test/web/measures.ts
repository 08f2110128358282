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

const described = `
  const called = (one) => one.tagName.toLowerCase() + [...one.classList].map((name) => '.' + name).join('')
    + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').replaceAll(/\\s+/g, ' ').trim().slice(0, 30)
`

const overflowingScript = `(() => {
  ${described}
  const width = document.documentElement.clientWidth
  const faults = []
  for (const one of [document.documentElement, document.querySelector('#content')]) {
    if (one !== null && one.scrollWidth > one.clientWidth)
      faults.push(called(one).slice(0, 40) + ' scrolls: ' + one.scrollWidth + ' > ' + one.clientWidth)
  }
  const scrolls = (one) => one !== null && one.id !== 'content' && one !== document.documentElement
    && (/auto|scroll|hidden|clip/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement))
  for (const one of document.querySelectorAll('body *')) {
    const { left, right, width: own, height } = one.getBoundingClientRect()
    if (own < 2 || height < 2 || (left > -1 && right < width + 1)) continue
    if (!scrolls(one.parentElement) && one.closest('.sr-only, .skip') === null)
      faults.push(called(one) + ' is out: ' + Math.round(left) + '–' + Math.round(right))
  }
  return faults.slice(0, 6)
})()`

const tooSmallScript = `(least) => {
  ${described}
  const aims = 'a[href], button, input, select, textarea, summary, [role=menuitem], [role=tab], [role=option]'
  const faults = new Set()
  for (const one of document.querySelectorAll(aims)) {
    const style = getComputedStyle(one)
    const isInText = one.tagName === 'A' && style.display === 'inline'
    const place = one.closest('label, .check, [data-target]') ?? one
    const { width, height } = place.getBoundingClientRect()
    const isShown = one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    if (isInText || !isShown || height < 2 || one.disabled || one.closest('.sr-only, .skip') !== null) continue
    if (height < least - 0.5 || width < 23.5) faults.add(called(one) + ' ' + Math.round(width) + '×' + Math.round(height))
  }
  return [...faults]
}`

const textsScript = `(() => {
  const texts = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode
    if (parentElement?.closest('script, style, textarea, bdi, datalist') === null) texts.add(textContent.trim())
  }
  for (const one of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) texts.add(one.getAttribute(name) ?? '')
  }
  return [...texts].filter((text) => text !== '')
})()`
