/** What waits for a decision, and what is new for one; drawn by hand: it is worked by keys. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FormattedMessage } from 'react-intl'
import { Absence } from '#web/inbox/absence.tsx'
import { DecisionDialog } from '#web/inbox/decision-dialog.tsx'
import type { Asking } from '#web/inbox/decision-dialog.tsx'
import { HandingDialog } from '#web/inbox/handing-dialog.tsx'
import { InboxRow } from '#web/inbox/inbox-row.tsx'
import { InboxTabs } from '#web/inbox/inbox-tabs.tsx'
import { NewsList } from '#web/inbox/news-list.tsx'
import { OwnTasks } from '#web/inbox/own-tasks.tsx'
import { useMarking } from '#web/inbox/news.ts'
import { RequestPane } from '#web/inbox/request-pane.tsx'
import { requestsQuery } from '#web/inbox/requests.ts'
import type { WaitingRequest } from '#web/inbox/requests.ts'
import { useDeciding } from '#web/inbox/use-deciding.ts'
import { inboxKeys } from '#web/inbox/key-map.ts'
import { keyIn } from '#web/keys/deeds.ts'
import type { DeedName } from '#web/keys/deeds.ts'
import { deedPressed, useChosenKeys } from '#web/keys/own-keys.ts'
import { useScreens } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import '#web/inbox/inbox.css'

export function InboxPage() {
  const { company = '' } = useParams({ strict: false })
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const screens = useScreens(company)
  if (search['tab'] !== 'news') return <Approvals company={company} screens={screens} />
  return (
    <div className="inbox-news">
      <Head screens={screens} isNews />
      <OwnTasks screens={screens} />
      <NewsList screens={screens} />
    </div>
  )
}

function Head(props: { readonly screens: Screens; readonly isNews?: boolean }) {
  const { screens, isNews = false } = props
  return (
    <>
      <header>
        <h1>
          <FormattedMessage id="inbox.title" />
        </h1>
        <Absence screens={screens} />
      </header>
      <InboxTabs company={screens.company.code} isNews={isNews} />
    </>
  )
}

function Approvals(props: { readonly company: string; readonly screens: Screens }) {
  const { company, screens } = props
  const inbox = useInbox(company, screens.person.id)
  const { current, chosen, meant, asking, faults, show, settle, setAsking } = inbox
  const { handing, setHanding } = inbox
  if (!inbox.isSuccess) return null
  return (
    <div className="inbox" data-open={current !== undefined}>
      <div className="inbox-list">
        <Head screens={screens} />
        <Faults faults={faults} />
        <Waiting inbox={inbox} />
      </div>
      {current === undefined ? null : (
        <RequestPane
          key={current.id}
          request={current}
          screens={screens}
          count={Math.max(1, chosen.length)}
          close={() => show(undefined)}
          approve={() => void settle('approvals', meant)}
          reject={() => setAsking({ way: 'reject', about: meant })}
          ask={() => setAsking({ way: 'ask', about: [current] })}
          handOver={() => setHanding(meant)}
        />
      )}
      {handing === null ? null : (
        <HandingDialog about={handing} me={screens.person.id} close={() => setHanding(null)} />
      )}
      {asking === null ? null : (
        <DecisionDialog
          asking={asking}
          screens={screens}
          close={() => setAsking(null)}
          reject={(comment) => settle('rejections', asking.about, comment)}
        />
      )}
    </div>
  )
}

function Waiting({ inbox }: { readonly inbox: Inbox }) {
  const { requests, current, selected, show, toggle } = inbox
  return (
    <>
      {requests.length === 0 ? (
        <Empty />
      ) : (
        <>
          <InboxRows
            requests={requests}
            current={current}
            selected={selected}
            show={show}
            toggle={toggle}
            press={(event) => pressed(event, inbox)}
          />
          <p className="muted keys-line">
            <KeysLine />
          </p>
        </>
      )}
    </>
  )
}

/** The keys of the inbox in a line, as they are chosen. */
function KeysLine() {
  const chosen = useChosenKeys()
  return inboxKeys.map(({ deed, word }, at) => (
    <span key={deed}>
      {at === 0 ? null : ' · '}
      <kbd>{keyIn(chosen, `inbox.${deed}`)}</kbd> <FormattedMessage id={word} />
    </span>
  ))
}

type Inbox = ReturnType<typeof useInbox>

/** What waits, what of it is looked at and selected, and what is done about it. */
function useInbox(company: string, me: string) {
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const { data: requests = [], isSuccess } = useQuery(requestsQuery)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking | null>(null)
  const [handing, setHanding] = useState<readonly WaitingRequest[] | null>(null)
  const { decideAll, faults } = useDeciding(me)
  const mark = useMarking()
  const show = (id: string | undefined): void => {
    // Whoever looks at a request needs no mail that it waits.
    if (id !== undefined) mark({ isRead: true, requests: [id] })
    void navigate({
      to: '/c/$company/inbox',
      params: { company },
      search: id === undefined ? {} : { request: id },
      replace: true,
    })
  }
  const current = requests.find(({ id }) => id === search['request'])
  const chosen = requests.filter(({ id }) => selected.has(id))
  const meant = chosen.length > 0 ? chosen : current === undefined ? [] : [current]
  const toggle = (id: string): void => setSelected((before) => toggled(before, id))
  const settle = async (
    decision: 'approvals' | 'rejections',
    which: readonly WaitingRequest[],
    comment = '',
  ): Promise<void> => {
    await decideAll(decision, which, comment)
    setSelected(new Set())
    setAsking(null)
  }
  return {
    isSuccess,
    requests,
    current,
    chosen,
    meant,
    selected,
    asking,
    faults,
    show,
    toggle,
    settle,
    setAsking,
    handing,
    setHanding,
  }
}

/** The single keys by which the inbox is worked. */
function pressed(event: KeyboardEvent, inbox: Inbox): void {
  const { requests, current, meant, show, toggle, settle, setAsking, setHanding } = inbox
  const deed = deedPressed('inbox', event)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? stepOf(deed)
  const at = requests.findIndex(({ id }) => id === current?.id)
  if (step !== undefined) show(requests[Math.max(0, Math.min(requests.length - 1, at + step))]?.id)
  else if (deed === 'inbox.select' && current !== undefined) toggle(current.id)
  else if (deed === 'inbox.approve' && meant.length > 0) void settle('approvals', meant)
  else if (deed === 'inbox.reject' && meant.length > 0) setAsking({ way: 'reject', about: meant })
  else if (deed === 'inbox.ask' && current !== undefined)
    setAsking({ way: 'ask', about: [current] })
  else if (deed === 'inbox.handOver' && meant.length > 0) setHanding(meant)
  else return
  event.preventDefault()
}

function stepOf(deed: DeedName | null): number | undefined {
  if (deed === 'inbox.next') return 1
  return deed === 'inbox.before' ? -1 : undefined
}

function InboxRows(props: {
  readonly requests: readonly WaitingRequest[]
  readonly current: WaitingRequest | undefined
  readonly selected: ReadonlySet<string>
  readonly show: (id: string) => void
  readonly toggle: (id: string) => void
  readonly press: (event: KeyboardEvent) => void
}) {
  const { requests, current, selected, show, toggle, press } = props
  return (
    <ul className="requests" onKeyDown={press}>
      {requests.map((request) => (
        <InboxRow
          key={request.id}
          request={request}
          isCurrent={request.id === current?.id}
          isSelected={selected.has(request.id)}
          show={() => show(request.id)}
          toggle={() => toggle(request.id)}
        />
      ))}
    </ul>
  )
}

function Faults({ faults }: { readonly faults: readonly string[] }) {
  if (faults.length === 0) return null
  return (
    <div className="wrong faults" role="alert">
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </div>
  )
}

function Empty() {
  return (
    <div className="nothing">
      <h2>
        <FormattedMessage id="inbox.empty" />
      </h2>
      <p className="muted">
        <FormattedMessage id="inbox.emptyText" />
      </p>
    </div>
  )
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(id)) next.add(id)
  return next
}
