/** Rows side by side for a terminal: what belongs together stands below each other. */
import { plain } from '#cli/plain.ts'

export interface TableColumn {
  readonly title: string
  /** Figures stand at the end of their column. */
  readonly side: 'start' | 'end'
}

/** The rows below their titles; each line ends with a line break. */
export function tableText(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const cells = [columns.map(({ title }) => title), ...rows].map((row) => row.map(plain))
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => wide(row[at] ?? ''))))
  const lines = cells.map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - wide(cell))
        return columns[at]?.side === 'end' ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  const [head = '', ...body] = lines
  return [head, rule, ...body, ''].join('\n')
}

/** In characters, so that a letter outside of the first 65,536 counts once. */
function wide(text: string): number {
  return Array.from(text).length
}
