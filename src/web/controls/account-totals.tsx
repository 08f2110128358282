/** Debits and credits by account, with their sums for each currency: what acts would post. */
import { Fragment, useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { isSameTotal, sharesIn } from '#web/controls/total-why.ts'
import type { MeantTotal, ReasonedEntry } from '#web/controls/total-why.ts'
import { sumsOfTotals } from '#web/controls/totals.ts'
import type { AccountTotal } from '#web/controls/totals.ts'
import { useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import { useAccountNames } from '#web/paper/account-names.ts'
import '#web/controls/account-totals.css'
import '#web/report/explained.css'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface TotalsProps {
  readonly company: string
  readonly totals: readonly AccountTotal[]
  readonly caption: string
  /** Whether the accounts are listed, or only the sums. */
  readonly isWhole?: boolean
  /** The entries that the totals are of: with them each figure opens those that come to it. */
  readonly entries?: readonly ReasonedEntry[]
}

export function AccountTotals({ company, totals, caption, isWhole = true, entries }: TotalsProps) {
  const names = useAccountNames(company)
  const [open, setOpen] = useState<MeantTotal | null>(null)
  if (totals.length === 0) return null
  const asking = entries === undefined ? null : { entries, open, setOpen }
  return (
    <table className="account-totals">
      <caption>{caption}</caption>
      <Head />
      {isWhole ? (
        <tbody>
          {totals.map((one) => (
            <OneTotal key={`${one.account} ${one.currency}`} {...one} asking={asking}>
              <bdi>{one.account}</bdi> <bdi className="muted">{names.get(one.account)}</bdi>
            </OneTotal>
          ))}
        </tbody>
      ) : null}
      <tfoot>
        {sumsOfTotals(totals).map((one) => (
          <OneTotal key={one.currency} {...one} account={null} asking={asking}>
            <FormattedMessage id="paper.sum" />
          </OneTotal>
        ))}
      </tfoot>
    </table>
  )
}

function Head() {
  return (
    <thead>
      <tr>
        <th scope="col">
          <FormattedMessage id="paper.account" />
        </th>
        <th scope="col">
          <FormattedMessage id="paper.currency" />
        </th>
        <th scope="col" data-side="end">
          <FormattedMessage id="paper.debit" />
        </th>
        <th scope="col" data-side="end">
          <FormattedMessage id="paper.credit" />
        </th>
      </tr>
    </thead>
  )
}

interface Asking {
  readonly entries: readonly ReasonedEntry[]
  readonly open: MeantTotal | null
  readonly setOpen: (open: MeantTotal | null) => void
}

const sides = ['debit', 'credit'] as const

function OneTotal(
  props: Omit<AccountTotal, 'account'> & {
    /** Null: the sum of all accounts. */
    readonly account: string | null
    readonly asking: Asking | null
    readonly children: ReactNode
  },
) {
  const { account, currency, asking, children } = props
  const opened = asking?.open ?? null
  const isHere = opened?.account === account && opened.currency === currency
  return (
    <Fragment>
      <tr>
        <th scope="row">{children}</th>
        <td className="muted">{currency}</td>
        {sides.map((side) => (
          <td key={side} data-side="end">
            <Figure meant={{ account, currency, side }} plain={props[side]} asking={asking} />
          </td>
        ))}
      </tr>
      {asking === null || !isHere ? null : (
        <Shares meant={opened} plain={props[opened.side]} entries={asking.entries} />
      )}
    </Fragment>
  )
}

const moneyField = { kind: 'money', link: null, currencyIn: null } as const

function Money({ currency, plain }: { readonly currency: string; readonly plain: string }) {
  const digits = useScreens(useCompany()).currencies[currency]
  return <Value of={moneyField} value={plain} {...(digits === undefined ? {} : { digits })} />
}

function Figure(props: {
  readonly meant: MeantTotal
  readonly plain: string
  readonly asking: Asking | null
}) {
  const { meant, plain, asking } = props
  const { formatMessage } = useIntl()
  if (/^0(\.0*)?$/.test(plain)) return null
  const shown = <Money currency={meant.currency} plain={plain} />
  if (asking === null) return shown
  const isOpen = isSameTotal(asking.open, meant)
  return (
    <button
      type="button"
      className="explained"
      title={formatMessage({ id: 'why.none' })}
      aria-expanded={isOpen}
      onClick={() => asking.setOpen(isOpen ? null : meant)}
    >
      {shown}
    </button>
  )
}

/** The entries that come to a figure, below it. */
function Shares(props: {
  readonly meant: MeantTotal
  readonly plain: string
  readonly entries: readonly ReasonedEntry[]
}) {
  const { meant, plain, entries } = props
  const { told } = useTold()
  return (
    <tr className="total-shares">
      <td colSpan={4}>
        <p>
          <FormattedMessage
            id="list.whyEntries"
            values={{ figure: <Money currency={meant.currency} plain={plain} /> }}
          />
        </p>
        <ul>
          {sharesIn(entries, meant).map(({ reason, amount }, at) => (
            <li key={at}>
              <span>{told(reason)}</span>
              <span data-side="end">
                <Money currency={meant.currency} plain={amount} />
              </span>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
