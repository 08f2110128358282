/** What others did that concerns one: by its papers, opened by Enter and marked by single keys. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { useMoment } from '#web/controls/moments.ts'
import { groupsOf, newsQuery, useMarking } from '#web/inbox/news.ts'
import type { News, NewsGroup, NewsPaper } from '#web/inbox/news.ts'
import type { Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'

export function NewsList({ screens }: { readonly screens: Screens }) {
  const { data, hasNextPage, fetchNextPage, isSuccess } = useInfiniteQuery(newsQuery)
  const news = data?.pages.flatMap((page) => page.news) ?? []
  const unread = data?.pages[0]?.unread ?? 0
  const mark = useMarking()
  const open = useOpening(screens, mark)
  const [newest] = news
  const allRead = (): void => {
    if (newest !== undefined) mark({ isRead: true, upTo: newest.id })
  }
  if (!isSuccess) return null
  if (news.length === 0) return <Empty />
  return (
    <>
      <NewsGroups
        groups={groupsOf(news)}
        screens={screens}
        open={open}
        turn={({ id, isRead }) => mark({ isRead: !isRead, news: [id] })}
        allRead={allRead}
      />
      <div className="news-foot">
        <Button
          size="compact-sm"
          variant="default"
          disabled={unread === 0 || news.every(({ isRead }) => isRead)}
          onClick={allRead}
        >
          <FormattedMessage id="inbox.allRead" />
        </Button>
        {hasNextPage ? (
          <Button size="compact-sm" variant="subtle" onClick={() => void fetchNextPage()}>
            <FormattedMessage id="inbox.older" />
          </Button>
        ) : null}
      </div>
      <p className="muted keys-line">
        <FormattedMessage id="inbox.newsKeys" />
      </p>
    </>
  )
}

interface Handling {
  readonly open: (news: News) => void
  /** Marks what is unread as read, and the other way round. */
  readonly turn: (news: News) => void
}

/** Opens a paper where something was said; news is read by that. */
function useOpening(
  { company, descriptions }: Screens,
  mark: ReturnType<typeof useMarking>,
): (news: News) => void {
  const navigate = useNavigate()
  return ({ id, what, paper, about, isRead }) => {
    if (!isRead) mark({ isRead: true, news: [id] })
    if (what === 'work' && about !== null) {
      const params = { company: paper?.company ?? company.code, job: about }
      return void navigate({ to: '/c/$company/bulk-steps/$job', params })
    }
    const of = descriptions.find(({ name }) => name === paper?.kind)
    if (paper === null || of === undefined) return
    void navigate({
      to: '/c/$company/$list/$key',
      params: { company: paper.company ?? company.code, list: of.address, key: paper.key },
      search: about === null ? {} : { happened: about },
    })
  }
}

function NewsGroups(
  props: Handling & {
    readonly groups: readonly NewsGroup[]
    readonly screens: Screens
    readonly allRead: () => void
  },
) {
  const { groups, screens, open, turn, allRead } = props
  const list = useRef<HTMLDivElement>(null)
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    if (step !== undefined) move(list.current, step)
    else if (event.key === 'A') allRead()
    else return
    event.preventDefault()
  }
  return (
    <div ref={list} className="news" onKeyDown={press}>
      {groups.map((group) => (
        <section key={group.name}>
          <h2>
            <PaperName paper={group.paper} screens={screens} />
          </h2>
          <ul>
            {group.news.map((one) => (
              <NewsRow key={one.id} news={one} open={open} turn={turn} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

/** Moves the focus among the rows. */
function move(list: HTMLElement | null, step: number): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>('.news-row') ?? [])]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus()
}

function PaperName(props: { readonly paper: NewsPaper | null; readonly screens: Screens }) {
  const { paper, screens } = props
  const { told } = useTold()
  if (paper === null) return <FormattedMessage id="inbox.hidden" />
  const elsewhere =
    paper.company === null || paper.company === screens.company.code ? '' : ` · ${paper.company}`
  return (
    <>
      {told(paper.kind, 'title')} <bdi>{paper.number}</bdi>
      {elsewhere}
    </>
  )
}

function NewsRow({ news, open, turn }: Handling & { readonly news: News }) {
  const { formatMessage } = useIntl()
  const moment = useMoment()
  const { told } = useTold()
  const { what, by, at, text, isRead, state } = news
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'u' || event.ctrlKey || event.metaKey || event.altKey) return
    turn(news)
    event.preventDefault()
  }
  return (
    <li data-unread={!isRead}>
      <button type="button" className="news-row" onClick={() => open(news)} onKeyDown={press}>
        <span className="what">
          {isRead ? null : (
            <span className="dot" role="img" aria-label={formatMessage({ id: 'inbox.isUnread' })} />
          )}
          <FormattedMessage id={wordOf(news)} values={{ name: <bdi>{by}</bdi> }} />
        </span>
        <time dateTime={at} className="muted">
          {moment(at)}
        </time>
        {text === null ? null : (
          <span className="said" dir="auto">
            {what === 'work' ? told(text) : text}
          </span>
        )}
        {what !== 'work' && (state === 'withdrawn' || state === 'done') ? (
          <span className="muted">
            <FormattedMessage id={`inbox.news.${state}`} />
          </span>
        ) : null}
      </button>
      <button
        type="button"
        className="turn"
        aria-label={formatMessage({ id: isRead ? 'inbox.markUnread' : 'inbox.markRead' })}
        title={formatMessage({ id: isRead ? 'inbox.markUnread' : 'inbox.markRead' })}
        onClick={() => turn(news)}
      >
        <span aria-hidden="true">{isRead ? '○' : '●'}</span>
      </button>
    </li>
  )
}

function wordOf({ what, state }: News) {
  if (what === 'work') return workWords[state ?? ''] ?? 'inbox.news.work'
  if (what !== 'decision') return `inbox.news.${what}` as const
  return state === 'approved' ? 'inbox.news.approved' : 'inbox.news.rejected'
}

const workWords: Readonly<Record<string, Word>> = {
  done: 'inbox.news.workDone',
  partly: 'inbox.news.workPartly',
  failed: 'inbox.news.workStopped',
  parked: 'inbox.news.workStopped',
}

function Empty() {
  return (
    <div className="nothing">
      <h2>
        <FormattedMessage id="inbox.newsEmpty" />
      </h2>
      <p className="muted">
        <FormattedMessage id="inbox.newsEmptyText" />
      </p>
    </div>
  )
}
