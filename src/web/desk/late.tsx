/** What is late: what customers owe since its day, by how long, and who owes the most of it. */
import { useQuery } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { compareDecimals, parseDecimal } from '#base/decimal.ts'
import { isZero, useWriting } from '#web/report/cells.tsx'
import { Explained } from '#web/report/explained.tsx'
import { cellsOf, sumOf, tableQuery } from '#web/report/table.ts'
import type { Meant, Row, Texts } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'
import { Refusal } from '#web/shell/refusal.tsx'

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

/** The ageing of a company as of a day, today where none is said: shared by all that show it. */
export function ageingQuery({ company: { code, today } }: Screens, day = today) {
  return tableQuery(code, ageingReport, { 'as-of': day })
}

/** The total in the own currency: the last one, which is of all currencies where there are many. */
export function ownTotal(totals: readonly Row[]): Row | null {
  return totals.at(-1) ?? null
}

export function Late({ screens }: { readonly screens: Screens }) {
  const { data: table, error } = useQuery(ageingQuery(screens))
  const total = ownTotal(table?.totals ?? [])
  const isNothing = total === null || isZero(lateOf(total))
  return (
    <section className="desk-part" aria-busy={table === undefined}>
      <h2>
        <FormattedMessage id="desk.late" />
      </h2>
      <Refusal error={error} />
      {table === undefined ? null : isNothing ? (
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
  const { currency, today } = screens.company
  const sum = overdue.map(([name]) => meantOf(today, {}, name))
  const amount = (
    <strong>
      <Explained meant={sum}>{figure(lateOf(total))}</Explained>
    </strong>
  )
  return (
    <>
      <p className="desk-sum">
        <FormattedMessage id="desk.overdue" values={{ amount, currency }} />
      </p>
      <div className="desk-late">
        <table>
          <LateHead />
          <tbody>
            {debtorsOf(rows).map((row) => (
              <LateRow
                key={`${row['party']} ${row['currency']}`}
                screens={screens}
                row={row}
                of={cellsOf(['party', 'currency'], row)}
              />
            ))}
          </tbody>
          <tfoot>
            <LateRow screens={screens} row={total} of={{}} />
          </tfoot>
        </table>
      </div>
    </>
  )
}

function LateHead() {
  return (
    <thead>
      <tr>
        <th scope="col">
          <FormattedMessage id="desk.who" />
        </th>
        {overdue.map(([name, word]) => (
          <th key={name} scope="col" className="figure">
            <FormattedMessage id={word} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Those who owe most of what is late. */
function debtorsOf(rows: readonly Row[]): Row[] {
  return rows
    .map((row) => ({ row, sum: lateOf(row) }))
    .filter(({ sum }) => !isZero(sum) && !sum.startsWith('-'))
    .toSorted((a, b) => compared(b.sum, a.sum))
    .slice(0, most)
    .map(({ row }) => row)
}

function LateRow(props: { readonly screens: Screens; readonly row: Row; readonly of: Texts }) {
  const { screens, row, of } = props
  const { figure } = useWriting()
  return (
    <tr>
      <th scope="row">{row['party'] ?? <FormattedMessage id="desk.everybody" />}</th>
      {overdue.map(([name]) => {
        const meant = meantOf(screens.company.today, of, name)
        const plain = row[name] ?? '0'
        return (
          <td key={name} className="figure">
            {isZero(plain) ? null : <Explained meant={meant}>{figure(plain)}</Explained>}
          </td>
        )
      })}
    </tr>
  )
}

function meantOf(day: string, of: Texts, figure: string): Meant {
  return { report: ageingReport, params: { 'as-of': day }, of, figure }
}

function lateOf(row: Row): string {
  return sumOf(overdue.map(([name]) => row[name] ?? null))
}

function compared(one: string, other: string): number {
  const [a, b] = [parseDecimal(one), parseDecimal(other)]
  return a === null || b === null ? 0 : compareDecimals(a, b)
}
