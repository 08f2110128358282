/** Debits and credits by account, with their sums for each currency: what acts would post. */
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { sumsOfTotals } from '#web/controls/totals.ts'
import type { AccountTotal } from '#web/controls/totals.ts'
import { useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import { useAccountNames } from '#web/paper/account-names.ts'
import '#web/controls/account-totals.css'
import { useScreens } from '#web/screens.ts'

interface TotalsProps {
  readonly company: string
  readonly totals: readonly AccountTotal[]
  readonly caption: string
  /** Whether the accounts are listed, or only the sums. */
  readonly isWhole?: boolean
}

export function AccountTotals({ company, totals, caption, isWhole = true }: TotalsProps) {
  const names = useAccountNames(company)
  if (totals.length === 0) return null
  return (
    <table className="account-totals">
      <caption>{caption}</caption>
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
      {isWhole ? (
        <tbody>
          {totals.map((one) => (
            <OneTotal key={`${one.account} ${one.currency}`} {...one}>
              <bdi>{one.account}</bdi> <bdi className="muted">{names.get(one.account)}</bdi>
            </OneTotal>
          ))}
        </tbody>
      ) : null}
      <tfoot>
        {sumsOfTotals(totals).map((one) => (
          <OneTotal key={one.currency} {...one}>
            <FormattedMessage id="paper.sum" />
          </OneTotal>
        ))}
      </tfoot>
    </table>
  )
}

const moneyField = { kind: 'money', link: null, currencyIn: null } as const

function OneTotal(props: Omit<AccountTotal, 'account'> & { readonly children: ReactNode }) {
  const { currency, debit, credit, children } = props
  const digits = useScreens(useCompany()).currencies[currency]
  const shown = digits === undefined ? {} : { digits }
  const figure = (plain: string) =>
    /^0(\.0*)?$/.test(plain) ? null : <Value of={moneyField} value={plain} {...shown} />
  return (
    <tr>
      <th scope="row">{children}</th>
      <td className="muted">{currency}</td>
      <td data-side="end">{figure(debit)}</td>
      <td data-side="end">{figure(credit)}</td>
    </tr>
  )
}
