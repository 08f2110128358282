/** Where the keys of a grid lead, as the WAI-ARIA pattern of grids has them. */

/** A cell: its row and its column, from 0. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** The size of a grid. */
export interface Size {
  readonly rows: number
  readonly columns: number
}

/** So many rows does a page have for PageUp and PageDown. */
const page = 10

/** The cell to which a key moves; null where the key moves nowhere. */
export function movedBy(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: Place,
  { rows, columns }: Size,
): Place | null {
  const within = (there: Place): Place => ({
    row: Math.max(0, Math.min(rows - 1, there.row)),
    column: Math.max(0, Math.min(columns - 1, there.column)),
  })
  switch (key) {
    case 'ArrowUp':
      return within({ row: row - 1, column })
    case 'ArrowDown':
      return within({ row: row + 1, column })
    case 'ArrowLeft':
      return within({ row, column: column - 1 })
    case 'ArrowRight':
      return within({ row, column: column + 1 })
    case 'PageUp':
      return within({ row: row - page, column })
    case 'PageDown':
      return within({ row: row + page, column })
    case 'Home':
      return within({ row: ctrlKey ? 0 : row, column: 0 })
    case 'End':
      return within({ row: ctrlKey ? rows - 1 : row, column: columns - 1 })
    default:
      return null
  }
}

/**
 * Where Tab leads: on to the next cell and the next row; 'new' behind the last cell of a row in
 * which something stands; null where it leaves the grid.
 */
export function tabbed(
  { row, column }: Place,
  { rows, columns }: Size,
  isBack: boolean,
  isLastEmpty: boolean,
): Place | 'new' | null {
  if (isBack) {
    if (column > 0) return { row, column: column - 1 }
    return row === 0 ? null : { row: row - 1, column: columns - 1 }
  }
  if (column < columns - 1 && !(isLastEmpty && row === rows - 1 && column > 0)) {
    return { row, column: column + 1 }
  }
  if (row < rows - 1) return { row: row + 1, column: 0 }
  return isLastEmpty ? null : 'new'
}
