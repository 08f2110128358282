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
 * came, as its time stamp has it, to the second frame begun after it: by then the first is shown.
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

/**
 * Milliseconds from a click on a link to the frame that shows what it leads to: a selector that
 * was not there, or whose text is another one by then.
 */
export async function wayTo(page: Page, link: string, there: string): Promise<number> {
  return await page.evaluate<number>(
    `new Promise((resolve, reject) => {
      const [link, there] = ${JSON.stringify([link, there])}
      const from = document.querySelector(link)
      if (from === null) return reject(new Error('There is no ' + link))
      const was = location.href
      const began = performance.now()
      from.click()
      const look = () => {
        const found = document.querySelector(there)
        if (location.href === was || found === null || found.textContent === '') {
          if (performance.now() - began > 20_000) return reject(new Error('Never: ' + there))
          return requestAnimationFrame(look)
        }
        const shown = new MessageChannel()
        shown.port1.onmessage = () => resolve(performance.now() - began)
        requestAnimationFrame(() => shown.port2.postMessage(''))
      }
      requestAnimationFrame(look)
    })`,
  )
}

/** Nine of ten and a half are at most so long. */
export function p95(values: readonly number[]): number {
  return quantile(values, 0.95)
}
