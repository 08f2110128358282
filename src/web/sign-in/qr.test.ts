/** QR codes: published vectors of their parts, and pictures read back by the standard's rules. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dataPlaces, formatBits, masks, qrCode, versionBits } from '#web/sign-in/qr.ts'
import { errorCorrection, product } from '#web/sign-in/reed-solomon.ts'

test('correction words of the standard’s own example, “01234567” in version 1-M', () => {
  // ISO/IEC 18004, annex I.2.
  const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17]
  assert.deepEqual(
    errorCorrection(data, 10),
    [0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55],
  )
})

test('format and version words are those of the tables C.1 and D.1', () => {
  assert.deepEqual(
    [0, 1, 5, 7].map((mask) => formatBits(mask)),
    [0x5412, 0x5125, 0x40ce, 0x4aa0],
  )
  assert.deepEqual(
    [7, 8, 12].map((version) => versionBits(version)),
    [0x07c94, 0x085bc, 0x0c762],
  )
})

test('a picture says what was written, for every length up to the longest', () => {
  for (const length of [1, 14, 15, 26, 60, 100, 150, 180, 213, 214, 287]) {
    const text = Array.from({ length }, (_, at) => String.fromCharCode(33 + (at % 90))).join('')
    const rows = qrCode(text)
    assert.ok(rows !== null)
    assert.equal(read(rows), text)
  }
  assert.equal(qrCode('x'.repeat(288)), null)
})

/** Reads a picture without looking at how it was made; each block is proven by its correction. */
function read(rows: readonly (readonly boolean[])[]): string {
  const size = rows.length
  const version = (size - 17) / 4
  const at = (x: number, y: number): boolean => rows[y]?.[x] === true
  const format = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => at(8, y)).toReversed()
  const bits = [...[0, 1, 2, 3, 4, 5, 7].map((x) => at(x, 8)), ...format]
  const word = bits.reduce((sum, isSet) => sum * 2 + (isSet ? 1 : 0), 0)
  const number = masks.findIndex((_, mask) => formatBits(mask) === word)
  const mask = masks[number]
  assert.ok(mask !== undefined, 'the format is readable')
  const [correction, blocks, centres] = tables[version - 1] ?? []
  assert.ok(correction !== undefined && blocks !== undefined && centres !== undefined)
  const isFixed = (x: number, y: number): boolean =>
    x === 6 ||
    y === 6 ||
    (x < 9 && y < 9) ||
    (x >= size - 8 && y < 9) ||
    (x < 9 && y >= size - 8) ||
    (version >= 7 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6))) ||
    centres.some((cx) =>
      centres.some(
        (cy) =>
          Math.abs(x - cx) <= 2 &&
          Math.abs(y - cy) <= 2 &&
          !((cx < 9 && cy < 9) || (cx < 9 && cy > size - 9) || (cx > size - 9 && cy < 9)),
      ),
    )
  const data = dataPlaces(size, isFixed).map(([x, y]) => at(x, y) !== mask(x, y))
  const words = Array.from({ length: data.length >> 3 }, (_, place) =>
    data.slice(place * 8, place * 8 + 8).reduce((sum, isSet) => sum * 2 + (isSet ? 1 : 0), 0),
  )
  return textOf(blocksOf(words, blocks, correction), version)
}

function blocksOf(words: readonly number[], blocks: readonly number[], correction: number) {
  const parts: number[][] = blocks.map(() => [])
  let next = 0
  for (let round = 0; round < Math.max(...blocks); round += 1) {
    for (const [block, length] of blocks.entries()) {
      if (round < length) parts[block]?.push(words[next++] ?? 0)
    }
  }
  const all = parts.map((part) => [...part])
  for (let round = 0; round < correction; round += 1) {
    for (const one of all) one.push(words[next++] ?? 0)
  }
  for (const one of all) {
    // A word of the code has every root of its generator.
    let root = 1
    for (let power = 0; power < correction; power += 1) {
      assert.equal(
        one.reduce((sum, value) => product(sum, root) ^ value, 0),
        0,
      )
      root = product(root, 2)
    }
  }
  return parts.flat()
}

function textOf(words: readonly number[], version: number): string {
  const bits = words.map((word) => word.toString(2).padStart(8, '0')).join('')
  assert.equal(bits.slice(0, 4), '0100')
  const width = version < 10 ? 8 : 16
  const length = Number.parseInt(bits.slice(4, 4 + width), 2)
  const body = bits.slice(4 + width, 4 + width + length * 8)
  const bytes = body.match(/.{8}/g) ?? []
  return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 2)))
}

/** Words of correction, data words of each block, centres of alignment: level M, tables 9, E.1. */
const tables: readonly (readonly [number, readonly number[], readonly number[]])[] = [
  [10, [16], []],
  [16, [28], [6, 18]],
  [26, [44], [6, 22]],
  [18, [32, 32], [6, 26]],
  [24, [43, 43], [6, 30]],
  [16, [27, 27, 27, 27], [6, 34]],
  [18, [31, 31, 31, 31], [6, 22, 38]],
  [22, [38, 38, 39, 39], [6, 24, 42]],
  [22, [36, 36, 36, 37, 37], [6, 26, 46]],
  [26, [43, 43, 43, 43, 44], [6, 28, 50]],
  [30, [50, 51, 51, 51, 51], [6, 30, 54]],
  [22, [36, 36, 36, 36, 36, 36, 37, 37], [6, 32, 58]],
]
