/** Prints layouts as PDF. */
import { fileURLToPath } from 'node:url'
import type { Content, DocumentDefinition, Style, TableLayout, Text } from 'pdfmake/js/index.js'
import type { PrintLayout, PrintTable } from '#kit/layout.ts'

/** So many columns stand beside each other on an upright page. */
const mostUpright = 7
/** A longer cell may be broken over pages; a shorter one stays on one. */
const longestUnbroken = 400

/**
 * The bytes of a PDF, in which each layout begins on a page of its own; the same for the same
 * layouts. Its letters are those of Roboto, which are
 * embedded: Latin with all of Europe's and Vietnam's marks, Greek (without the old accents),
 * Cyrillic. Others, as Hebrew, Arabic, Chinese, Japanese, Korean and pictures, come out as empty
 * boxes. Nothing is fetched. A thousand rows take half a second, in which nothing else is done.
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
  const { title, language, madeAt, paperSize } = layout
  const all = [layout, ...others]
  const wide = all.some(({ tables }) => tables.some(({ columns }) => columns.length > mostUpright))
  const last = others.at(-1)
  return {
    pageSize: paperSize === 'A4' ? 'A4' : 'LETTER',
    pageOrientation: wide ? 'landscape' : 'portrait',
    pageMargins: [56, 48, 48, 60],
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
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    content: [...contentOf(layout), ...others.flatMap((one) => onNewPage(contentOf(one)))],
    footer: (page, pages) => footerOf(layout, page, pages),
  }
}

function contentOf(layout: PrintLayout): Content[] {
  const { heading, tables, closing } = layout
  return [
    senderOf(layout),
    recipientAndFacts(layout),
    text(heading, { fontSize: 15, bold: true, margin: [0, 0, 0, 12] }),
    ...tables.filter(({ columns }) => columns.length > 0).flatMap(tableOf),
    ...closing.map((paragraph) => text(paragraph, { margin: [0, 0, 0, 8] })),
  ]
}

function onNewPage([first, ...rest]: readonly Content[]): Content[] {
  return first === undefined ? [] : [{ ...first, pageBreak: 'before' }, ...rest]
}

function senderOf({ from }: PrintLayout): Content {
  const [name = '', ...address] = from
  return {
    stack: [text(name, { bold: true, fontSize: 11 }), ...address.map((line) => text(line))],
    margin: [0, 0, 0, 28],
  }
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

function tableOf({ heading, columns, rows, totals }: PrintTable): Content[] {
  const cells = (row: readonly string[], style: Style): Text[] =>
    columns.map(({ side }, at) =>
      text(row[at] ?? '', { ...style, alignment: side === 'end' ? 'right' : 'left' }),
    )
  const titles = columns.map(({ title }) => title)
  const long = rows.some((row) => row.some((cell) => cell.length > longestUnbroken))
  const above = heading === null ? [] : [text(heading, { bold: true, margin: [0, 0, 0, 4] })]
  return [
    ...above,
    {
      table: {
        headerRows: 1,
        keepWithHeaderRows: rows.length > 0 ? 1 : 0,
        dontBreakRows: !long,
        widths: columns.map(({ width }) => (width === 'fit' ? 'auto' : '*')),
        body: [
          cells(titles, { bold: true }),
          ...rows.map((row) => cells(row, {})),
          ...totals.map((row) => cells(row, { bold: true })),
        ],
      },
      layout: rules(rows.length, totals.length),
      margin: [0, 0, 0, 16],
    },
  ]
}

/** Fine rules between rows, and a strong one below the titles and above the totals. */
function rules(rows: number, totals: number): TableLayout {
  const strong = (line: number) => line === 1 || (totals > 0 && line === rows + 1)
  return {
    hLineWidth: (line) => (line === 0 ? 0 : strong(line) ? 0.8 : 0.3),
    hLineColor: (line) => (strong(line) ? 'black' : lightGrey),
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : 5),
    paddingRight: (column, { table }) => (column + 1 === table.widths.length ? 0 : 5),
    paddingTop: () => 2.5,
    paddingBottom: () => 2.5,
  }
}

function footerOf({ from, pageWords }: PrintLayout, page: number, pages: number): Content {
  const words = pageWords.replace('{page}', String(page)).replace('{pages}', String(pages))
  return {
    columns: [
      text(from[0] ?? '', { color: grey }),
      text(words, { color: grey, alignment: 'right' }),
    ],
    margin: [56, 20, 48, 0],
    fontSize: 8,
  }
}

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
