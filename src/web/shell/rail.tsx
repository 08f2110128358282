/** The rail of desks: what each department that one may enter has under its name. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import { Count } from '#web/inbox/inbox-tabs.tsx'
import { unreadQuery } from '#web/inbox/news.ts'
import { requestsQuery } from '#web/inbox/requests.ts'
import type { DeskPage, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function Rail({ screens }: { readonly screens: Screens }) {
  const company = screens.company.code
  const { formatMessage } = useIntl()
  return (
    <nav className="rail" aria-label={formatMessage({ id: 'shell.desks' })}>
      <ul>
        <li>
          <Link to="/c/$company" params={{ company }} activeOptions={{ exact: true }}>
            <FormattedMessage id="shell.myDesk" />
          </Link>
        </li>
        <li>
          <Link to="/c/$company/inbox" params={{ company }}>
            <FormattedMessage id="shell.inbox" />
            <WaitingCount />
            <UnreadCount />
          </Link>
        </li>
      </ul>
      {screens.desks.map((desk) => (
        <DeskLinks key={desk.name} desk={desk} screens={screens} />
      ))}
      <h2>
        <FormattedMessage id="shell.house" />
      </h2>
      <ul>
        <li>
          <Link to="/c/$company/import" params={{ company }}>
            <FormattedMessage id="shell.import" />
          </Link>
        </li>
        <li>
          <Link to="/c/$company/settings/$part" params={{ company, part: 'people' }}>
            <FormattedMessage id="shell.settings" />
          </Link>
        </li>
      </ul>
    </nav>
  )
}

/** How many wait for one, beside the inbox. */
function WaitingCount() {
  const { data = [] } = useQuery(requestsQuery)
  const { formatMessage } = useIntl()
  if (data.length === 0) return null
  return (
    <span className="keys" title={formatMessage({ id: 'inbox.waiting' }, { count: data.length })}>
      {data.length}
    </span>
  )
}

/** How much is new for one, apart from what waits. */
function UnreadCount() {
  const { data = 0 } = useQuery(unreadQuery)
  return <Count count={data} title="inbox.unread" />
}

function DeskLinks({ desk, screens }: { readonly desk: DeskPage; readonly screens: Screens }) {
  const { told } = useTold()
  const company = screens.company.code
  const lists = [...desk.papers, ...desk.registers].flatMap(
    (name) => screens.descriptions.find((one) => one.name === name) ?? [],
  )
  const reports = desk.reports.flatMap(
    (name) => screens.reports.find((one) => one.name === name) ?? [],
  )
  return (
    <>
      <h2>
        <Link to="/c/$company/desks/$desk" params={{ company, desk: desk.name }}>
          {told(desk.title)}
        </Link>
      </h2>
      <ul>
        {lists.map(({ address, plural }) => (
          <li key={address}>
            <Link to="/c/$company/$list" params={{ company, list: address }}>
              {told(plural, 'title')}
            </Link>
          </li>
        ))}
        {reports.map(({ name, title }) => (
          <li key={name}>
            <Link to="/c/$company/reports/$report" params={{ company, report: name }}>
              {told(title)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
