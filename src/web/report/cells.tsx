/** The cells of tables of figures: days, texts and figures as the reader's language writes them. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { writtenDay } from '#web/controls/days.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import { useTongue } from '#web/report/place.ts'
import type { Cell, Column, Row } from '#web/report/table.ts'
import { useTold } from '#web/words/told.ts'

/** Whether a column holds figures, which stand at the end of their cell. */
export function isFigure({ type }: Pick<Column, 'type'>): boolean {
  return !['text', 'date'].includes(type)
}

/** Whether a figure is worth nothing: it is muted. */
export function isZero(cell: Cell): boolean {
  return cell !== null && /^-?0*\.?0*$/.test(String(cell))
}

/** How cells are written in the reader's language. */
export function useWriting(): {
  readonly figure: (plain: Cell, digits?: number) => string
  readonly day: (day: string) => string
  /** A moment, where the reader is. */
  readonly moment: (instant: string) => string
} {
  const { tongue, habits } = useTongue()
  const { timeZone } = useIntl()
  return {
    figure: (plain, digits = 0) =>
      plain === null ? '' : writtenFigure(String(plain), habits, digits),
    day: (day) => writtenDay(day, tongue),
    moment: (instant) =>
      new Intl.DateTimeFormat(tongue, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone,
      }).format(Temporal.Instant.from(instant).epochMilliseconds),
  }
}

/** A column's name as people read it: whose worth it is, and of a comparison what it is beside. */
export function useColumnLabel(currency: string): (name: string) => string {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  return (name) => {
    const [, base, of = '', beside] = /^(base_)?(.+?)(?:_(before|change))?$/.exec(name) ?? []
    const bare = told(labelText(of.replaceAll('_', ' '))).replace(/(\d) (\d)/, '$1–$2')
    const column =
      base === undefined ? bare : formatMessage({ id: 'report.worth' }, { column: bare, currency })
    if (beside === undefined) return column
    return formatMessage({ id: `report.${beside === 'before' ? 'before' : 'change'}` }, { column })
  }
}

/** A text of a table; where its row is of an entry, the reason leads to it. */
export function TextCell(props: {
  readonly company: string
  readonly column: Column
  readonly row: Row
  /** Whether the text is the program's own and not somebody's. */
  readonly isOurs: boolean
}): ReactNode {
  const { company, column, row, isOurs } = props
  const { told } = useTold()
  const { day } = useWriting()
  const cell = row[column.name] ?? null
  if (cell === null) return null
  const text = String(cell)
  const shown =
    column.type === 'date'
      ? day(text)
      : isOurs
        ? told(text, column.name === 'type' ? 'plain' : 'title')
        : column.name === 'reason'
          ? told(text)
          : null
  const entry = row['entry'] ?? null
  const said = shown ?? <bdi>{text}</bdi>
  if (column.name !== 'reason' || entry === null) return said
  return (
    <Link to="/c/$company/entries/$id" params={{ company, id: String(entry) }} className="quiet">
      {said}
    </Link>
  )
}
