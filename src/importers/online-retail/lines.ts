/** Turns the bytes of a file, gzip or not, into its lines: numbered, whole, proven UTF-8 text. */
import { isUtf8 } from 'node:buffer'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Problem } from '#base/problem.ts'

/** The bytes of a file as they come; text is taken as UTF-8. */
export type FileBytes = AsyncIterable<Uint8Array | string>

/** Takes one line without its line end; false asks for no more. */
export type LineTaker = (line: string, number: number) => boolean

/** No line of a sales file comes near this many bytes; a longer one is not a text file's. */
export const longestLine = 1 << 20

const lineFeed = 0x0a

/**
 * Hands over every line in order and holds no more than one chunk and one line. Returns what makes
 * the file unreadable (damaged gzip, not UTF-8, a NUL, an endless line), or null. An error of the
 * source itself, such as a disk's, is thrown on.
 */
export async function eachLine(source: FileBytes, take: LineTaker): Promise<Problem | null> {
  const reader = new LineReader(take)
  try {
    for await (const chunk of unpacked(buffers(source))) {
      if (!reader.push(chunk)) return reader.problem
    }
  } catch (error) {
    if (isDamagedGzip(error)) return damaged(reader.nextNumber)
    throw error
  }
  reader.end()
  return reader.problem
}

class LineReader {
  problem: Problem | null = null
  nextNumber = 1
  readonly #take: LineTaker
  #pieces: Buffer[] = []
  #held = 0

  constructor(take: LineTaker) {
    this.#take = take
  }

  /** Takes the next bytes; false when nothing more is wanted. */
  push(chunk: Buffer): boolean {
    const end = chunk.lastIndexOf(lineFeed) + 1
    if (end === 0) return this.#hold(chunk)
    const block = Buffer.concat([...this.#pieces, chunk.subarray(0, end)])
    this.#pieces = []
    this.#held = 0
    return this.#lines(block) && this.#hold(chunk.subarray(end))
  }

  /** The last line needs no line end. */
  end(): void {
    if (this.#held > 0) this.#lines(Buffer.concat(this.#pieces))
  }

  #hold(rest: Buffer): boolean {
    if (rest.length === 0) return true
    this.#pieces.push(rest)
    this.#held += rest.length
    if (this.#held <= longestLine) return true
    return this.#stop(
      'line-too-long',
      this.nextNumber,
      `This line is longer than ${longestLine} bytes.`,
      'A sales file has one invoice line per text line; export it again as CSV.',
    )
  }

  #lines(block: Buffer): boolean {
    if (!isUtf8(block) || block.includes(0)) return this.#unreadable(block)
    let text = block.toString('utf8')
    if (this.nextNumber === 1 && text.startsWith('\uFEFF')) text = text.slice(1)
    let start = 0
    while (start < text.length) {
      const found = text.indexOf('\n', start)
      const end = found === -1 ? text.length : found
      const bare = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end
      if (!this.#take(text.slice(start, bare), this.nextNumber++)) return false
      start = end + 1
    }
    return true
  }

  /** Walks a bad block line by line, for the number of the first bad one. */
  #unreadable(block: Buffer): boolean {
    let start = 0
    let number = this.nextNumber
    for (;;) {
      const found = block.indexOf(lineFeed, start)
      const line = block.subarray(start, found === -1 ? block.length : found)
      if (!isUtf8(line)) {
        return this.#stop(
          'not-utf-8',
          number,
          'This line is not UTF-8 text.',
          'Save the file as UTF-8, for example with "iconv -f ISO-8859-1 -t UTF-8".',
        )
      }
      if (line.includes(0)) {
        return this.#stop(
          'nul-character',
          number,
          'This line holds a NUL character.',
          'The file is damaged or not a text file; fetch or export it again.',
        )
      }
      start = found + 1
      number += 1
    }
  }

  #stop(rule: string, number: number, what: string, remedy: string): false {
    this.problem = { rule, field: `line ${number}`, message: `${what} ${remedy}` }
    return false
  }
}

async function* buffers(source: FileBytes): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    if (chunk.length === 0) continue
    if (typeof chunk === 'string') yield Buffer.from(chunk, 'utf8')
    else yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
}

/** Unpacks what begins with gzip's two bytes (RFC 1952, 2.3.1) and passes on everything else. */
async function* unpacked(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let first: Buffer = Buffer.alloc(0)
  while (first.length < 2) {
    const next = await source.next()
    if (next.done === true) break
    first = Buffer.concat([first, next.value])
  }
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    if (first.length > 0) yield first
    yield* source
    return
  }
  const packed = Readable.from(startingWith(first, source), { objectMode: false })
  const gunzip = createGunzip()
  // Errors reach the loop below through the stream itself; the callback only has to exist.
  pipeline(packed, gunzip, () => undefined)
  const chunks: AsyncIterable<Buffer> = gunzip
  yield* chunks
}

async function* startingWith(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

function isDamagedGzip(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('Z_')
  )
}

function damaged(number: number): Problem {
  return {
    rule: 'damaged-gzip',
    field: `line ${number}`,
    message:
      'The gzip file is damaged or cut off near this line. Fetch it again; "gzip -t" tests a copy.',
  }
}
