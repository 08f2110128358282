/** The lines of an entry: accounts with their names, debit and credit, and what each is about. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { isZero, useWriting } from '#web/report/cells.tsx'
import type { Entry, EntryLine } from '#web/report/entry.ts'
import { accountsQuery } from '#web/report/picked.tsx'
import { sumOf } from '#web/report/table.ts'
import type { Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function EntryLines(props: {
  readonly screens: Screens
  readonly entry: Entry
  readonly isNarrow?: boolean
}) {
  const { screens, entry, isNarrow = false } = props
  const { currency } = screens.company
  const company = screens.company.code
  const { data: accounts = [] } = useQuery(accountsQuery(company))
  const names = new Map(accounts.map(({ code, name }) => [code, name]))
  const isForeign = entry.lines.some((line) => line.currency !== currency)
  const hasWorth = isForeign && !isNarrow
  return (
    <div className="statement entry-lines">
      <table>
        <caption className="sr-only">
          <FormattedMessage id="entry.lines" />
        </caption>
        <Head isNarrow={isNarrow} worthIn={hasWorth ? currency : null} />
        <tbody>
          {entry.lines.map((line) => (
            <OneLine
              key={line.line}
              {...{ company, line, isNarrow, hasWorth }}
              day={entry.postedOn}
              name={names.get(line.account) ?? ''}
            />
          ))}
        </tbody>
        <Sums lines={entry.lines} isNarrow={isNarrow} hasWorth={hasWorth} />
      </table>
    </div>
  )
}

function Head(props: { readonly isNarrow: boolean; readonly worthIn: string | null }) {
  const { isNarrow, worthIn } = props
  return (
    <thead>
      <tr>
        <th scope="col" className="words">
          <FormattedMessage id="entry.account" />
        </th>
        {isNarrow ? null : (
          <th scope="col" className="words">
            <FormattedMessage id="entry.about" />
          </th>
        )}
        <th scope="col" className="words">
          <FormattedMessage id="entry.currency" />
        </th>
        <th scope="col" className="figure">
          <FormattedMessage id="entry.debit" />
        </th>
        <th scope="col" className="figure">
          <FormattedMessage id="entry.credit" />
        </th>
        {worthIn === null ? null : (
          <th scope="col" className="figure">
            <FormattedMessage id="entry.worth" values={{ currency: worthIn }} />
          </th>
        )}
      </tr>
    </thead>
  )
}

function OneLine(props: {
  readonly company: string
  readonly line: EntryLine
  readonly name: string
  readonly day: string
  readonly isNarrow: boolean
  readonly hasWorth: boolean
}) {
  const { company, line, name, day, isNarrow, hasWorth } = props
  const { figure } = useWriting()
  const { account, amount, base, currency } = line
  const isCredit = amount.startsWith('-')
  return (
    <tr>
      <th scope="row" className="words">
        <Link
          to="/c/$company/reports/$report"
          params={{ company, report: 'account-ledger' }}
          search={{ account, from: `${day.slice(0, 8)}01`, until: day }}
          className="quiet"
        >
          {account} {name}
        </Link>
        {isNarrow ? <About line={line} /> : null}
      </th>
      {isNarrow ? null : (
        <td className="words">
          <About line={line} />
        </td>
      )}
      <td className="words">{currency}</td>
      <td className="figure">{isCredit || isZero(amount) ? null : figure(amount)}</td>
      <td className="figure">{isCredit ? figure(amount.slice(1)) : null}</td>
      {hasWorth ? <td className="figure">{figure(base)}</td> : null}
    </tr>
  )
}

/** What a line is about: open item, party, item, tax, dimensions, its row, its own text. */
function About({ line }: { readonly line: EntryLine }) {
  const { figure, day } = useWriting()
  const { told } = useTold()
  const { subject, party, item, quantity, taxCode, taxBase, dimensions, sourceRow, text } = line
  const plain = [
    text,
    party,
    quantity === undefined || isZero(quantity) ? item : `${item} × ${figure(quantity)}`,
    ...Object.entries(dimensions ?? {}).map(([name, value]) => `${name} ${value}`),
  ].filter((part) => part !== undefined && part !== '')
  return (
    <span className="entry-about">
      {subject === undefined ? null : (
        <span>
          {told(subject.kind)} <bdi>{subject.paper}</bdi>
          {subject.row ? `/${subject.row}` : ''}
          {subject.dueOn === undefined ? null : (
            <>
              {', '}
              <FormattedMessage id="entry.due" values={{ day: day(subject.dueOn) }} />
            </>
          )}
        </span>
      )}
      {plain.map((part) => (
        <span key={part}>{part}</span>
      ))}
      {taxCode === undefined ? null : (
        <span>
          {taxBase === undefined ? (
            taxCode
          ) : (
            <FormattedMessage id="entry.tax" values={{ code: taxCode, base: figure(taxBase) }} />
          )}
        </span>
      )}
      {sourceRow === undefined ? null : (
        <span>
          <FormattedMessage id="entry.row" values={{ row: sourceRow }} />
        </span>
      )}
    </span>
  )
}

/** Debits and credits of each currency: they are the same. */
function Sums(props: {
  readonly lines: readonly EntryLine[]
  readonly isNarrow: boolean
  readonly hasWorth: boolean
}) {
  const { lines, isNarrow, hasWorth } = props
  const { figure } = useWriting()
  const groups = [...Map.groupBy(lines, ({ currency }) => currency)]
  const some = (of: readonly EntryLine[], isCredit: boolean): string =>
    sumOf(of.map(({ amount }) => amount).filter((one) => one.startsWith('-') === isCredit))
  return (
    <tfoot>
      {groups.map(([currency, of]) => (
        <tr key={currency} className="total">
          <th scope="row" className="words">
            <FormattedMessage id="report.total" />
          </th>
          {isNarrow ? null : <td />}
          <td className="words">{currency}</td>
          <td className="figure">{figure(some(of, false))}</td>
          <td className="figure">{figure(some(of, true).replace('-', ''))}</td>
          {hasWorth ? <td className="figure" /> : null}
        </tr>
      ))}
    </tfoot>
  )
}
