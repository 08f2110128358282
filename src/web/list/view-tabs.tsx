/** The views of a list or report as tabs, and how what is seen now is kept as one. */
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { NamingView } from '#web/list/naming-view.tsx'
import { isSame, searchOfView, useViews, viewName } from '#web/list/views.ts'
import type { View, Viewed } from '#web/list/views.ts'
import type { Search } from '#web/router.tsx'
import { say } from '#web/shell/toasts.tsx'
import type { Word } from '#web/words/en.ts'
import '#web/list/views.css'

interface ViewTabsProps extends Viewed {
  /** What stands on the tab of everything. */
  readonly all: Word
}

export function ViewTabs(props: ViewTabsProps) {
  const { company, list, settings, view: shownId, all } = props
  const { views } = useViews(company, list)
  const [isNaming, setNaming] = useState(false)
  const { formatMessage } = useIntl()
  const shown = views.find(({ id }) => id === shownId)
  const isChanged = !isSame(shown?.settings ?? {}, settings)
  return (
    <nav className="view-tabs" aria-label={formatMessage({ id: 'list.views' })}>
      <Tab search={{ [viewName]: 'all' }} isHere={!shown}>
        <FormattedMessage id={all} />
      </Tab>
      {views.map((view) => (
        <Tab key={view.id} search={searchOfView(view)} isHere={view === shown}>
          <bdi>{view.name}</bdi>
          {view.forTeam ? (
            <span className="muted">
              <FormattedMessage id="list.ofTeam" />
            </span>
          ) : null}
        </Tab>
      ))}
      {isChanged ? (
        <button type="button" className="quiet" onClick={() => setNaming(true)}>
          <FormattedMessage id="list.saveView" />
        </button>
      ) : null}
      {shown?.mayChange === true ? (
        <OwnView view={shown} {...{ company, settings, isChanged }} />
      ) : null}
      {isNaming ? <NamingView viewed={props} close={() => setNaming(false)} /> : null}
    </nav>
  )
}

/** What its owner does with the view that is shown. */
function OwnView(props: {
  readonly view: View
  readonly company: string
  readonly settings: Search
  readonly isChanged: boolean
}) {
  const { view, company, settings, isChanged } = props
  const { save, remove } = useViews(company, view.list)
  const { formatMessage } = useIntl()
  const throwAway = (): void => {
    remove.mutate(view.id)
    const text = formatMessage({ id: 'list.viewGone' }, { name: view.name })
    say({ text, undo: () => save.mutate(view) })
  }
  return (
    <>
      {isChanged ? (
        <button type="button" className="quiet" onClick={() => save.mutate({ ...view, settings })}>
          <FormattedMessage id="list.updateView" values={{ name: view.name }} />
        </button>
      ) : null}
      <button type="button" className="quiet" onClick={throwAway}>
        <FormattedMessage id="list.throwViewAway" values={{ name: view.name }} />
      </button>
    </>
  )
}

function Tab(props: {
  readonly search: Search
  readonly isHere: boolean
  readonly children: ReactNode
}) {
  const { search, isHere, children } = props
  return (
    <Link
      to="."
      search={search}
      className="view-tab"
      activeProps={{}}
      aria-current={isHere ? 'page' : undefined}
      data-here={isHere}
    >
      {children}
    </Link>
  )
}

/** What is opened without a question opens with its default view, one's own first. */
export function useDefaultView(list: string, company: string): void {
  const { views } = useViews(company, list)
  const navigate = useNavigate()
  const isBare = window.location.search === ''
  const usual =
    views.find((one) => one.isDefault && !one.forTeam) ?? views.find((one) => one.isDefault)
  useEffect(() => {
    if (!isBare || usual === undefined) return
    void navigate({ to: '.', search: searchOfView(usual), replace: true })
  }, [isBare, usual, navigate])
}
