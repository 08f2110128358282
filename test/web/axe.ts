/** What axe finds wrong with a page: nothing, in any screen. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** The rules that a page breaks, each with where. */
export async function axeFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
  )
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const colours = ['color-contrast', 'link-in-text-block']

/**
 * The same for a walk through one document, with the rules that only WCAG 2.2 has: all that is
 * asked, or what of it another look may break. The program is put in once, and looks often.
 */
export async function wcagFaults(page: Page, of: 'all' | 'colours'): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) {
    await new AxeBuilder({ page }).setLegacyMode(true).withRules('html-has-lang').analyze()
  }
  const runOnly =
    of === 'all' ? { type: 'tag', values: standards } : { type: 'rule', values: colours }
  return await page.evaluate<string[]>(`axe
    .run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})
    .then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any: [first] }) =>
        [id, target.join(' '), first?.message ?? ''].join(' '))))`)
}
