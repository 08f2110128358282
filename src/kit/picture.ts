/**
 * Pictures that are printed, judged by their bytes: PNG (ISO 15948) and baseline or progressive
 * JPEG (ITU-T T.81), whole and small, so that nothing of them can stop a print later.
 */
import type { Picture } from '#kit/layout.ts'
import type { Problem } from '#base/problem.ts'

/** So many bytes a picture has at most. */
export const largestPicture = 500_000
/** So many points in all: enough for a logo over the whole width of a page at 300 to the inch. */
const mostPoints = 3_000_000
const longestSide = 3_000

/** What stands in the way of printing it. Problems: `logo-size`, `logo-form`, `logo-points`. */
export async function pictureProblems(bytes: Uint8Array): Promise<Omit<Problem, 'field'>[]> {
  if (bytes.length > largestPicture) return [tooLarge]
  const measures = measuresOf(bytes)
  if (measures === null) return [noPicture]
  if (isTooWide(measures)) return [tooManyPoints]
  return measures.type === 'image/png' && !(await isWholePng(bytes, measures)) ? [noPicture] : []
}

/** A picture that was judged before. */
export function pictureOf(bytes: Uint8Array): Picture | null {
  const measures = measuresOf(bytes)
  if (measures === null) return null
  const { type, width, height } = measures
  return { type, width, height, bytes }
}

interface Measures {
  readonly type: Picture['type']
  readonly width: number
  readonly height: number
}

function isTooWide({ width, height }: Measures): boolean {
  return width > longestSide || height > longestSide || width * height > mostPoints
}

function measuresOf(bytes: Uint8Array): Measures | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = isPng(view) ? pngMeasures(view) : jpegMeasures(view)
  return found === null || found.width === 0 || found.height === 0 ? null : found
}

const pngBegins = [0x89504e47, 0x0d0a1a0a] as const

function isPng(view: DataView): boolean {
  return (
    view.byteLength >= 33 &&
    view.getUint32(0) === pngBegins[0] &&
    view.getUint32(4) === pngBegins[1] &&
    view.getUint32(12) === word('IHDR')
  )
}

function pngMeasures(view: DataView): Measures {
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** The samples of each point by the kind of colour, and the depths it may have (table 11.1). */
const colours: ReadonlyMap<number, { readonly samples: number; readonly bits: readonly number[] }> =
  new Map([
    [0, { samples: 1, bits: [1, 2, 4, 8, 16] }],
    [2, { samples: 3, bits: [8, 16] }],
    [3, { samples: 1, bits: [1, 2, 4, 8] }],
    [4, { samples: 2, bits: [8, 16] }],
    [6, { samples: 4, bits: [8, 16] }],
  ])

/** Whether each chunk has its sum, and the points unpack to what the head says. */
async function isWholePng(bytes: Uint8Array, { width, height }: Measures): Promise<boolean> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [depth, colour, packing, filter, interlace] = [24, 25, 26, 27, 28].map((at) =>
    view.getUint8(at),
  )
  const kind = colours.get(colour ?? -1)
  if (kind === undefined || depth === undefined || !kind.bits.includes(depth)) return false
  if (packing !== 0 || filter !== 0 || interlace !== 0) return false
  const chunks = chunksOf(bytes, view)
  if (chunks === null) return false
  const palette = chunks.find(({ name }) => name === word('PLTE'))
  if (colour === 3 && palette === undefined) return false
  if (palette !== undefined && palette.data.length % 3 !== 0) return false
  const packed = chunks.filter(({ name }) => name === word('IDAT')).map(({ data }) => data)
  const line = Math.ceil((width * depth * kind.samples) / 8) + 1
  const points = await unpacked(packed, line * height)
  if (points === null) return false
  // Each line begins with the number of its filter.
  return Array.from({ length: height }, (_, at) => points[at * line] ?? 5).every((one) => one <= 4)
}

/** What is packed, where that is so long; null where it is not, or cannot be unpacked. */
async function unpacked(parts: readonly Uint8Array[], length: number): Promise<Uint8Array | null> {
  const stream = new Blob(parts.map((part) => new Uint8Array(part)))
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
  const whole = new Uint8Array(length)
  let at = 0
  try {
    for await (const part of stream) {
      if (at + part.length > length) return null
      whole.set(part, at)
      at += part.length
    }
  } catch {
    return null
  }
  return at === length ? whole : null
}

interface Chunk {
  readonly name: number
  readonly data: Uint8Array
}

/** The chunks down to the last; null where one is damaged or cut off. */
function chunksOf(bytes: Uint8Array, view: DataView): Chunk[] | null {
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    if (end + 4 > bytes.length) return null
    if (sumOf(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return null
    const name = view.getUint32(at + 4)
    if (name === word('IEND')) return chunks
    chunks.push({ name, data: bytes.subarray(at + 8, end) })
    at = end + 4
  }
  return null
}

function word(name: string): number {
  return new DataView(new TextEncoder().encode(name).buffer).getUint32(0)
}

/** The sum of a chunk: CRC-32, as annex D of the standard has it. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum % 2 === 0 ? 0 : 0xedb88320)
  }
  return (sum ^ 0xffffffff) >>> 0
}

/** By the head of the frame; of grey or three colours with eight bits, as screens write them. */
function jpegMeasures(view: DataView): Measures | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 10 <= view.byteLength;) {
    const marker = view.getUint16(at)
    if (marker < 0xff01 || marker === 0xffd9 || marker === 0xffda) return null
    if (marker === 0xffc0 || marker === 0xffc1 || marker === 0xffc2) {
      const colour = view.getUint8(at + 9)
      if (view.getUint8(at + 4) !== 8 || (colour !== 1 && colour !== 3)) return null
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    }
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}

const tooLarge = {
  rule: 'logo-size',
  message: `The picture has more than ${largestPicture / 1000} kB. Make it smaller.`,
}

const noPicture = {
  rule: 'logo-form',
  message:
    'The file is no whole PNG or JPEG that can be printed. Save it anew as PNG, without ' +
    'interlacing.',
}

const tooManyPoints = {
  rule: 'logo-points',
  message:
    `The picture has more than ${longestSide} points on a side, or ${mostPoints} in all. Make ` +
    'it smaller.',
}
