/** What a trial would have posted: how many papers, and the totals of each account. */
import { FormattedMessage, useIntl } from 'react-intl'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import type { Trial } from '#web/import/imports.ts'
import { digitsOf, plainAmount } from '#web/inbox/requests.ts'

export function TrialTotals({ trial }: { readonly trial: Trial }) {
  const { locale } = useIntl()
  const written = (minor: string, currency: string): string => {
    const digits = digitsOf(currency)
    return writtenFigure(plainAmount(minor, digits), readersHabits(locale), digits)
  }
  const { papers, entries, refused } = trial
  return (
    <section className="trial" aria-labelledby="trial">
      <p id="trial">
        <FormattedMessage id="import.tried" values={{ papers, entries, refused }} />
      </p>
      {trial.totals.length === 0 ? null : (
        <table className="columns">
          <thead>
            <tr>
              <th scope="col">
                <FormattedMessage id="import.account" />
              </th>
              <th scope="col" className="figure">
                <FormattedMessage id="import.debit" />
              </th>
              <th scope="col" className="figure">
                <FormattedMessage id="import.credit" />
              </th>
            </tr>
          </thead>
          <tbody>
            {trial.totals.map(({ account, currency, debit, credit }) => (
              <tr key={account + currency}>
                <th scope="row">
                  {account} <span className="muted">{currency}</span>
                </th>
                <td className="figure">{written(debit, currency)}</td>
                <td className="figure">{written(credit, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
