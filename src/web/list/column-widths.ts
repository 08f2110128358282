/** How wide the columns of a list are: as what stands in them needs, and names the rest. */
import type { FieldPage } from '#kit/derive/page.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'

/** A column's width in pixels. */
export interface Width {
  /** Never less than this. */
  readonly least: number
  /** What it would have where there is room, in the measure of its neighbours; null: no more. */
  readonly wanted: number | null
}

/** A character of the list's text, one of its heads, and what is free beside a cell's text. */
const character = 8.2
const headCharacter = 7.8
const beside = 24
/** The first rows tell how long the others are. */
const looked = 100
/** What a code links to stands beside it with its name, which is not known yet. */
const nameBeside = 22

/** How wide a column is: figures and days as they need, texts by the longest of the first rows. */
export function widthOf(field: FieldPage, rows: readonly Row[]): Width {
  const { name, kind, link, side } = field
  const head = Math.round(field.label.length * headCharacter + 22)
  if (link?.to === 'currency') return { least: Math.max(64, head), wanted: null }
  if (kind === 'day') return { least: Math.max(114, head), wanted: null }
  const longest = rows
    .slice(0, looked)
    .reduce((most, row) => Math.max(most, lengthIn(field, row)), 0)
  const wanted = Math.round(
    Math.max((longest + (side === 'end' ? 3 : 0)) * character + beside, head + 12),
  )
  if (side === 'end') return { least: Math.min(wanted, 180), wanted: null }
  if (name === 'number' || name === 'code') return growing(wanted, Math.min(wanted, 160))
  return growing(wanted, Math.min(wanted, 104))
}

/** A column of texts: very long ones are cut, so that the others have room, too. */
function growing(wanted: number, least: number): Width {
  return { least, wanted: Math.max(least, Math.min(wanted, 480)) }
}

function lengthIn({ name, link }: FieldPage, row: Row): number {
  // A state stands behind its mark.
  const length = textOf(row[name]).length + (name === 'state' ? 2 : 0)
  return length > 0 && link !== null && link.key === 'code' ? length + nameBeside : length
}
