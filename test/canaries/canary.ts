/** Canaries: values that stand nowhere else, and how they are found in whatever form they come. */
import { inflateRawSync } from 'node:zlib'
import { lookAtPdf } from '#test/pdf.ts'

/** Makes values that no other field of the books has. */
export interface Cage {
  /** A word of letters and digits. */
  readonly word: () => string
  /** An amount or a figure, with so many digits behind the point. */
  readonly figure: (digits: number) => string
  /** A day of a year of its own. */
  readonly day: () => string
  /** A whole number. */
  readonly whole: () => number
}

/** A cage whose canaries differ from those of all other cages. */
export function cage(number: number): Cage {
  let made = 0
  const next = (): number => number * 1_000 + (made += 1)
  return {
    word: () => `kanari${next()}q`,
    // No digit of the end is zero, so that no form leaves it out.
    figure: (digits) => `${7_100_000 + next()}${digits === 0 ? '' : `.${'37'.slice(0, digits)}`}`,
    day: () => `${2100 + (next() % 800)}-03-17`,
    whole: () => 810_000 + next(),
  }
}

/**
 * What is looked for of a value: a canary's word, the digits of a figure that has seven or more,
 * the year of a day far off; null for what could stand there by chance.
 */
export function tokenOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return null
  const [word] = /kanari\d+q/i.exec(text) ?? []
  if (word !== undefined) return word.toLowerCase()
  const [, year] = /^(2[1-9]\d\d)-\d\d-\d\d$/.exec(text) ?? []
  if (year !== undefined) return `year ${year}`
  if (!/^-?\d+(?:\.\d+)?$/.test(text)) return null
  const digits = text.replaceAll(/[-.]/g, '').replace(/^0+/, '')
  // A whole canary has six digits; a figure that was reckoned from one has more.
  const enough = /^81\d{4}$/.test(digits) || digits.replace(/0+$/, '').length >= 7
  return enough ? `digits ${digits}` : null
}

/** Finds which of some canaries a text tells, plain or within encoded parts of it. */
export function finder(sought: Iterable<string>): (text: string) => Set<string> {
  const tokens = new Set(sought)
  const figures = [...tokens].flatMap((token) =>
    token.startsWith('digits ') ? token.slice(7) : [],
  )
  const lengths = [...new Set(figures.map(({ length }) => length))]
  const bySerial = new Map(
    [...tokens].flatMap((token) => (token.startsWith('year ') ? [[serialOf(token), token]] : [])),
  )
  return (text) => {
    const found = new Set<string>()
    for (const part of [text, ...decodedParts(text)]) {
      // A narrow column breaks words.
      for (const written of [part, part.replaceAll(/\s+/g, '')].map((one) => one.toLowerCase())) {
        for (const [word] of written.matchAll(/kanari\d+q/g)) found.add(word)
        for (const year of yearsIn(written)) found.add(`year ${year}`)
      }
      for (const run of digitRuns(part)) {
        found.add(bySerial.get(run) ?? '')
        for (const length of lengths) {
          for (let at = 0; at + length <= run.length; at += 1) {
            found.add(`digits ${run.slice(at, at + length)}`)
          }
        }
      }
    }
    return found.intersection(tokens)
  }
}

/** The years of canaries' days, which all are the 17th of March, in the ways of some languages. */
function yearsIn(text: string): string[] {
  const ways = [
    /(2\d\d\d)-03-17/g,
    /17\. ?0?3\. ?(2\d\d\d)|17\/0?3\/(2\d\d\d)|0?3\/17\/(2\d\d\d)/g,
    /17\.? ?m(?:ar|är)[a-z]*\.? ?(2\d\d\d)|mar[a-z]*\.? ?17,? ?(2\d\d\d)/g,
  ]
  return ways.flatMap((way) =>
    [...text.matchAll(way)].flatMap(
      ([, ...years]) => years.find((year) => year !== undefined) ?? [],
    ),
  )
}

/** The number under which workbooks keep a day: days since 1899-12-30. */
function serialOf(token: string): string {
  const day = Temporal.PlainDate.from(`${token.slice(5)}-03-17`)
  return String(Temporal.PlainDate.from('1899-12-30').until(day).total('days'))
}

/** Runs of digits as figures have them, whatever parts thousands and cents. */
function digitRuns(text: string): Set<string> {
  const bare = text
    // Identifiers, hashes and moments have long runs of their own.
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi, ' ')
    .replaceAll(/\b[0-9a-f]{64}\b/gi, ' ')
    .replaceAll(/T\d\d:\d\d:\d\d(?:\.\d+)?/g, ' ')
    .replaceAll(/(?<=\d)[.,'’\u00a0\u202f ](?=\d)/g, '')
  return new Set([...bare.matchAll(/\d{6,}/g)].map(([run]) => run))
}

/** What stands in a text in base64: cursors, for instance. */
function decodedParts(text: string): string[] {
  return [...text.matchAll(/[\w+/-]{16,}={0,2}/g)]
    .map(([part]) => Buffer.from(part.replaceAll('-', '+').replaceAll('_', '/'), 'base64'))
    .map((bytes) => bytes.toString('utf8'))
    .filter((part) => !part.includes('\ufffd'))
}

/** The text of an answer's body: of a workbook its parts, of a PDF what its reader sees. */
export function textOf(body: Uint8Array): string {
  const bytes = Buffer.from(body)
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return unpacked(bytes)
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') {
    const { pages, title } = lookAtPdf(bytes)
    return [title, ...pages].join('\n')
  }
  return bytes.toString('utf8')
}

/** The files in a ZIP archive, one behind the other, by its central directory. */
function unpacked(bytes: Buffer): string {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  const [count, from] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  const files: string[] = []
  for (let [at, left] = [from, count]; left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place))
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + size)
    files.push((method === 0 ? content : inflateRawSync(content)).toString('utf8'))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return files.join('\n')
}
