/** The charts of desks: sales by month, what is owed by age, cash by month. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Chart } from '#web/charts/chart.tsx'
import type { Point } from '#web/charts/chart.tsx'
import { useCashAccounts } from '#web/desk/cash-accounts.ts'
import { ageingQuery, ageingReport, ownTotal } from '#web/desk/late.tsx'
import { useCash, useSales } from '#web/desk/months.ts'
import type { CashAccount } from '#web/desk/months.ts'
import { useTongue } from '#web/report/place.ts'
import type { Screens } from '#web/screens.ts'

type Shown = ComponentType<{ readonly screens: Screens }>

const charts: Readonly<Record<string, Shown>> = {
  'sales-analysis': SalesChart,
  'aged-receivables': AgeingChart,
  'trial-balance': CashChart,
}

/** The charts of some reports. */
export function Charts(props: { readonly screens: Screens; readonly reports: readonly string[] }) {
  const { screens, reports } = props
  const shown = Object.entries(charts).filter(([name]) => reports.includes(name))
  if (shown.length === 0) return null
  return (
    <div className="desk-charts">
      {shown.map(([name, One]) => (
        <One key={name} screens={screens} />
      ))}
    </div>
  )
}

function SalesChart({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { formatMessage } = useIntl()
  const { points } = useSales(screens, tongue)
  return <Chart title={formatMessage({ id: 'chart.sales' })} form="bars" points={points ?? []} />
}

const ages = [
  ['base_not_due', 'chart.notDue'],
  ['base_days_1_30', 'desk.late1'],
  ['base_days_31_60', 'desk.late2'],
  ['base_days_61_90', 'desk.late3'],
  ['base_days_over_90', 'desk.late4'],
] as const

function AgeingChart({ screens }: { readonly screens: Screens }) {
  const { formatMessage } = useIntl()
  const { data } = useQuery(ageingQuery(screens))
  const total = ownTotal(data?.totals ?? [])
  const params = { 'as-of': screens.company.today }
  const points = ages.map(([figure, word]): Point => ({
    label: formatMessage({ id: word }),
    plain: String(total?.[figure] ?? '0'),
    meant: total === null ? null : { report: ageingReport, params, of: {}, figure },
  }))
  return <Chart title={formatMessage({ id: 'chart.ageing' })} form="bars" points={points} />
}

function CashChart({ screens }: { readonly screens: Screens }) {
  const { tongue } = useTongue()
  const { formatMessage } = useIntl()
  const { counts, choose } = useCashAccounts(screens.company.code)
  const { points, accounts } = useCash(screens, tongue, counts)
  return (
    <Chart title={formatMessage({ id: 'chart.cash' })} form="line" points={points ?? []}>
      <details>
        <summary>
          <FormattedMessage id="chart.accounts" />
        </summary>
        <CashChoice accounts={accounts} choose={choose} />
      </details>
    </Chart>
  )
}

function CashChoice(props: {
  readonly accounts: readonly CashAccount[]
  readonly choose: (codes: readonly string[]) => void
}) {
  const { accounts, choose } = props
  const chosen = accounts.filter(({ counts }) => counts).map(({ code }) => code)
  return (
    <ul className="cash-choice">
      {accounts.map(({ code, name, counts }) => (
        <li key={code}>
          <label>
            <input
              type="checkbox"
              checked={counts}
              onChange={() =>
                choose(counts ? chosen.filter((one) => one !== code) : [...chosen, code])
              }
            />{' '}
            {code} {name}
          </label>
        </li>
      ))}
    </ul>
  )
}
