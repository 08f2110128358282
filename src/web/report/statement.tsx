/** A report's table as a statement looks: parts, levels set in, rules above totals, no boxes. */
import { Link } from '@tanstack/react-router'
import { memo, useRef } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { isOurWord } from '#kit/derive/report-cells.ts'
import { labelText } from '#kit/spelling.ts'
import { TextCell, isFigure, isZero, useColumnLabel, useWriting } from '#web/report/cells.tsx'
import { Explained, rove, useRoving } from '#web/report/explained.tsx'
import { cellsOf, explainedColumns, usedParameters } from '#web/report/table.ts'
import { drawnColumns, partsOf } from '#web/report/parts.ts'
import type { Placed } from '#web/report/parts.ts'
import type { Column, Row, Table, Texts } from '#web/report/table.ts'
import type { ReportPage } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface Drawn {
  readonly company: string
  readonly of: ReportPage
  readonly table: Table
  readonly columns: readonly Column[]
  readonly explained: ReadonlySet<string>
  readonly params: Texts
  /** How many digits stand behind the point in a column of decimals. */
  readonly digits: ReadonlyMap<string, number>
}

/** With more rows the table scrolls by itself, and its heading and its sums stay. */
const longTable = 40

/** Draws the rows from the first up to a number of them; again only where they are others. */
export const Statement = memo(function Statement(props: {
  readonly company: string
  readonly of: ReportPage
  readonly table: Table
  readonly most: number
}) {
  const { company, of, table, most } = props
  const { told } = useTold()
  const frame = useRef<HTMLDivElement>(null)
  useRoving(frame)
  const columns = drawnColumns(table)
  const drawn: Drawn = {
    company,
    of,
    table,
    columns,
    explained: explainedColumns(of, table),
    params: usedParameters(of, table),
    digits: digitsOf(columns, table.rows),
  }
  return (
    <div
      className={Math.min(most, table.rows.length) > longTable ? 'statement long' : 'statement'}
      ref={frame}
      onKeyDown={rove}
      {...(drawn.explained.size === 0
        ? { tabIndex: 0, role: 'region', 'aria-label': told(of.title) }
        : {})}
    >
      <table>
        <caption className="sr-only">{told(of.title)}</caption>
        <Head columns={columns} currency={table.currency} />
        {partsOf(table, most).map(({ part, rows }) => (
          <Part key={part ?? ''} drawn={drawn} part={part} rows={rows} />
        ))}
        <Foot drawn={drawn} />
      </table>
    </div>
  )
})

function Head(props: { readonly columns: readonly Column[]; readonly currency: string }) {
  const { columns, currency } = props
  const labelOf = useColumnLabel(currency)
  const { told } = useTold()
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.name}
            scope="col"
            title={told(column.meaning)}
            className={isFigure(column) ? 'figure' : 'words'}
          >
            {labelOf(column.name)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Part(props: {
  readonly drawn: Drawn
  readonly part: string | null
  readonly rows: readonly Placed[]
}) {
  const { drawn, part, rows } = props
  const isHeaded = part !== null && rows.some(({ isTotal }) => !isTotal)
  return (
    <tbody>
      {isHeaded ? (
        <tr className="part">
          <th scope="rowgroup" colSpan={drawn.columns.length}>
            <PartHeading drawn={drawn} part={part} first={rows[0]?.row ?? {}} />
          </th>
        </tr>
      ) : null}
      {rows.map(({ key, row, isTotal }) => (
        <tr key={key} className={isTotal ? 'total' : ''}>
          <Cells drawn={drawn} row={row} of={cellsOf(drawn.of.coordinates, row)} />
        </tr>
      ))}
    </tbody>
  )
}

/** A section's name; of an entry its day, its journal and its reason, which leads to it. */
function PartHeading(props: { readonly drawn: Drawn; readonly part: string; readonly first: Row }) {
  const { drawn, part, first } = props
  const { told } = useTold()
  const { day } = useWriting()
  if (drawn.table.outline.headedBy.length === 0) return told(labelText(part))
  const { posted_on: on = null, journal, reason, kind } = first
  return (
    <span className="entry-line">
      <span>{on === null ? null : day(String(on))}</span>
      {part === '' ? (
        told(String(reason ?? ''))
      ) : (
        <Link
          to="/c/$company/entries/$id"
          params={{ company: drawn.company, id: part }}
          className="quiet"
        >
          {told(String(reason ?? ''))}
        </Link>
      )}
      <bdi className="muted">{journal}</bdi>
      <span className="muted">{told(String(kind ?? ''))}</span>
    </span>
  )
}

/** The sums of all rows, for each currency apart. */
function Foot({ drawn }: { readonly drawn: Drawn }) {
  const { table, of } = drawn
  if (table.totals.length === 0) return null
  return (
    <tfoot>
      {table.totals.map((row, at) => (
        <tr key={at} className={at === 0 ? 'total' : ''}>
          <Cells
            drawn={drawn}
            row={row}
            of={cellsOf(
              of.coordinates.filter((name) => name === 'currency'),
              row,
            )}
            label={<FormattedMessage id="report.total" />}
          />
        </tr>
      ))}
    </tfoot>
  )
}

function Cells(props: {
  readonly drawn: Drawn
  readonly row: Row
  readonly of: Texts
  readonly label?: ReactNode
}) {
  const { drawn, row, of, label } = props
  const heading = headingOf(drawn.columns, row, label !== undefined)
  return drawn.columns.map((column, at) => {
    if (isFigure(column)) {
      return <FigureCell key={column.name} drawn={drawn} column={column} row={row} of={of} />
    }
    const text = label !== undefined && at === 0 ? label : <Words {...{ drawn, column, row }} />
    const depth = depthOf(drawn.table, column, row)
    const inset = depth > 0 ? { paddingInlineStart: `${depth * 20}px` } : undefined
    return column === heading ? (
      <th key={column.name} scope="row" className={`words ${column.type}`} style={inset}>
        {text}
      </th>
    ) : (
      <td key={column.name} className={`words ${column.type} ${column.name}`} style={inset}>
        {text}
      </td>
    )
  })
}

/** The first column that says something names the row. */
function headingOf(columns: readonly Column[], row: Row, isLabelled: boolean): Column | undefined {
  if (isLabelled) return columns[0]
  return columns.find((one) => !isFigure(one) && ![null, ''].includes(cellIn(row, one)))
}

function cellIn(row: Row, { name }: Column): string | null {
  const cell = row[name] ?? null
  return cell === null ? null : String(cell)
}

function Words({ drawn, column, row }: Record<'drawn', Drawn> & Line) {
  const { company, table } = drawn
  const isOurs = isOurWord(table.outline.partedBy, column.name, row)
  return <TextCell {...{ company, column, row, isOurs }} />
}

interface Line {
  readonly column: Column
  readonly row: Row
}

function FigureCell({
  drawn,
  column,
  row,
  of,
}: Record<'drawn', Drawn> & Line & Record<'of', Texts>) {
  const { figure } = useWriting()
  const cell = row[column.name] ?? null
  const kind = isZero(cell) ? 'figure muted' : 'figure'
  const text = figure(cell, drawn.digits.get(column.name))
  if (cell === null || !drawn.explained.has(column.name)) return <td className={kind}>{text}</td>
  const { params, of: report } = drawn
  return (
    <td className={kind}>
      <Explained meant={{ report: report.name, params, of, figure: column.name }} isRoving>
        {text}
      </Explained>
    </td>
  )
}

function depthOf({ outline }: Table, { name }: Column, row: Row): number {
  const by = outline.indented[name]
  return by === undefined ? 0 : Number(row[by] ?? 0)
}

/** Money has the digits of its currency; other decimals stand below each other by the point. */
function digitsOf(columns: readonly Column[], rows: readonly Row[]): ReadonlyMap<string, number> {
  const decimals = columns.filter(({ type }) => type === 'decimal')
  return new Map(
    decimals.map(({ name }) => [
      name,
      rows.reduce((most, row) => {
        const [, fraction = ''] = String(row[name] ?? '').split('.')
        return Math.max(most, fraction.length)
      }, 0),
    ]),
  )
}
