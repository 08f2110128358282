/** A paper on paper, as plain values: what stands there, and not how it is drawn. */
import type { Instant } from '#base/date.ts'

/** A page with a heading, two addresses, facts, tables and a closing text. */
export interface PrintLayout {
  /** What readers and archives call the document. */
  readonly title: string
  /** BCP 47: "en", "de-AT". */
  readonly language: string
  /** The moment that the document says it was made at; the same layout gives the same bytes. */
  readonly madeAt: Instant
  readonly paperSize: 'A4' | 'Letter'
  readonly heading: string
  /** Who writes: the name first, then the address, line by line. */
  readonly from: readonly string[]
  /** The sender's mark, beside or above the name. */
  readonly logo?: Picture
  /** To whom; empty for what is not sent. */
  readonly to: readonly string[]
  readonly facts: readonly Fact[]
  /** Paragraphs between the heading and the tables. */
  readonly above?: readonly string[]
  readonly tables: readonly PrintTable[]
  /** Paragraphs. */
  readonly closing: readonly string[]
  /** Lines at the foot of each page: bank, register, VAT number. */
  readonly footer?: readonly string[]
  /** What stands at the foot of each page: "Page {page} of {pages}". */
  readonly pageWords: string
}

/** A picture as its file has it; its measures are in its own points. */
export interface Picture {
  readonly type: PictureType
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

export type PictureType = 'image/png' | 'image/jpeg'

/** A label and what it says: "Due on", "22 Nov 2026". */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** A table whose titles stand again on each page. */
export interface PrintTable {
  /** What stands above it; null where it needs no word. */
  readonly heading: string | null
  readonly columns: readonly PrintColumn[]
  /** One text for each column. */
  readonly rows: readonly (readonly string[])[]
  /** What stands over the whole width above some of the rows, by their places from 0. */
  readonly parts?: ReadonlyMap<number, string>
  /** Rows that sum up those before them, with a rule above, by their places from 0. */
  readonly sums?: ReadonlySet<number>
  /** Rows below, with a rule above them. */
  readonly totals: readonly (readonly string[])[]
}

/** A column of a table. */
export interface PrintColumn {
  readonly title: string
  /** Figures stand at the end. */
  readonly side: 'start' | 'end'
  /** As wide as what stands in it, or as what the others leave. */
  readonly width: 'fit' | 'fill'
}
