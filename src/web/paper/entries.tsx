/** Entries of the books with their lines; each opens the ledger of its account. */
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import type { ReactNode } from 'react'
import { writtenDay } from '#web/controls/days.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import { sumsOfTotals, totalsOf } from '#web/controls/totals.ts'
import { useHabits } from '#web/controls/habits.ts'
import type { Entry, EntryLine } from '#web/paper/paper-api.ts'
import { useAccountNames } from '#web/paper/account-names.ts'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface EntriesProps {
  readonly entries: readonly Entry[]
  readonly company: string
  /** Whether they stand in the books, where more is behind them. */
  readonly opens: boolean
}

export function Entries({ entries, company, opens }: EntriesProps) {
  const { language } = useHabits()
  const { told } = useTold()
  return entries.map((entry, at) => (
    <section key={entry.id ?? at} className="entry">
      <h3>
        {entry.id === undefined ? (
          told(entry.reason)
        ) : (
          <Link to="/c/$company/entries/$id" params={{ company, id: entry.id }}>
            {told(entry.reason)}
          </Link>
        )}
        <span className="muted">
          {' '}
          {writtenDay(entry.postedOn, language)} · <bdi>{entry.journal}</bdi>
        </span>
      </h3>
      <Lines entry={entry} company={company} opens={opens} />
    </section>
  ))
}

function Lines({
  entry,
  company,
  opens,
}: Omit<EntriesProps, 'entries'> & { readonly entry: Entry }) {
  const { formatMessage } = useIntl()
  const names = useAccountNames(company)
  const { told } = useTold()
  return (
    <div className="entry-lines">
      <table>
        <caption className="sr-only">{told(entry.reason)}</caption>
        <thead>
          <tr>
            <th scope="col">{formatMessage({ id: 'paper.account' })}</th>
            <th scope="col">{formatMessage({ id: 'paper.about' })}</th>
            <th scope="col">{formatMessage({ id: 'paper.currency' })}</th>
            <th scope="col" data-side="end">
              {formatMessage({ id: 'paper.debit' })}
            </th>
            <th scope="col" data-side="end">
              {formatMessage({ id: 'paper.credit' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {entry.lines.map((line) => (
            <OneLine key={line.line} {...{ line, company, opens }} name={names.get(line.account)} />
          ))}
        </tbody>
        <Sums entry={entry} />
      </table>
    </div>
  )
}

/** Debits and credits, for each currency apart. */
function Sums({ entry: { lines } }: { readonly entry: Entry }) {
  const sums = sumsOfTotals(totalsOf(lines))
  if (lines.length < 2) return null
  return (
    <tfoot>
      {sums.map(({ currency, debit, credit }) => (
        <tr key={currency}>
          <th scope="row" colSpan={2}>
            <FormattedMessage id="paper.sum" />
          </th>
          <td>{currency}</td>
          <td data-side="end">
            <Figure amount={debit} />
          </td>
          <td data-side="end">
            <Figure amount={credit} />
          </td>
        </tr>
      ))}
    </tfoot>
  )
}

interface LineProps {
  readonly line: EntryLine
  readonly company: string
  readonly opens: boolean
  readonly name: string | undefined
}

function OneLine({ line, company, opens, name }: LineProps) {
  const { account, amount, currency, party, quantity, item, subject } = line
  const isCredit = amount.startsWith('-')
  const goods = quantity === undefined || isZero(quantity) ? '' : `${quantity} ${item ?? ''}`
  const about = [party, subject?.paper, goods.replace('-', '−')]
  const isMoney = !isZero(amount) || goods === ''
  const figure = isMoney ? <Figure amount={amount} /> : null
  const ledger = (inner: ReactNode, isFigure: boolean): ReactNode => (
    <Ledger {...{ company, account, opens, isFigure }}>{inner}</Ledger>
  )
  return (
    <tr>
      <td>
        {ledger(
          <>
            <bdi className="code">{account}</bdi> <bdi className="name">{name}</bdi>
          </>,
          false,
        )}
      </td>
      <td>
        <bdi>{about.filter((part) => part !== undefined && part !== '').join(' · ')}</bdi>
      </td>
      <td>{currency}</td>
      <td data-side="end">{isCredit ? null : ledger(figure, true)}</td>
      <td data-side="end">{isCredit ? ledger(figure, true) : null}</td>
    </tr>
  )
}

function isZero(plain: string): boolean {
  return /^-?0(\.0+)?$/.test(plain)
}

function Figure({ amount }: { readonly amount: string }) {
  const { habits } = useHabits()
  return <span className="figure">{writtenFigure(amount.replace(/^-/, ''), habits)}</span>
}

/** Leads to the ledger of an account, where one may see it. */
function Ledger(props: {
  readonly company: string
  readonly account: string
  readonly opens: boolean
  readonly isFigure: boolean
  readonly children: ReactNode
}) {
  const { company, account, opens, isFigure, children } = props
  const { reports } = useScreens(company)
  const report = reports.find(({ parameters }) =>
    parameters.some(({ name, required }) => name === 'account' && required),
  )
  if (!opens || report === undefined || children === null) return children
  return (
    <Link
      className={isFigure ? 'explained' : undefined}
      to="/c/$company/reports/$report"
      params={{ company, report: report.name }}
      search={{ account }}
    >
      {children}
    </Link>
  )
}
