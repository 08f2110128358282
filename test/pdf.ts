/** Reads the text of PDF files as a viewer would, for tests that do not trust who wrote them. */
import { inflateSync } from 'node:zlib'

/** What a file says about itself, and the text of each page with the fonts' own letters. */
export interface PdfLook {
  readonly pages: readonly string[]
  readonly title: string
  readonly language: string
  readonly created: string
}

/** Takes a file apart by ISO 32000: objects, inflated streams, and the maps from glyphs to text. */
export function lookAtPdf(bytes: Uint8Array): PdfLook {
  const file = Buffer.from(bytes).toString('latin1')
  const objects = new Map(
    [...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map((found) => [
      found[1] ?? '',
      found[2] ?? '',
    ]),
  )
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body))
  /** What stands under a name, there or in the object that it points at. */
  const entry = (name: string) => {
    const found = new RegExp(`/${name} (?:(\\d+) 0 R|(\\([^)]*\\)))`).exec(file)
    return literal(found?.[2] ?? objects.get(found?.[1] ?? '') ?? '')
  }
  return {
    pages: pages.map((page) => textOf(page, objects)),
    title: entry('Title'),
    language: entry('Lang'),
    created: entry('CreationDate'),
  }
}

function textOf(page: string, objects: ReadonlyMap<string, string>): string {
  const resources = objects.get(/\/Resources (\d+) 0 R/.exec(page)?.[1] ?? '') ?? ''
  const fonts = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map((found) => [
      found[1] ?? '',
      lettersOf(objects.get(found[2] ?? '') ?? '', objects),
    ]),
  )
  const content = inflated(objects.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '') ?? '')
  let letters: ReadonlyMap<string, string> = new Map()
  let text = ''
  for (const [, font, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? new Map()
    const glyphs = (array ?? '').replaceAll(/<([0-9a-f]*)>|[^<]/gi, '$1').match(/.{4}/g) ?? []
    text += glyphs.map((glyph) => letters.get(glyph.toLowerCase()) ?? '?').join('')
    if (array !== undefined) text += '\n'
  }
  return text
}

/** The letters of a font's glyphs, from its ToUnicode map: bfchar, and bfrange with arrays. */
function lettersOf(font: string, objects: ReadonlyMap<string, string>): Map<string, string> {
  const map = inflated(objects.get(/\/ToUnicode (\d+) 0 R/.exec(font)?.[1] ?? '') ?? '')
  const letters = new Map<string, string>()
  for (const [, first = '', list = ''] of map.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    for (const [at, [, code = '']] of [...list.matchAll(/<([\w ]+)>/g)].entries()) {
      const glyph = (Number.parseInt(first, 16) + at).toString(16).padStart(4, '0')
      letters.set(glyph, Buffer.from(code, 'hex').swap16().toString('utf16le'))
    }
  }
  return letters
}

function inflated(object: string): string {
  const start = object.indexOf('stream\n')
  if (start === -1) return ''
  const body = object.slice(start + 7, object.lastIndexOf('\nendstream'))
  return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
}

/** A string as PDF writes it: Latin, or UTF-16 with its mark. */
function literal(written: string): string {
  const bytes = Buffer.from(
    written
      .slice(1, -1)
      .replaceAll(/\\([()\\])/g, '$1')
      .replaceAll('\\n', '\n'),
    'latin1',
  )
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1')
  return bytes.subarray(2).swap16().toString('utf16le')
}
