/** What is late: what customers owe since its day, by how long, and who owes the most of it. */
import { useQuery } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { compareDecimals, parseDecimal } from '#base/decimal.ts'
import { isZero, useWriting } from '#web/report/cells.tsx'
import { Explained } from '#web/report/explained.tsx'
import { cellsOf, sumOf, tableQuery } from '#web/report/table.ts'
import type { Meant, Row, Texts } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'

/** The figures that are overdue, in the own currency, and their words. */
const overdue = [
  ['base_days_1_30', 'desk.late1'],
  ['base_days_31_60', 'desk.late2'],
  ['base_days_61_90', 'desk.late3'],
  ['base_days_over_90', 'desk.late4'],
] as const

/** So many of those who owe are named. */
const most = 5

export const ageingReport = 'aged-receivables'

/** The ageing of a company as of today: shared by all that show it. */
export function ageingQuery({ company: { code, today } }: Screens) {
  return tableQuery(code, ageingReport, { 'as-of': today })
}

/** The total in the own currency: the last one, which is of all currencies where there are many. */
export function ownTotal(totals: readonly Row[]): Row | null {
  return totals.at(-1) ?? null
}

export function Late({ screens }: { readonly screens: Screens }) {
  const { data: table, error } = useQuery(ageingQuery(screens))
  const total = ownTotal(table?.totals ?? [])
  return (
    <section className="desk-part" aria-busy={table === undefined}>
      <h2>
        <FormattedMessage id="desk.late" />
      </h2>
      {error === null ? null : <p className="muted">{error.message}</p>}
      {table === undefined ? null : total === null || isZero(lateOf(total)) ? (
        <p className="muted">
          <FormattedMessage id="desk.nothingLate" />
        </p>
      ) : (
        <LateFigures screens={screens} total={total} rows={table.rows} />
      )}
    </section>
  )
}

function LateFigures(props: {
  readonly screens: Screens
  readonly total: Row
  readonly rows: readonly Row[]
}) {
  const { screens, total, rows } = props
  const { figure } = useWriting()
  const { currency } = screens.company
  const buckets = overdue.filter(([name]) => !isZero(total[name] ?? '0'))
  return (
    <>
      <p className="desk-sum">
        <FormattedMessage
          id="desk.overdue"
          values={{ amount: <strong>{figure(lateOf(total))}</strong>, currency }}
        />
      </p>
      <ul className="desk-lines">
        {buckets.map(([name, word]) => (
          <li key={name}>
            <span>
              <FormattedMessage id={word} />
            </span>
            <LateFigure screens={screens} of={{}} name={name} plain={total[name] ?? '0'} />
          </li>
        ))}
      </ul>
      <Debtors screens={screens} rows={rows} />
    </>
  )
}

/** Those who owe most of what is late, each figure by its age. */
function Debtors({ screens, rows }: { readonly screens: Screens; readonly rows: readonly Row[] }) {
  const late = rows
    .map((row) => ({ row, sum: lateOf(row) }))
    .filter(({ sum }) => !isZero(sum) && !sum.startsWith('-'))
    .toSorted((a, b) => compared(b.sum, a.sum))
    .slice(0, most)
  return (
    <table className="desk-debtors">
      <thead className="sr-only">
        <tr>
          <th scope="col">
            <FormattedMessage id="chart.what" />
          </th>
          {overdue.map(([name, word]) => (
            <th key={name} scope="col">
              <FormattedMessage id={word} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {late.map(({ row }) => (
          <Debtor key={`${row['party']} ${row['currency']}`} screens={screens} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function Debtor({ screens, row }: { readonly screens: Screens; readonly row: Row }) {
  const of = cellsOf(['party', 'currency'], row)
  return (
    <tr>
      <th scope="row">{row['party']}</th>
      {overdue.map(([name]) => (
        <td key={name} className="figure">
          {isZero(row[name] ?? '0') ? null : (
            <LateFigure screens={screens} of={of} name={name} plain={row[name] ?? '0'} />
          )}
        </td>
      ))}
    </tr>
  )
}

function LateFigure(props: {
  readonly screens: Screens
  readonly of: Texts
  readonly name: string
  readonly plain: string | number
}) {
  const { screens, of, name, plain } = props
  const { figure } = useWriting()
  const params = { 'as-of': screens.company.today }
  const meant: Meant = { report: ageingReport, params, of, figure: name }
  return <Explained meant={meant}>{figure(plain)}</Explained>
}

function lateOf(row: Row): string {
  return sumOf(overdue.map(([name]) => row[name] ?? null))
}

function compared(one: string, other: string): number {
  const [a, b] = [parseDecimal(one), parseDecimal(other)]
  return a === null || b === null ? 0 : compareDecimals(a, b)
}
