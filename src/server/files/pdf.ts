/** Prints layouts as PDF. */
import { fileURLToPath } from 'node:url'
import type {
  Cell,
  Content,
  DocumentDefinition,
  Margin,
  Section,
  Set,
  Style,
  TableLayout,
  Text,
} from 'pdfmake/js/index.js'
import type { PrintColumn, PrintLayout, PrintTable } from '#kit/layout.ts'
import {
  betweenColumns,
  isOfWords,
  logoSize,
  pageMargins,
  pageOf,
  usualSize,
  widthsOf,
} from '#kit/page-fit.ts'

/** A longer cell may be broken over pages; a shorter one stays on one. */
const longestUnbroken = 400

/**
 * The bytes of a PDF, in which each layout begins on a page of its own; the same for the same
 * layouts. Its letters are those of Roboto, which are
 * embedded: Latin with all of Europe's and Vietnam's marks, Greek (without the old accents),
 * Cyrillic. Others, as Hebrew, Arabic, Chinese, Japanese, Korean and pictures, come out as empty
 * boxes. Nothing is fetched. A thousand rows take half a second, in which nothing else is done:
 * who answers others meanwhile lets a thread of its own do it (`printing.ts`).
 */
export async function printed(
  layout: PrintLayout,
  ...others: readonly PrintLayout[]
): Promise<Uint8Array> {
  // Loaded when the first page is printed: its fonts and their engine cost a start a tenth of it.
  const { default: pdfmake } = await import('pdfmake/js/index.js')
  pdfmake.setFonts({ Roboto: roboto() })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => Object.values(roboto()).includes(path))
  const made = pdfmake.createPdf(definitionOf(layout, others))
  return new Uint8Array(await made.getBuffer())
}

function roboto() {
  const file = (name: string) =>
    fileURLToPath(import.meta.resolve(`pdfmake/fonts/Roboto/Roboto-${name}.ttf`))
  return { normal: file('Regular'), bold: file('Medium') }
}

function definitionOf(layout: PrintLayout, others: readonly PrintLayout[]): DocumentDefinition {
  const { title, language, madeAt } = layout
  const last = others.at(-1)
  const all = [layout, ...others]
  const pictures = picturesOf(all)
  const parts = all.map((one) => partOf(one, pictures, others.length > 0))
  return {
    language,
    displayTitle: true,
    version: '1.7',
    info: {
      title: plain(last === undefined ? title : `${title} – ${last.title}`),
      author: plain(layout.from[0] ?? ''),
      creator: 'Backstay',
      producer: 'Backstay',
      creationDate: new Date(madeAt.epochMilliseconds),
    },
    defaultStyle: { font: 'Roboto', fontSize: usualSize, lineHeight: 1.15 },
    images: Object.fromEntries([...pictures.values()].map(({ name, url }) => [name, url])),
    content: parts.map(({ section }, at) => ({
      ...section,
      footer: (page: number, pages: number) => {
        // The pages of each paper are counted from its own first one.
        const [first, next] = [parts[at]?.begins() ?? 1, parts[at + 1]?.begins() ?? pages + 1]
        return footerOf(section.of, page - first + 1, next - first)
      },
    })),
  }
}

interface Part {
  readonly section: Section & { readonly of: PrintLayout }
  /** The number of the first page, once all is set. */
  readonly begins: () => number
}

/** A paper on pages of its own: their size, the way they lie, and a place in the outline. */
function partOf(layout: PrintLayout, pictures: Pictures, isOneOfMany: boolean): Part {
  const { isAcross, size, width } = pageOf(layout)
  const set = { size, width }
  const heading: Text & Set = {
    ...text(layout.heading, { fontSize: 15, bold: true, margin: [0, 0, 0, 12] }),
    ...(isOneOfMany ? { outline: true } : {}),
  }
  return {
    section: {
      of: layout,
      section: [
        ...senderOf(layout, pictures),
        recipientAndFacts(layout),
        heading,
        ...(layout.above ?? []).map(paragraphOf),
        ...tablesOf(layout).flatMap((table) => tableOf(table, set)),
        ...layout.closing.map(paragraphOf),
      ],
      pageSize: layout.paperSize === 'Letter' ? 'LETTER' : 'A4',
      pageOrientation: isAcross ? 'landscape' : 'portrait',
      pageMargins: [pageMargins.left, pageMargins.top, pageMargins.right, footHeight(layout)],
    },
    begins: () => heading.positions?.[0]?.pageNumber ?? 1,
  }
}

function paragraphOf(paragraph: string): Content {
  return text(paragraph, { margin: [0, 0, 0, 8] })
}

interface NamedPicture {
  readonly name: string
  readonly url: string
}

/** Pictures by their bytes: one that many papers bear lies in the file once. */
type Pictures = ReadonlyMap<Uint8Array, NamedPicture>

function picturesOf(layouts: readonly PrintLayout[]): Pictures {
  const [found, byText] = [new Map<Uint8Array, NamedPicture>(), new Map<string, NamedPicture>()]
  for (const { logo } of layouts) {
    if (logo === undefined || found.has(logo.bytes)) continue
    const url = `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`
    const named = byText.get(url) ?? { name: `logo${byText.size + 1}`, url }
    found.set(logo.bytes, named)
    byText.set(url, named)
  }
  return found
}

/** In which size letters stand in tables, and how wide these are at most. */
interface Setting {
  readonly size: number
  readonly width: number
}

function tablesOf({ tables }: PrintLayout): PrintTable[] {
  return tables.filter(({ columns }) => columns.length > 0)
}

function senderOf({ from, logo }: PrintLayout, pictures: Pictures): Content[] {
  const [name = '', ...address] = from
  const words: Content = {
    stack: [text(name, { bold: true, fontSize: 11 }), ...address.map((line) => text(line))],
  }
  const margin: Margin = [0, 0, 0, 28]
  const picture = logo === undefined ? undefined : pictures.get(logo.bytes)
  if (logo === undefined || picture === undefined) return [{ ...words, margin }]
  const { width, height } = logoSize(logo)
  const image: Content = { image: picture.name, width, height, alignment: 'right' }
  return [
    {
      columns: [
        { width: '*', ...words },
        { ...image, width },
      ],
      columnGap: 24,
      margin,
    },
  ]
}

/** The recipient on the left, where an envelope has its window, and the facts on the right. */
function recipientAndFacts({ to, facts }: PrintLayout): Content {
  const body = facts.map(({ label, value }): Text[] => [
    text(label, { color: grey }),
    text(value, { alignment: 'right' }),
  ])
  const table: Content =
    body.length === 0
      ? { text: '' }
      : { table: { widths: ['auto', '*'], body }, layout: 'noBorders' }
  return {
    columns: [
      { width: '*', stack: to.map((line) => text(line)) },
      { width: 230, ...table },
    ],
    columnGap: 24,
    margin: [0, 0, 0, 28],
  }
}

function tableOf(table: PrintTable, { size, width }: Setting): Content[] {
  const { heading, columns, rows, totals } = table
  const titles = columns.map(({ title }) => title)
  const long = rows.some((row) => row.some((cell) => cell.length > longestUnbroken))
  const above = heading === null ? [] : [text(heading, { bold: true, margin: [0, 0, 0, 4] })]
  const { body, strong } = bodyOf(table)
  return [
    ...above,
    {
      table: {
        headerRows: 1,
        keepWithHeaderRows: rows.length > 0 ? 1 : 0,
        dontBreakRows: !long,
        widths: widthsOf(table, size, width),
        body: [
          cellsOf(columns, titles, { bold: true }, true),
          ...body,
          ...totals.map((row) => cellsOf(columns, row, { bold: true })),
        ],
      },
      layout: rules(strong, body.length, totals.length),
      fontSize: size,
      margin: [0, 0, 0, 16],
    },
  ]
}

/** The rows, each part under its heading; and above which lines a strong rule stands. */
function bodyOf({ columns, rows, parts, sums }: PrintTable) {
  const body: Cell[][] = []
  const strong = new Set<number>()
  for (const [at, row] of rows.entries()) {
    const heading = parts?.get(at)
    if (heading !== undefined) body.push(headingOf(heading, columns.length))
    const isSum = sums?.has(at) === true
    if (isSum) strong.add(body.length + 1)
    body.push(cellsOf(columns, row, isSum ? { bold: true } : {}))
  }
  return { body, strong }
}

/** A heading over the whole width; the cells behind it are only counted. */
function headingOf(heading: string, columns: number): Cell[] {
  return [
    { ...text(heading, { bold: true, margin: [0, 6, 0, 0] }), colSpan: columns },
    ...Array.from({ length: columns - 1 }, () => ({ text: '' })),
  ]
}

/** Words may be broken, and titles; figures and days stay whole. */
function cellsOf(
  columns: readonly PrintColumn[],
  row: readonly string[],
  style: Style,
  areTitles = false,
): Cell[] {
  return columns.map((column, at) => ({
    ...text(row[at] ?? '', { ...style, alignment: column.side === 'end' ? 'right' : 'left' }),
    ...(isOfWords(column) || areTitles ? {} : { noWrap: true }),
  }))
}

/** Fine rules between rows, and strong ones below the titles and above what sums up. */
function rules(sums: ReadonlySet<number>, rows: number, totals: number): TableLayout {
  const strong = (line: number) => line === 1 || sums.has(line) || (totals > 0 && line === rows + 1)
  const beside = betweenColumns / 2
  return {
    hLineWidth: (line) => (line === 0 ? 0 : strong(line) ? 0.8 : 0.3),
    hLineColor: (line) => (strong(line) ? 'black' : lightGrey),
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : beside),
    paddingRight: (column, { table }) => (column + 1 === table.widths.length ? 0 : beside),
    paddingTop: () => 2.5,
    paddingBottom: () => 2.5,
  }
}

function footerOf({ from, footer = [], pageWords }: PrintLayout, page: number, pages: number) {
  const words = pageWords.replace('{page}', String(page)).replace('{pages}', String(pages))
  const own = footer.length === 0 ? [from[0] ?? ''] : footer
  return {
    columns: [
      { width: '*', stack: own.map((line) => text(line, { color: grey })) },
      { width: 120, ...text(words, { color: grey, alignment: 'right' }) },
    ],
    margin: [pageMargins.left, 20, pageMargins.right, 0],
    fontSize: 8,
  } satisfies Content
}

/** The room at the foot: that of the usual line, and of each further one. */
function footHeight({ footer = [] }: PrintLayout): number {
  return 60 + Math.max(0, footer.length - 1) * footLine
}

const footLine = 11

const grey = '#555555'
const lightGrey = '#bbbbbb'

function text(content: string, style: Style = {}): Text {
  return { text: plain(content), ...style }
}

/**
 * Text that can be set: the narrow blank, which the letters lack, is a usual one; what is no
 * character at all is marked; and a word that is wider than any column can be broken.
 */
function plain(content: string): string {
  return content
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll('\u202F', '\u00A0')
    .replaceAll(/(?!\n)\p{Cc}/gu, '\uFFFD')
    .replaceAll(/[^\s\u200B]{40,}/gu, (word) => word.replaceAll(/.{20}/gu, '$&\u200B'))
}
