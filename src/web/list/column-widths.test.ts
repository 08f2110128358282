/** Tests of the widths of a list's columns. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { widthOf } from '#web/list/column-widths.ts'

function field(name: string, kind: string, side: 'start' | 'end' = 'start'): FieldPage {
  return {
    name,
    kind,
    side,
    label: name,
    help: null,
    optional: true,
    taken: false,
    operators: [],
    schema: {},
    link: null,
    currencyIn: null,
  }
}

test('a column of texts has the room that its first rows need, and no more than a page has', () => {
  const name = field('name', 'text')
  const width = (...texts: string[]) =>
    widthOf(
      name,
      texts.map((text) => ({ name: text })),
    )
  const [short, long, endless] = [width('Ann'), width('x'.repeat(40)), width('x'.repeat(4_000))]
  assert.ok((short.wanted ?? 0) < (long.wanted ?? 0))
  assert.ok((long.wanted ?? 0) < (endless.wanted ?? 0))
  assert.equal(endless.wanted, 480)
  assert.ok(endless.least <= 104)
})

test('numbers of papers, figures and days are never cut', () => {
  const rows = [{ number: 'INV-2026-00015', total: '1234567.5', day: '2026-11-22' }]
  assert.ok(widthOf(field('number', 'text'), rows).least >= 14 * 8)
  assert.ok(widthOf(field('total', 'money', 'end'), rows).least >= 12 * 8)
  assert.equal(widthOf(field('total', 'money', 'end'), rows).wanted, null)
  assert.equal(widthOf(field('day', 'day'), rows).least, 114)
})
