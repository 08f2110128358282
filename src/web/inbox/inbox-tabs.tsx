/** The two sides of the inbox: what waits for one’s approval, and what is new for one. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import { unreadQuery } from '#web/inbox/news.ts'
import { requestsQuery } from '#web/inbox/requests.ts'

export function InboxTabs(props: { readonly company: string; readonly isNews: boolean }) {
  const { company, isNews } = props
  const { formatMessage } = useIntl()
  const { data: requests = [] } = useQuery(requestsQuery)
  const { data: unread = 0 } = useQuery(unreadQuery)
  return (
    <nav className="inbox-tabs" aria-label={formatMessage({ id: 'inbox.tabs' })}>
      <Link
        to="/c/$company/inbox"
        params={{ company }}
        search={{}}
        activeOptions={{ exact: true }}
        aria-current={isNews ? undefined : 'page'}
      >
        <FormattedMessage id="inbox.tab.requests" />
        <Count count={requests.length} title="inbox.waiting" />
      </Link>
      <Link
        to="/c/$company/inbox"
        params={{ company }}
        search={{ tab: 'news' }}
        activeOptions={{ exact: true }}
        aria-current={isNews ? 'page' : undefined}
      >
        <FormattedMessage id="inbox.tab.news" />
        <Count count={unread} title="inbox.unread" />
      </Link>
    </nav>
  )
}

/** How many, where there are any; what is counted is said to whoever points at it. */
export function Count(props: {
  readonly count: number
  readonly title: 'inbox.waiting' | 'inbox.unread'
}) {
  const { count, title } = props
  const { formatMessage } = useIntl()
  if (count === 0) return null
  return (
    <span
      className={title === 'inbox.unread' ? 'count unread' : 'count'}
      title={formatMessage({ id: title }, { count })}
    >
      <span aria-hidden="true">{count}</span>
      <span className="sr-only">{formatMessage({ id: title }, { count })}</span>
    </span>
  )
}
