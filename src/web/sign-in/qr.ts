/** Text as a QR code (ISO/IEC 18004): bytes, error correction M, versions 1 to 12. */
import { errorCorrection } from '#web/sign-in/reed-solomon.ts'

/** Rows of modules, true where one is dark; null where the text is too long: 287 bytes at most. */
export function qrCode(text: string): boolean[][] | null {
  const bytes = new TextEncoder().encode(text)
  const version = versions.findIndex((one, at) => room(one, at + 1) >= bytes.length) + 1
  const one = versions[version - 1]
  if (one === undefined) return null
  const words = interleaved(dataWords(bytes, one, version), one)
  const grid = emptyGrid(version)
  placeFixed(grid, version, one.centres)
  placeWords(grid, words)
  return bestMasked(grid)
}

interface Version {
  /** Words of error correction in each block. */
  readonly correction: number
  /** How many data words each block has. */
  readonly blocks: readonly number[]
  /** Where alignment patterns are centred. */
  readonly centres: readonly number[]
}

function repeated(count: number, words: number): number[] {
  return Array.from({ length: count }, () => words)
}

/** Tables 9 and E.1 of the standard, for level M. */
const versions: readonly Version[] = [
  { correction: 10, blocks: [16], centres: [] },
  { correction: 16, blocks: [28], centres: [6, 18] },
  { correction: 26, blocks: [44], centres: [6, 22] },
  { correction: 18, blocks: repeated(2, 32), centres: [6, 26] },
  { correction: 24, blocks: repeated(2, 43), centres: [6, 30] },
  { correction: 16, blocks: repeated(4, 27), centres: [6, 34] },
  { correction: 18, blocks: repeated(4, 31), centres: [6, 22, 38] },
  { correction: 22, blocks: [...repeated(2, 38), ...repeated(2, 39)], centres: [6, 24, 42] },
  { correction: 22, blocks: [...repeated(3, 36), ...repeated(2, 37)], centres: [6, 26, 46] },
  { correction: 26, blocks: [...repeated(4, 43), 44], centres: [6, 28, 50] },
  { correction: 30, blocks: [50, ...repeated(4, 51)], centres: [6, 30, 54] },
  { correction: 22, blocks: [...repeated(6, 36), ...repeated(2, 37)], centres: [6, 32, 58] },
]

function sizeOf({ blocks }: Version): number {
  return blocks.reduce((sum, words) => sum + words, 0)
}

function room(one: Version, version: number): number {
  return sizeOf(one) - (version < 10 ? 2 : 3)
}

function dataWords(bytes: Uint8Array, one: Version, version: number): number[] {
  const bits: number[] = []
  const push = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at -= 1) bits.push((value >> at) & 1)
  }
  push(0b0100, 4)
  push(bytes.length, version < 10 ? 8 : 16)
  for (const byte of bytes) push(byte, 8)
  const total = sizeOf(one) * 8
  push(0, Math.min(4, total - bits.length))
  push(0, (8 - (bits.length % 8)) % 8)
  for (let fill = 0xec; bits.length < total; fill ^= 0xec ^ 0x11) push(fill, 8)
  return Array.from({ length: total / 8 }, (_, word) =>
    bits.slice(word * 8, word * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  )
}

/** The data of all blocks word by word, and then what corrects it. */
function interleaved(data: readonly number[], { blocks, correction }: Version): number[] {
  let begin = 0
  const parts = blocks.map((words) => data.slice(begin, (begin += words)))
  const corrections = parts.map((part) => errorCorrection(part, correction))
  return [...acrossAll(parts), ...acrossAll(corrections)]
}

function acrossAll(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat()
}

/** A module that is not fixed is null until it holds data. */
interface Grid {
  readonly size: number
  readonly dark: boolean[][]
  readonly fixed: boolean[][]
}

function emptyGrid(version: number): Grid {
  const size = 17 + 4 * version
  const make = (): boolean[][] =>
    Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  return { size, dark: make(), fixed: make() }
}

function fix({ size, dark, fixed }: Grid, x: number, y: number, isDark: boolean): void {
  const [row, mark] = [dark[y], fixed[y]]
  if (x < 0 || x >= size || row === undefined || mark === undefined) return
  row[x] = isDark
  mark[x] = true
}

function placeFixed(grid: Grid, version: number, centres: readonly number[]): void {
  const { size } = grid
  for (let at = 0; at < size; at += 1) {
    fix(grid, 6, at, at % 2 === 0)
    fix(grid, at, 6, at % 2 === 0)
  }
  placeSquare(grid, 3, 3, 4)
  placeSquare(grid, size - 4, 3, 4)
  placeSquare(grid, 3, size - 4, 4)
  const last = centres.at(-1)
  for (const x of centres) {
    for (const y of centres) {
      const isCorner = (x === 6 && (y === 6 || y === last)) || (x === last && y === 6)
      if (!isCorner) placeSquare(grid, x, y, 2)
    }
  }
  placeFormat(grid, 0)
  if (version >= 7) placeVersion(grid, version)
}

/** A finder pattern (reach 4, with the light edge) or an alignment pattern (reach 2). */
function placeSquare(grid: Grid, x: number, y: number, reach: number): void {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const ring = Math.max(Math.abs(dx), Math.abs(dy))
      fix(grid, x + dx, y + dy, reach === 4 ? ring !== 2 && ring !== 4 : ring !== 1)
    }
  }
}

/** The level and the mask, protected by BCH (15, 5); level M is 00. */
export function formatBits(mask: number): number {
  let rest = mask
  for (let at = 0; at < 10; at += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  return ((mask << 10) | rest) ^ 0x5412
}

function placeFormat(grid: Grid, mask: number): void {
  const bits = formatBits(mask)
  const bit = (at: number): boolean => ((bits >> at) & 1) === 1
  const { size } = grid
  for (let at = 0; at <= 5; at += 1) fix(grid, 8, at, bit(at))
  fix(grid, 8, 7, bit(6))
  fix(grid, 8, 8, bit(7))
  fix(grid, 7, 8, bit(8))
  for (let at = 9; at < 15; at += 1) fix(grid, 14 - at, 8, bit(at))
  for (let at = 0; at < 8; at += 1) fix(grid, size - 1 - at, 8, bit(at))
  for (let at = 8; at < 15; at += 1) fix(grid, 8, size - 15 + at, bit(at))
  fix(grid, 8, size - 8, true)
}

/** The version, protected by BCH (18, 6). */
export function versionBits(version: number): number {
  let rest = version
  for (let at = 0; at < 12; at += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  return (version << 12) | rest
}

function placeVersion(grid: Grid, version: number): void {
  const bits = versionBits(version)
  for (let at = 0; at < 18; at += 1) {
    const isDark = ((bits >> at) & 1) === 1
    const [far, near] = [grid.size - 11 + (at % 3), Math.floor(at / 3)]
    fix(grid, far, near, isDark)
    fix(grid, near, far, isDark)
  }
}

/** The places of data in their order: pairs of columns from the right, up and down in turn. */
export function dataPlaces(size: number, isFixed: (x: number, y: number) => boolean) {
  const places: (readonly [number, number])[] = []
  let isUpward = true
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step += 1) {
      const y = isUpward ? size - 1 - step : step
      for (const x of [right, right - 1]) if (!isFixed(x, y)) places.push([x, y])
    }
    isUpward = !isUpward
  }
  return places
}

function placeWords({ size, dark, fixed }: Grid, words: readonly number[]): void {
  const places = dataPlaces(size, (x, y) => fixed[y]?.[x] === true)
  for (const [at, [x, y]] of places.entries()) {
    const row = dark[y]
    const word = words[at >> 3] ?? 0
    if (row !== undefined) row[x] = ((word >> (7 - (at & 7))) & 1) === 1
  }
}

/** The eight masks of the standard. */
export const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

function bestMasked(grid: Grid): boolean[][] {
  const all = masks.map((mask, number) => masked(grid, mask, number))
  const costs = all.map(penalty)
  return all[costs.indexOf(Math.min(...costs))] ?? grid.dark
}

function masked(
  { size, dark, fixed }: Grid,
  mask: (x: number, y: number) => boolean,
  number: number,
): boolean[][] {
  const rows = dark.map((row, y) =>
    row.map((isDark, x) => (fixed[y]?.[x] === true ? isDark : isDark !== mask(x, y))),
  )
  placeFormat({ size, dark: rows, fixed: fixed.map((row) => [...row]) }, number)
  return rows
}

/** How hard a picture is to read, by the four rules of the standard. */
function penalty(rows: readonly (readonly boolean[])[]): number {
  const columns = rows.map((_, x) => rows.map((row) => row[x] === true))
  const lines = [...rows, ...columns]
  const dark = rows.flat().filter(Boolean).length
  const share = Math.floor(Math.abs((dark * 20) / rows.flat().length - 10))
  return (
    lines.reduce((sum, line) => sum + runCost(line) + finderCost(line), 0) +
    squareCost(rows) +
    share * 10
  )
}

function runCost(line: readonly boolean[]): number {
  const text = line.map((isDark) => (isDark ? '1' : '0')).join('')
  const runs = text.match(/0{5,}|1{5,}/g) ?? []
  return runs.reduce((sum, { length }) => sum + length - 2, 0)
}

function finderCost(line: readonly boolean[]): number {
  const text = line.map((isDark) => (isDark ? '1' : '0')).join('')
  return [...text.matchAll(/(?=10111010000|00001011101)/g)].length * 40
}

function squareCost(rows: readonly (readonly boolean[])[]): number {
  let cost = 0
  for (const [y, row] of rows.entries()) {
    const below = rows[y + 1]
    if (below === undefined) break
    for (let x = 0; x + 1 < row.length; x += 1) {
      const same = row[x] === row[x + 1] && row[x] === below[x] && row[x] === below[x + 1]
      if (same) cost += 3
    }
  }
  return cost
}
