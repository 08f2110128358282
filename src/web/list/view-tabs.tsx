/** The views of a list as tabs, and how what is seen now is kept as one. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Asked } from '#web/list/asked.ts'
import { NamingView } from '#web/list/naming-view.tsx'
import { isSame, settingsOf, useViews } from '#web/list/views.ts'
import type { View } from '#web/list/views.ts'
import type { Change } from '#web/list/use-list.ts'
import type { Search } from '#web/router.tsx'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'

export interface ViewTabsProps {
  readonly of: Described
  readonly company: string
  readonly asked: Asked
  readonly change: Change
}

/** The address of a view. */
export function searchOfView(view: View): Search {
  return { ...view.settings, 'list.view': view.id }
}

export function ViewTabs({ of, company, asked, change }: ViewTabsProps) {
  const { views } = useViews(company, of.address)
  const [isNaming, setNaming] = useState(false)
  const { formatMessage } = useIntl()
  const shown = views.find(({ id }) => id === asked.view)
  const settings = settingsOf(asked)
  const isChanged = !isSame(shown?.settings ?? {}, settings)
  return (
    <nav className="view-tabs" aria-label={formatMessage({ id: 'list.views' })}>
      <Tab company={company} list={of.address} search={{ 'list.view': 'all' }} isHere={!shown}>
        <FormattedMessage id="list.all" />
      </Tab>
      {views.map((view) => (
        <Tab
          key={view.id}
          company={company}
          list={of.address}
          search={searchOfView(view)}
          isHere={view === shown}
        >
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
      {isNaming ? (
        <NamingView {...{ of, company, asked, change }} close={() => setNaming(false)} />
      ) : null}
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
  readonly company: string
  readonly list: string
  readonly search: Search
  readonly isHere: boolean
  readonly children: ReactNode
}) {
  const { company, list, search, isHere, children } = props
  return (
    <Link
      to="/c/$company/$list"
      params={{ company, list }}
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
