/**
 * A report of two groups as a table of both, drawn by hand: one down the side, the other (such as
 * the months of a year) along the top, with sums at both ends. Each cell and sum is explained.
 */
import { useRef, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { isZero, useColumnLabel, useWriting } from '#web/report/cells.tsx'
import { Explained, rove, useRoving } from '#web/report/explained.tsx'
import { figureIn, usedParameters } from '#web/report/table.ts'
import type { Table, Texts } from '#web/report/table.ts'
import type { ReportPage } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** The columns of such a report that name its groups. */
const side = 'row'
const top = 'column'

/** Whether a table has two groups. */
export function isCrosstab({ columns, rows }: Table): boolean {
  const names = new Set(columns.map(({ name }) => name))
  return names.has(side) && names.has(top) && rows.some((row) => (row[top] ?? null) !== null)
}

/** At most so many columns stand side by side; more are a list. */
export const mostAcross = 40

/** The different texts of a group, in their order. */
export function groupOf({ rows }: Table, name: string): string[] {
  return [...new Set(rows.map((row) => String(row[name] ?? '')))].toSorted()
}

interface Drawn {
  readonly of: ReportPage
  readonly table: Table
  readonly params: Texts
  readonly figure: string
}

export function Crosstab({ of, table }: { readonly of: ReportPage; readonly table: Table }) {
  const frame = useRef<HTMLDivElement>(null)
  useRoving(frame)
  const { told } = useTold()
  const [figure, setFigure] = useState(of.figures[0] ?? '')
  const drawn: Drawn = { of, table, figure, params: usedParameters(of, table) }
  const across = groupOf(table, top)
  return (
    <>
      <FigureChoice of={of} figure={figure} choose={setFigure} />
      <div className="statement long" ref={frame} onKeyDown={rove}>
        <table>
          <caption className="sr-only">{told(of.title)}</caption>
          <thead>
            <tr>
              <th scope="col" className="words">
                {told(String(table.parameters['rows'] ?? ''), 'title')}
              </th>
              {across.map((name) => (
                <th key={name} scope="col" className="figure">
                  {told(name)}
                </th>
              ))}
              <th scope="col" className="figure">
                <FormattedMessage id="report.total" />
              </th>
            </tr>
          </thead>
          <tbody>
            {groupOf(table, side).map((name) => (
              <Across key={name} drawn={drawn} of={{ [side]: name }} across={across} label={name} />
            ))}
          </tbody>
          <tfoot>
            <Across drawn={drawn} of={{}} across={across} label={null} />
          </tfoot>
        </table>
      </div>
    </>
  )
}

function FigureChoice(props: {
  readonly of: ReportPage
  readonly figure: string
  readonly choose: (figure: string) => void
}) {
  const { of, figure, choose } = props
  const labelOf = useColumnLabel('')
  const { formatMessage } = useIntl()
  return (
    <select
      className="crosstab-figure"
      aria-label={formatMessage({ id: 'report.figure' })}
      value={figure}
      onChange={(event) => choose(event.target.value)}
    >
      {of.figures.map((name) => (
        <option key={name} value={name}>
          {labelOf(name)}
        </option>
      ))}
    </select>
  )
}

/** A row of cells, with its sum at the end. */
function Across(props: {
  readonly drawn: Drawn
  readonly of: Texts
  readonly across: readonly string[]
  /** Null for the row of sums. */
  readonly label: string | null
}) {
  const { drawn, of, across, label } = props
  const { told } = useTold()
  return (
    <tr className={label === null ? 'total' : ''}>
      <th scope="row" className="words">
        {label === null ? <FormattedMessage id="report.total" /> : told(label)}
      </th>
      {across.map((name) => (
        <CrossCell key={name} drawn={drawn} of={{ ...of, [top]: name }} />
      ))}
      <CrossCell drawn={drawn} of={of} />
    </tr>
  )
}

function CrossCell({ drawn, of }: { readonly drawn: Drawn; readonly of: Texts }) {
  const { figure: written } = useWriting()
  const { of: report, table, params, figure } = drawn
  const meant = { report: report.name, params, of, figure }
  const plain = figureIn(table, meant)
  return (
    <td className={isZero(plain) ? 'figure muted' : 'figure'}>
      {plain === null ? null : (
        <Explained meant={meant} isRoving>
          {written(plain)}
        </Explained>
      )}
    </td>
  )
}
