/** What needs somebody first, as sentences that lead there. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { useNeeds } from '#web/desk/needs.ts'
import type { Needs } from '#web/desk/needs.ts'
import type { DeskPage, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function Needed(props: {
  readonly screens: Screens
  readonly desks: readonly DeskPage[]
  readonly isMine: boolean
}) {
  const { screens, desks, isMine } = props
  const needs = useNeeds(screens, desks, isMine)
  const waiting = useWaiting(screens, needs)
  const { isKnown } = needs
  return (
    <section className="desk-part" aria-busy={!isKnown}>
      <h2>
        <FormattedMessage id="desk.first" />
      </h2>
      {waiting.length === 0 ? (
        <p className="muted">{isKnown ? <FormattedMessage id="desk.nothingWaits" /> : '…'}</p>
      ) : (
        <ul className="desk-lines">
          {waiting.map((one, at) => (
            <li key={at}>{one}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** One sentence with its way for each of what waits. */
function useWaiting(
  screens: Screens,
  { drafts, approvals, refused, staged, jobs, tasks }: Needs,
): ReactNode[] {
  const { told } = useTold()
  const company = screens.company.code
  const all = [
    approvals.length === 0 ? null : (
      <Link key="approvals" to="/c/$company/inbox" params={{ company }}>
        <FormattedMessage id="desk.approvals" values={{ count: approvals.length }} />
      </Link>
    ),
    tasks.length === 0 ? null : (
      <Link key="tasks" to="/c/$company/inbox" params={{ company }} search={{ tab: 'news' }}>
        <FormattedMessage id="desk.tasks" values={{ count: tasks.length }} />
      </Link>
    ),
    ...drafts.map(({ of, state, count }) => (
      <Link
        key={of.name}
        to="/c/$company/$list"
        params={{ company, list: of.address }}
        search={{ state }}
      >
        <FormattedMessage
          id="desk.drafts"
          values={{ count, papers: told(of.plural), state: told(state) }}
        />
      </Link>
    )),
    refused.length === 0 ? null : (
      <Link key="refused" to="/c/$company/import" params={{ company }}>
        <FormattedMessage id="desk.imports" values={{ count: refused.length }} />
      </Link>
    ),
    staged.length === 0 ? null : (
      <Link key="staged" to="/c/$company/import" params={{ company }}>
        <FormattedMessage id="desk.staged" values={{ count: staged.length }} />
      </Link>
    ),
    jobs.length === 0 ? null : (
      <Link key="jobs" to="/c/$company/settings/$part" params={{ company, part: 'jobs' }}>
        <FormattedMessage id="desk.jobs" values={{ count: jobs.length }} />
      </Link>
    ),
  ]
  return all.filter((one) => one !== null)
}
