/** What we use of pdfmake; its published types bring a browser along, which we must not have. */
declare module 'pdfmake/js/index.js' {
  export type Margin = [left: number, top: number, right: number, bottom: number]

  /** How text stands; what is inside of something has it too unless it says otherwise. */
  export interface Style {
    font?: string
    fontSize?: number
    lineHeight?: number
    bold?: boolean
    color?: string
    alignment?: 'left' | 'right'
    margin?: Margin
  }

  export type Width = number | 'auto' | '*'

  export interface Text extends Style {
    text: string
  }

  export interface Cell extends Text {
    /** Over so many columns; as many cells follow that are empty. */
    colSpan?: number
    noWrap?: boolean
  }

  export interface TableLayout {
    hLineWidth(line: number): number
    hLineColor(line: number): string
    vLineWidth(line: number): number
    paddingLeft(column: number, node: { table: Table }): number
    paddingRight(column: number, node: { table: Table }): number
    paddingTop(row: number): number
    paddingBottom(row: number): number
  }

  export interface Table {
    widths: Width[]
    body: Cell[][]
    headerRows?: number
    keepWithHeaderRows?: number
    dontBreakRows?: boolean
  }

  export type Content = (
    | Text
    | ({ stack: Content[] } & Style)
    | ({ columns: Content[]; columnGap?: number } & Style)
    | ({ image: string; width: number; height: number } & Style)
    | ({ table: Table; layout: TableLayout | 'noBorders' } & Style)
  ) & { width?: Width }

  /** What a node is told besides, and where it came to stand once all is set. */
  export interface Set {
    /** Whether it stands in the outline of the file. */
    outline?: boolean
    positions?: { pageNumber: number }[]
  }

  /** Content on pages of its own. */
  export interface Section {
    section: (Content & Set)[]
    pageSize: 'A4' | 'LETTER'
    pageOrientation: 'portrait' | 'landscape'
    pageMargins: Margin
  }

  export interface DocumentDefinition {
    language: string
    displayTitle: boolean
    version: '1.7'
    info: {
      title: string
      author: string
      creator: string
      producer: string
      creationDate: Date
    }
    defaultStyle: Style
    /** Each by its name, as an address with the bytes. */
    images: Record<string, string>
    content: (Section & { footer(page: number, pages: number): Content })[]
  }

  const pdfmake: {
    setFonts(fonts: Record<string, { normal: string; bold: string }>): void
    setUrlAccessPolicy(may: (url: string) => boolean): void
    setLocalAccessPolicy(may: (path: string) => boolean): void
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Uint8Array> }
  }
  export default pdfmake
}
