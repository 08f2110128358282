/** What a template chooses of a print, and what it says around it. */
import type { TransferColumn } from '#kit/derive/transfer.ts'
import type { PrintLayout, Picture } from '#kit/layout.ts'
import type { PrintTemplate } from '#kit/print-template.ts'
import { filledText, linesIn, pathsIn } from '#kit/print-texts.ts'
import type { Prints, PrintsColumn, PrintsTable } from '#kit/prints.ts'
import { labelText } from '#kit/spelling.ts'

/** A template as it stood at a moment, with the picture that it names. */
export type StoodTemplate = Omit<PrintTemplate, 'logo'> & { readonly logo: Picture | null }

/** What is printed by a template: fields and columns that were chosen, or those described. */
export function chosenPrints(
  prints: Prints,
  template: Pick<PrintTemplate, 'facts' | 'tableColumns'> | null,
  columns: readonly TransferColumn[],
): Prints {
  const facts = pathsIn(template?.facts ?? null)
  const inRows = pathsIn(template?.tableColumns ?? null)
  return {
    ...prints,
    facts: facts.length === 0 ? prints.facts : facts,
    tables: inRows.length === 0 ? prints.tables : tablesOf(prints.tables, inRows, columns),
  }
}

/**
 * The described tables with the chosen columns, in the order in which they were chosen. A column
 * of a list that stands in a table goes there; one of another list makes a table of its own.
 */
function tablesOf(
  described: readonly PrintsTable[],
  chosen: readonly string[],
  columns: readonly TransferColumn[],
): PrintsTable[] {
  const lists = new Map(columns.map(({ path, list }) => [path, list]))
  const listOf = (path: string): string => lists.get(path) ?? path.replace(/\..*/, '')
  const known = described.flatMap((table) => table.columns)
  const column = (path: string): PrintsColumn => known.find((one) => one.path === path) ?? { path }
  const homeOf = (path: string): PrintsTable | string =>
    described.find((table) => table.columns.some((one) => one.path === path)) ??
    described.find((table) => table.columns.some((one) => listOf(one.path) === listOf(path))) ??
    listOf(path)
  const homes = Map.groupBy(chosen, homeOf)
  const others = [...homes.keys()].filter((home) => typeof home === 'string')
  return [
    ...described.flatMap((table) => {
      const paths = homes.get(table)
      return paths === undefined ? [] : [{ ...table, columns: paths.map(column) }]
    }),
    ...others.map((list) => ({
      heading: labelText(list),
      columns: (homes.get(list) ?? []).map(column),
    })),
  ]
}

/** The texts of a template in a language; where it has none in this one, in the other. */
export function templateTexts(
  template: StoodTemplate | null,
  language: string,
  valueOf: (path: string) => string,
): {
  readonly around: Partial<Pick<PrintLayout, 'from' | 'logo' | 'above' | 'footer' | 'paperSize'>>
  readonly below: readonly string[]
} {
  if (template === null) return { around: {}, below: [] }
  const { aboveEnglish, aboveGerman, belowEnglish, belowGerman } = template
  const isGerman = /^de(-|$)/.test(language)
  const paragraphs = (english: string | null, german: string | null): string[] => {
    const text = (isGerman ? (german ?? english) : (english ?? german)) ?? ''
    const filled = filledText(text, valueOf).trim()
    return filled === '' ? [] : filled.split(/(?:\r?\n){2,}/)
  }
  const { logo, paperSize } = template
  const [letterhead, footer] = [linesIn(template.letterhead), linesIn(template.footer)]
  const above = paragraphs(aboveEnglish, aboveGerman)
  return {
    around: {
      ...(letterhead.length === 0 ? {} : { from: letterhead }),
      ...(logo === null ? {} : { logo }),
      ...(above.length === 0 ? {} : { above }),
      ...(footer.length === 0 ? {} : { footer }),
      ...(paperSize === null ? {} : { paperSize }),
    },
    below: paragraphs(belowEnglish, belowGerman),
  }
}
