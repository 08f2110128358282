/** What a step would do to the books: the sums of its entries by account, exact. */
import { FormattedMessage } from 'react-intl'
import { addDecimals, formatDecimal, parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { Value, digitsOf } from '#web/controls/value.tsx'
import type { Done, EntryLine } from '#web/list/bulk.ts'

interface AccountSum {
  readonly account: string
  readonly currency: string
  readonly amount: string
}

/** What is left of lines on each account in each currency, in the order of the accounts. */
export function accountSums(lines: readonly EntryLine[]): AccountSum[] {
  const sums = new Map<string, EntryLine & { readonly sum: Decimal }>()
  for (const line of lines) {
    const key = `${line.account} ${line.currency}`
    const former = sums.get(key)?.sum ?? { units: 0n, scale: 0 }
    const amount = parseDecimal(line.amount)
    if (amount !== null) sums.set(key, { ...line, sum: addDecimals(former, amount) })
  }
  return [...sums.values()]
    .filter(({ sum }) => sum.units !== 0n)
    .map(({ account, currency, sum }) => ({ account, currency, amount: formatDecimal(sum) }))
    .toSorted((a, b) => (a.account < b.account ? -1 : 1))
}

const accountField = {
  kind: 'link',
  link: { to: 'account', address: 'accounts', key: 'code', ofCompany: true },
  currencyIn: null,
} as const
const moneyField = { kind: 'money', link: null, currencyIn: null } as const

export function EffectTable({ entries }: Pick<Done, 'entries'> & { readonly company: string }) {
  if (entries.length === 0) return null
  return (
    <table className="effect">
      <caption>
        <FormattedMessage id="list.effect" values={{ count: entries.length }} />
      </caption>
      <tbody>
        {accountSums(entries.flatMap(({ lines }) => lines)).map(({ account, currency, amount }) => {
          const digits = digitsOf(currency)
          return (
            <tr key={`${account} ${currency}`}>
              <th scope="row">
                <Value of={accountField} value={account} />
              </th>
              <td>
                <Value
                  of={moneyField}
                  value={amount}
                  {...(digits === undefined ? {} : { digits })}
                />
              </td>
              <td className="muted">{currency}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
