/** No two style sheets give one class a place of its own: whoever saw both pages has both. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const folder = join(import.meta.dirname, '../../src/web')

/** Where a class stands in a row of its own, it says how what bears it is laid out. */
const placing = /^(display|position|float|grid-template|columns)/

test('a class is laid out by one style sheet alone', () => {
  const placed = new Map<string, Set<string>>()
  for (const path of globSync('**/*.css', { cwd: folder })) {
    const text = readFileSync(join(folder, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')
    for (const [, heads = '', body = ''] of text.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
      if (!body.split(';').some((one) => placing.test(one.trim()))) continue
      for (const head of heads.split(',').map((one) => one.trim())) {
        if (/^\.[\w-]+$/.test(head)) placed.set(head, (placed.get(head) ?? new Set()).add(path))
      }
    }
  }
  assert.ok(placed.size > 100)
  const shared = [...placed].filter(([, paths]) => paths.size > 1)
  assert.deepEqual(
    shared.map(([head, paths]) => `${head}: ${[...paths].join(', ')}`),
    [],
  )
})
