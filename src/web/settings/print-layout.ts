/** A paper on paper as the server lays it out, and what of it can be chosen. */
import type { PrintLayout } from '#kit/layout.ts'
import type { Problem } from '#web/api.ts'

/** What is drawn: the same values of which the PDF is made. */
export interface ShownLayout extends Pick<
  PrintLayout,
  | 'language'
  | 'paperSize'
  | 'heading'
  | 'from'
  | 'to'
  | 'facts'
  | 'tables'
  | 'closing'
  | 'pageWords'
> {
  readonly above: readonly string[]
  readonly footer: readonly string[]
  readonly logo: ShownLogo | null
}

export interface ShownLogo {
  readonly width: number
  readonly height: number
  readonly url: string
}

/** A field that can be chosen. */
export interface Choice {
  readonly path: string
  readonly label: string
  readonly isUsual: boolean
}

export interface Preview {
  readonly layout: ShownLayout
  readonly number: string | null
  readonly isExample: boolean
  readonly once: readonly Choice[]
  readonly inRows: readonly Choice[]
  readonly problems: readonly Problem[]
}

/** A template as it is kept; what is null is as the description says. */
export interface Template {
  readonly letterhead: string | null
  readonly logo: string | null
  readonly aboveEnglish: string | null
  readonly aboveGerman: string | null
  readonly belowEnglish: string | null
  readonly belowGerman: string | null
  readonly facts: string | null
  readonly tableColumns: string | null
  readonly footer: string | null
  readonly paperSize: 'A4' | 'Letter' | null
}

export const noTemplate: Template = {
  letterhead: null,
  logo: null,
  aboveEnglish: null,
  aboveGerman: null,
  belowEnglish: null,
  belowGerman: null,
  facts: null,
  tableColumns: null,
  footer: null,
  paperSize: null,
}

/** The row of a template. */
export interface KeptTemplate extends Template {
  readonly code: string
  readonly version: number
}

/** The template alone, as it is sent. */
export function templateIn(row: KeptTemplate | undefined): Template {
  if (row === undefined) return noTemplate
  const { letterhead, logo, aboveEnglish, aboveGerman, belowEnglish, belowGerman } = row
  const { facts, tableColumns, footer, paperSize } = row
  return {
    letterhead,
    logo,
    aboveEnglish,
    aboveGerman,
    belowEnglish,
    belowGerman,
    facts,
    tableColumns,
    footer,
    paperSize,
  }
}
