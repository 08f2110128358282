/** What stands in a period before it is shut: drafts that are left out, and what was posted. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { AccountTotals } from '#web/controls/account-totals.tsx'
import { besidePath } from '#web/list/rows.ts'
import type { Count } from '#web/list/rows.ts'
import { tableQuery } from '#web/report/table.ts'
import type { Described, Screens } from '#web/screens.ts'
import type { Period } from '#web/settings/period.ts'
import { useTold } from '#web/words/told.ts'

interface LookProps {
  readonly screens: Screens
  readonly period: Period
  /** Is called once all is there to be seen. */
  readonly seen: () => void
}

export function PeriodLook({ screens, period, seen }: LookProps) {
  const { formatMessage } = useIntl()
  const company = screens.company.code
  const drafts = useDrafts(screens, period)
  const posted = useQuery({
    ...tableQuery(company, 'trial-balance', { period: String(period.period) }),
    retry: false,
  })
  const isSeen = !drafts.isPending && !posted.isPending
  useEffect(() => {
    if (isSeen) seen()
  }, [isSeen, seen])
  if (!isSeen) return <p role="status">{formatMessage({ id: 'shell.waiting' })}</p>
  const totals = (posted.data?.rows ?? []).map(({ account, currency, debit, credit }) => ({
    account: String(account),
    currency: String(currency),
    debit: String(debit ?? '0'),
    credit: String(credit ?? '0').replace('-', ''),
  }))
  return (
    <div className="period-look">
      <Drafts {...{ company, drafts: drafts.found, period }} />
      {totals.length === 0 ? (
        <p className="muted">
          <FormattedMessage id="set.nothingPosted" />
        </p>
      ) : (
        <AccountTotals
          {...{ company, totals }}
          isWhole={false}
          caption={formatMessage({ id: 'set.posted' })}
        />
      )}
    </div>
  )
}

interface Left {
  readonly of: Described
  readonly day: string
  readonly state: string
  readonly count: number
}

/** Papers in their first state whose day lies in the period. */
function useDrafts({ company, descriptions }: Screens, { startsOn, endsOn }: Period) {
  const papers = descriptions.flatMap((of) => {
    const [state] = of.states
    return of.day === null || state === undefined ? [] : [{ of, day: of.day, state }]
  })
  const asked = useQueries({
    queries: papers.map(({ of, day, state }) => ({
      queryKey: ['count', company.code, of.address, startsOn, endsOn],
      queryFn: () =>
        get<Count>(besidePath(of, company.code, 'counts'), {
          state,
          [`${day}.from`]: startsOn,
          [`${day}.to`]: endsOn,
        }),
      retry: false,
    })),
  })
  const found = papers.flatMap((one, at): Left[] => {
    const count = asked[at]?.data?.count ?? 0
    return count === 0 ? [] : [{ ...one, count }]
  })
  return { found, isPending: asked.some((one) => one.isPending) }
}

function Drafts(props: {
  readonly company: string
  readonly drafts: readonly Left[]
  readonly period: Period
}) {
  const { company, drafts, period } = props
  const { told } = useTold()
  if (drafts.length === 0) {
    return (
      <p>
        <FormattedMessage id="set.noDrafts" />
      </p>
    )
  }
  return (
    <>
      <p className="waiting-text">
        <FormattedMessage id="set.drafts" />
      </p>
      <ul>
        {drafts.map(({ of, day, state, count }) => (
          <li key={of.name}>
            <Link
              to="/c/$company/$list"
              params={{ company, list: of.address }}
              search={{ state, [`${day}.from`]: period.startsOn, [`${day}.to`]: period.endsOn }}
            >
              {count} {told(count === 1 ? of.name : of.plural)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
