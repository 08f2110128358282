/** What a page's own clock tells: how long keys, frames and ways from screen to screen take. */
import type { Page } from 'playwright-core'
import { quantile } from '../measure.ts'

/** Milliseconds of what happened while somebody worked on a page. */
export interface Felt {
  /** From each key to the frame that shows what it did. */
  readonly keys: readonly number[]
  /** Between each frame and the one before. */
  readonly frames: readonly number[]
  /** Of each task longer than 50 ms. */
  readonly tasks: readonly number[]
}

/**
 * Watches a page by its own clock while something is done. A key's time is from when the event
 * came, as its time stamp has it, until the frame after it is drawn.
 */
export async function felt(page: Page, work: () => Promise<void>): Promise<Felt> {
  await page.evaluate(`(() => {
    const felt = { keys: [], frames: [], tasks: [], stop: false }
    window.felt = felt
    felt.listen = ({ timeStamp }) => {
      const shown = new MessageChannel()
      shown.port1.onmessage = () => felt.keys.push(performance.now() - timeStamp)
      requestAnimationFrame(() => shown.port2.postMessage(''))
    }
    addEventListener('keydown', felt.listen, true)
    felt.observer = new PerformanceObserver((list) =>
      felt.tasks.push(...list.getEntries().map(({ duration }) => duration)))
    felt.observer.observe({ type: 'longtask' })
    let before = 0
    const frame = (now) => {
      if (before !== 0) felt.frames.push(now - before)
      before = now
      if (!felt.stop) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })()`)
  await work()
  return await page.evaluate<Felt>(`(() => {
    felt.stop = true
    felt.observer.disconnect()
    removeEventListener('keydown', felt.listen, true)
    return { keys: felt.keys, frames: felt.frames, tasks: felt.tasks }
  })()`)
}

/** A way from one screen to another: the link that is clicked, and what tells that one is there. */
export interface Way {
  /** A selector of the link. */
  readonly link: string
  /** The heading of the screen, or how it begins. */
  readonly heading: string
  /** A selector of what one came for: the first row, the first figure. */
  readonly there: string
}

/** Milliseconds of the page's clock from a click to the frame that shows what one came for. */
export async function wayTo(page: Page, way: Way): Promise<number> {
  await page.locator(way.link).first().waitFor()
  return await page.evaluate<number>(
    `new Promise((resolve, reject) => {
      const { link, heading, there } = ${JSON.stringify(way)}
      const was = location.href
      const began = performance.now()
      document.querySelector(link).click()
      const isThere = () =>
        location.href !== was &&
        document.querySelector('main h1')?.textContent.startsWith(heading) &&
        document.querySelector(there) !== null
      const look = () => {
        if (!isThere()) {
          if (performance.now() - began > 20_000) reject(new Error('Never there: ' + heading))
          else requestAnimationFrame(look)
          return
        }
        const shown = new MessageChannel()
        shown.port1.onmessage = () => resolve(performance.now() - began)
        requestAnimationFrame(() => shown.port2.postMessage(''))
      }
      requestAnimationFrame(look)
    })`,
  )
}

/** Nineteen of twenty are at most so long. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95)
}
