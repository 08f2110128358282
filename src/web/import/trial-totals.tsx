/** What a trial would have posted: how many papers, and the totals of each account. */
import { FormattedMessage, useIntl } from 'react-intl'
import { AccountTotals } from '#web/controls/account-totals.tsx'
import type { OneImport } from '#web/import/imports.ts'
import { plainAmount } from '#web/controls/digits.ts'
import { useScreens } from '#web/screens.ts'

interface TrialProps {
  readonly one: OneImport
  readonly company: string
}

export function TrialTotals({ one, company }: TrialProps) {
  const { formatMessage } = useIntl()
  const { currencies } = useScreens(company)
  if (one.trial === null || one.state !== 'staged') return null
  const { papers, entries, refused, totals } = one.trial
  const plain = totals.map(({ account, currency, debit, credit }) => {
    const digits = currencies[currency] ?? 0
    const written = (minor: string): string => plainAmount(minor.replace('-', ''), digits)
    return { account, currency, debit: written(debit), credit: written(credit) }
  })
  return (
    <section className="trial" aria-labelledby="trial">
      <p id="trial">
        <FormattedMessage id="import.tried" values={{ papers, entries, refused }} />
      </p>
      <AccountTotals
        company={company}
        totals={plain}
        caption={formatMessage({ id: 'list.effect' }, { count: entries })}
      />
    </section>
  )
}
