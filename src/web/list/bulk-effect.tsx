/** What a step would do to the books: debits and credits of its entries by account, exact. */
import { useIntl } from 'react-intl'
import { AccountTotals } from '#web/controls/account-totals.tsx'
import { totalsOf } from '#web/controls/totals.ts'
import type { Done } from '#web/list/bulk.ts'

interface EffectProps extends Pick<Done, 'entries' | 'numbers'> {
  readonly company: string
}

export function EffectTable({ entries, numbers, company }: EffectProps) {
  const { formatMessage } = useIntl()
  const caption = formatMessage({ id: 'list.effect' }, { count: entries.length })
  const [first] = numbers
  return (
    <div className="effect">
      {first === undefined ? null : (
        <p>{formatMessage({ id: 'list.numbers' }, { count: numbers.length, first })}</p>
      )}
      {entries.length === 0 ? (
        <p className="muted">{formatMessage({ id: 'paper.noEntries' })}</p>
      ) : (
        <AccountTotals
          {...{ company, caption }}
          totals={totalsOf(entries.flatMap(({ lines }) => lines))}
          entries={entries}
        />
      )}
    </div>
  )
}
