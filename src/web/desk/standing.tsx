/** How we do: a few figures with a small line of their past, each opening what is behind it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Spark } from '#web/charts/spark.tsx'
import type { Point } from '#web/charts/chart.tsx'
import { useCashAccounts } from '#web/desk/cash-accounts.ts'
import { ageingReport, ownTotal } from '#web/desk/late.tsx'
import { useCash, useOwed, useProfit, useSales } from '#web/desk/months.ts'
import { useWriting } from '#web/report/cells.tsx'
import { Explained } from '#web/report/explained.tsx'
import { useTongue } from '#web/report/place.ts'
import { tableQuery } from '#web/report/table.ts'
import type { Explainable } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'
import type { Word } from '#web/words/en.ts'
import { useTold } from '#web/words/told.ts'

type Shown = ComponentType<{ readonly screens: Screens }>

/** The figure that a report gives to desks, by the report's name. */
const figures: Readonly<Record<string, Shown>> = {
  'sales-analysis': Sales,
  'income-statement': Profit,
  'trial-balance': Cash,
  'aged-receivables': Owed,
  'stock-value': Stock,
}

/** At most so many figures stand on a desk. */
const most = 4

/** The figures of some reports. */
export function Standing(props: {
  readonly screens: Screens
  readonly reports: readonly string[]
}) {
  const { screens, reports } = props
  const shown = Object.entries(figures)
    .filter(([name]) => reports.includes(name))
    .slice(0, most)
  if (shown.length === 0) return null
  return (
    <section className="desk-part">
      <h2>
        <FormattedMessage id="desk.how" />
      </h2>
      <ul className="standing">
        {shown.map(([name, One]) => (
          <One key={name} screens={screens} />
        ))}
      </ul>
    </section>
  )
}

function Sales({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { points, error } = useSales(screens, tongue)
  const report = 'sales-analysis'
  return <OfMonths {...{ screens, points, error, report }} name="figure.sales" />
}

function Profit({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { points, error } = useProfit(screens, tongue)
  const report = 'income-statement'
  return <OfMonths {...{ screens, points, error, report }} name="figure.profit" />
}

function Cash({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { counts } = useCashAccounts(screens.company.code)
  const { points, error } = useCash(screens, tongue, counts)
  const report = 'trial-balance'
  return <OfMonths {...{ screens, points, error, report }} name="figure.cash" />
}

function Owed({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { points, error } = useOwed(screens, tongue)
  return <OfMonths {...{ screens, points, error }} report={ageingReport} name="figure.owed" />
}

function Stock({ screens }: { readonly screens: Screens }) {
  const report = 'stock-value'
  const params = { 'as-of': screens.company.today }
  const { data, error } = useQuery(tableQuery(screens.company.code, report, params))
  const total = ownTotal(data?.totals ?? [])
  const plain = data === undefined ? null : String(total?.['value'] ?? '0')
  const meant = { report, params, of: {}, figure: 'value' }
  return <OneFigure {...{ screens, plain, error, report, meant }} name="figure.stock" />
}

function OfMonths(props: {
  readonly screens: Screens
  readonly points: readonly Point[] | null
  readonly error: Error | null
  readonly report: string
  readonly name: Word
}) {
  const { screens, points, error, report, name } = props
  const { formatMessage } = useIntl()
  const { figure } = useWriting()
  const last = points?.at(-1)
  const past = points?.map(({ plain }) => plain) ?? []
  const label = formatMessage(
    { id: 'figure.past' },
    {
      name: formatMessage({ id: name }),
      first: figure(past[0] ?? '0'),
      last: figure(past.at(-1) ?? '0'),
    },
  )
  const plain = last?.plain ?? null
  return (
    <OneFigure {...{ screens, plain, error, report, name }} meant={last?.meant ?? null}>
      <Spark past={past} label={label} />
    </OneFigure>
  )
}

function OneFigure(props: {
  readonly screens: Screens
  readonly name: Word
  readonly plain: string | null
  readonly meant: Explainable | null
  readonly error: Error | null
  readonly report: string
  readonly children?: ReactNode
}) {
  const { screens, name, plain, meant, error, report, children } = props
  const { figure } = useWriting()
  const { told } = useTold()
  const { code: company, currency, scale } = screens.company
  const title = screens.reports.find((one) => one.name === report)?.title ?? report
  const text = plain === null ? '…' : figure(plain, scale)
  return (
    <li aria-busy={plain === null && error === null}>
      <span className="standing-name">
        <FormattedMessage id={name} />
      </span>
      <span className="standing-figure">
        {error !== null ? (
          <FormattedMessage id="desk.failed" />
        ) : meant === null ? (
          <bdi dir="ltr">{text}</bdi>
        ) : (
          <bdi dir="ltr">
            <Explained meant={meant}>{text}</Explained>
          </bdi>
        )}{' '}
        <span className="standing-unit">{currency}</span>
      </span>
      {children}
      <Link to="/c/$company/reports/$report" params={{ company, report }} className="standing-more">
        {told(title)}
      </Link>
    </li>
  )
}
