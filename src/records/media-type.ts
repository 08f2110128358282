/** What a file is, as its first bytes show, whatever its name says; and as what it may be sent. */
import { isUtf8 } from 'node:buffer'

/** What a file begins with: bytes in hexadecimal from a place, `..` for any. */
interface Signature {
  readonly type: string
  readonly from?: number
  readonly bytes: string
}

/**
 * The signatures that are looked for, the first that fits counts. From the WHATWG's “MIME Sniffing”
 * (section 6), PRONOM and the formats' own descriptions.
 */
const signatures: readonly Signature[] = [
  { type: 'application/pdf', bytes: '255044462d' },
  { type: 'image/png', bytes: '89504e470d0a1a0a' },
  { type: 'image/jpeg', bytes: 'ffd8ff' },
  { type: 'image/gif', bytes: '474946383761' },
  { type: 'image/gif', bytes: '474946383961' },
  { type: 'image/webp', bytes: '52494646........57454250' },
  { type: 'image/tiff', bytes: '49492a00' },
  { type: 'image/tiff', bytes: '4d4d002a' },
  { type: 'image/heic', from: 4, bytes: '6674797068656963' },
  { type: 'image/avif', from: 4, bytes: '6674797061766966' },
  { type: 'video/mp4', from: 4, bytes: '66747970' },
  { type: 'application/gzip', bytes: '1f8b08' },
  { type: 'application/x-7z-compressed', bytes: '377abcaf271c' },
  { type: 'application/vnd.rar', bytes: '526172211a07' },
  // Word, Excel and Outlook before 2007.
  { type: 'application/x-ole-storage', bytes: 'd0cf11e0a1b11ae1' },
  { type: 'application/rtf', bytes: '7b5c727466' },
]

/** What lies in a ZIP file, by the name of one of its first members. */
const inZip: readonly (readonly [RegExp, string])[] = [
  [/^word\//, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  [/^xl\//, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^ppt\//, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
]

/** What may be sent as what it is; anything else is sent as bytes that no browser looks into. */
const harmless: ReadonlySet<string> = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/heic',
  'image/avif',
  'text/plain',
  'application/zip',
  ...inZip.map(([, type]) => type),
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
])

/** The media type of a file, from its first bytes. */
export function mediaTypeOf(head: Uint8Array): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const hex = bytes.toString('hex', 0, 24)
  const found = signatures.find(({ from = 0, bytes: wanted }) => begins(hex, from * 2, wanted))
  if (found !== undefined) return found.type
  if (hex.startsWith('504b0304')) return typeInZip(bytes)
  return typeOfText(bytes)
}

/** As what a file of a type is sent: what a browser might run is sent as bytes. */
export function sentType(type: string): string {
  if (type === 'text/plain') return 'text/plain; charset=utf-8'
  return harmless.has(type) ? type : 'application/octet-stream'
}

function begins(hex: string, from: number, wanted: string): boolean {
  return Array.from(wanted).every((digit, at) => digit === '.' || digit === hex[from + at])
}

/** Reads the names of the first members (APPNOTE.TXT of PKWARE, 4.3.7). */
function typeInZip(bytes: Buffer): string {
  for (let at = 0; at + 30 <= bytes.length && bytes.readUInt32LE(at) === 0x04034b50;) {
    const [packed, nameLength] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)]
    const start = at + 30
    const name = bytes.toString('latin1', start, start + nameLength)
    const content = start + nameLength + bytes.readUInt16LE(at + 28)
    if (name === 'mimetype') {
      // OpenDocument says its type in the first member, not compressed (part 2, 3.3).
      const type = bytes.toString('latin1', content, content + packed)
      return harmless.has(type) ? type : 'application/zip'
    }
    const found = inZip.find(([pattern]) => pattern.test(name))
    if (found !== undefined) return found[1]
    // Where the length follows the content, the next member cannot be found without reading it.
    if ((bytes.readUInt16LE(at + 6) & 8) !== 0) return nextNamed(bytes, content)
    at = content + packed
  }
  return 'application/zip'
}

/** Looks for the names of an Office file's members behind a place. */
function nextNamed(bytes: Buffer, from: number): string {
  for (let at = bytes.indexOf('PK\u0003\u0004', from, 'latin1'); at >= 0;) {
    const name = bytes.toString('latin1', at + 30, at + 40)
    const found = inZip.find(([pattern]) => pattern.test(name))
    if (found !== undefined) return found[1]
    at = bytes.indexOf('PK\u0003\u0004', at + 4, 'latin1')
  }
  return 'application/zip'
}

/** Text is UTF-8 without control characters; what a browser would run in it is told apart. */
function typeOfText(bytes: Buffer): string {
  const whole = withoutTornEnd(bytes)
  const isText =
    isUtf8(whole) && !whole.some((byte) => byte < 32 && ![9, 10, 12, 13].includes(byte))
  if (!isText) return 'application/octet-stream'
  const text = whole
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
    .slice(0, 1000)
    .toLowerCase()
  if (/<svg[\s>]/.test(text)) return 'image/svg+xml'
  if (
    /<!doctype html|<(?:html|head|body|script|iframe|style|title|h1|div|table|a|p)[\s>]/.test(text)
  ) {
    return 'text/html'
  }
  if (text.startsWith('<?xml')) return 'application/xml'
  return 'text/plain'
}

/** Without the beginning of a letter whose end was cut off. */
function withoutTornEnd(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back)
    if (byte < 0x80) return bytes
  }
  return bytes
}
