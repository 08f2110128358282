/** A figure that is the sum of several of reports: each of them, to be explained in its turn. */
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { isZero, useColumnLabel, useWriting } from '#web/report/cells.tsx'
import { meantText, withWhy } from '#web/report/meant.ts'
import { useSearchTexts } from '#web/report/place.ts'
import { Refusal } from '#web/report/refusal.tsx'
import { figureIn, sumOf, tableQuery } from '#web/report/table.ts'
import type { Meant, Table } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface WhySumProps {
  readonly screens: Screens
  readonly of: readonly Meant[]
}

export function WhySum({ screens, of }: WhySumProps) {
  const found = useQueries({
    queries: of.map(({ report, params }) => tableQuery(screens.company.code, report, params)),
  })
  const error = found.find((one) => one.error !== null)?.error ?? null
  if (error !== null) {
    return (
      <>
        <h2>
          <FormattedMessage id="why.broken" />
        </h2>
        <Refusal error={error} />
      </>
    )
  }
  const tables = found.map(({ data }) => data)
  if (!tables.every((table) => table !== undefined)) return <p className="why-wait" />
  return <Added {...{ screens, of, tables }} />
}

interface AddedProps extends WhySumProps {
  readonly tables: readonly Table[]
}

function Added({ screens, of, tables }: AddedProps) {
  const { figure } = useWriting()
  const figures = of.map((meant, at) => figureFor(tables[at], meant))
  const sum = sumOf(figures)
  return (
    <>
      <header className="why-head">
        <h2>
          <FormattedMessage id="why.partsSum" values={{ count: of.length }} />
        </h2>
        <p className="why-figure" data-figure={sum}>
          {figure(sum)} <span className="muted">{screens.company.currency}</span>
        </p>
        <p>
          <FormattedMessage id="why.sumOf" />
        </p>
      </header>
      <div className="why-lines">
        <table>
          <caption className="sr-only">
            <FormattedMessage id="why.parts" />
          </caption>
          <tbody>
            {of.map((meant, at) => (
              <Part
                key={at}
                {...{ screens, meant }}
                table={tables[at]}
                plain={figures[at] ?? '0'}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <FormattedMessage id="why.partsSum" values={{ count: of.length }} />
              </th>
              <td className="figure" data-sum={sum}>
                {figure(sum)}
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </>
  )
}

/** The figure of a part; where its table has no such row, nothing stands there. */
function figureFor(table: Table | undefined, meant: Meant): string {
  return table === undefined ? '0' : (figureIn(table, meant) ?? '0')
}

function Part(props: {
  readonly screens: Screens
  readonly meant: Meant
  readonly table: Table | undefined
  readonly plain: string
}) {
  const { screens, meant, table, plain } = props
  const { figure } = useWriting()
  const { told } = useTold()
  const labelOf = useColumnLabel(screens.company.currency)
  const search = useSearchTexts()
  const title = screens.reports.find(({ name }) => name === meant.report)?.title ?? meant.report
  const row = table?.rows.find((one) =>
    Object.entries(meant.of).every(([name, text]) => String(one[name] ?? '') === text),
  )
  const isOne = Object.keys(meant.of).length > 0
  const named = isOne ? [...Object.values(meant.of), row?.['name'] ?? null] : []
  const about = named.filter((text) => text !== null && text !== '')
  return (
    <tr>
      <th scope="row">
        <Link to="." search={withWhy(search, meantText(meant))} resetScroll={false} preload={false}>
          {labelOf(meant.figure)}
        </Link>
        <span className="why-about">
          {told(title)} {about.length === 0 ? null : <bdi>{about.map(String).join(' · ')}</bdi>}
        </span>
      </th>
      <td className={isZero(plain) ? 'figure muted' : 'figure'}>{figure(plain)}</td>
    </tr>
  )
}
