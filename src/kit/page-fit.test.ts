/** Tests of how tables fit on pages. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PrintTable } from '#kit/layout.ts'
import { betweenColumns, fitOf, widthsOf } from '#kit/page-fit.ts'

const room = { upright: 491, across: 738 }

function tableOf(cells: readonly string[], words: readonly number[] = []): PrintTable {
  return {
    heading: null,
    columns: cells.map((_, at) => ({
      title: 'Title',
      side: 'start',
      width: words.includes(at) ? 'fill' : 'fit',
    })),
    rows: [cells],
    totals: [],
  }
}

const amounts = (count: number): string[] => Array.from({ length: count }, () => '1,234,567.89')

test('few columns stand upright, more lie across, and many are set smaller', () => {
  assert.deepEqual(fitOf([tableOf(amounts(4))], room), { isAcross: false, size: 9 })
  assert.deepEqual(fitOf([tableOf(amounts(9))], room), { isAcross: true, size: 9 })
  const { isAcross, size } = fitOf([tableOf(amounts(13))], room)
  assert.ok(isAcross && size < 9 && size > 6, String(size))
  assert.deepEqual(fitOf([tableOf(amounts(40))], room), { isAcross: true, size: 6 })
  assert.deepEqual(fitOf([], room), { isAcross: false, size: 9 })
})

test('figures have the room that they need, and words share the rest', () => {
  const table = tableOf(['a name', 'some words that are longer than a name', '1,234.50'], [0, 1])
  const [name = 0, words = 0, figure = 0] = widthsOf(table, 9, 491)
  assert.ok(figure >= 8 * 9 * 0.56)
  assert.ok(words > name)
  assert.ok(Math.abs(name + words + figure + 2 * betweenColumns - 491) < 1)
})

test('no table is wider than its page, whatever stands in it', () => {
  const cell = fc.string({ maxLength: 60 })
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 30 }),
      fc.array(fc.nat(29)),
      fc.boolean(),
      (cells, words, isAcross) => {
        const width = isAcross ? room.across : room.upright
        const widths = widthsOf(tableOf(cells, words), 6, width)
        const all = widths.reduce((sum, one) => sum + one, betweenColumns * (cells.length - 1))
        assert.ok(all <= width + 1, `${all} of ${width}`)
        assert.ok(widths.every((one) => one > 0))
      },
    ),
  )
})
