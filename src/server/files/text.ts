/** Text of files that people send, in whatever encoding their programs write. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { CheckedBytes } from '#server/files/bytes.ts'

/** The encodings that a file may be said to be in. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macintosh',
  'ibm866',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export type Encoding = (typeof encodings)[number]

/**
 * The text of the bytes. A byte order mark goes before what is said, and what is said before a
 * look at the first bytes: UTF-16 shows itself by its empty bytes, all else is UTF-8. Bytes that
 * are not are a problem that shows how their word would read in the likely encodings, because no
 * program can know which is meant. Nothing follows it.
 */
export async function* textOf(
  bytes: CheckedBytes,
  said: Encoding | null,
): AsyncGenerator<Outcome<string>> {
  let encoding: Encoding | null = null
  let decoder = new TextDecoder()
  let line = 1
  for await (const chunk of bytes) {
    if (!chunk.ok) {
      yield chunk
      return
    }
    if (encoding === null) {
      encoding = marked(chunk.value) ?? said ?? guessed(chunk.value)
      decoder = new TextDecoder(encoding, { fatal: true })
    }
    const text = decoded(decoder, chunk.value)
    if (text === null) {
      yield refused(undecodable(chunk.value, encoding, line))
      return
    }
    line += lineBreaks(text)
    yield fine(text)
  }
  if (decoded(decoder) === null) yield refused(cutOff(line))
}

/** How often a text goes on to a new line. */
export function lineBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string | null {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    return null
  }
}

function marked([first, second, third]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/** Text in UTF-16 has an empty byte at every second place wherever its letters are Latin. */
function guessed(bytes: Uint8Array): Encoding {
  const head = bytes.subarray(0, 1024)
  const empty = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) empty[at % 2] = (empty[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = empty
  const many = head.length / 8
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : 'utf-8'
}

function undecodable(bytes: Uint8Array, encoding: Encoding, firstLine: number): Problem {
  const good = goodBytes(bytes, encoding)
  const line = firstLine + lineBreaks(new TextDecoder(encoding).decode(bytes.subarray(0, good)))
  const word = wordAt(bytes, good)
  const readings = ['windows-1252', 'windows-1250', 'windows-1251'].map(
    (name) => `“${new TextDecoder(name).decode(word)}” in ${name}`,
  )
  const hint = encoding === 'utf-8' ? `: it could be ${readings.join(', ')}` : ''
  return {
    rule: 'file-encoding',
    field: `line ${line}`,
    message:
      `Line ${line} is not written in ${encoding.toUpperCase()}${hint}. Say in which encoding ` +
      'the file is written, or save it again as “CSV UTF-8”.',
  }
}

/** How many of the bytes can be decoded, found by halving. */
function goodBytes(bytes: Uint8Array, encoding: Encoding): number {
  let [good, bad] = [0, bytes.length]
  while (good + 1 < bad) {
    const middle = (good + bad) >> 1
    const decoder = new TextDecoder(encoding, { fatal: true })
    if (decoded(decoder, bytes.subarray(0, middle)) === null) bad = middle
    else good = middle
  }
  return good
}

/** The bytes around one, as far as no blank or separator comes. */
function wordAt(bytes: Uint8Array, at: number): Uint8Array {
  const ends = (byte: number | undefined) =>
    byte === undefined || byte <= 0x20 || [0x22, 0x2c, 0x3b, 0x7c].includes(byte)
  let [from, to] = [at, at + 1]
  while (at - from < 20 && !ends(bytes[from - 1])) from -= 1
  while (to - at < 20 && !ends(bytes[to])) to += 1
  return bytes.subarray(from, to)
}

function cutOff(line: number): Problem {
  return {
    rule: 'file-broken',
    field: `line ${line}`,
    message: 'The file ends in the middle of a letter: it was cut off. Send it again.',
  }
}
