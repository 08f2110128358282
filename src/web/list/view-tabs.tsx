/** The views of a list as tabs, and how what is seen now is kept as one. */
import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode, SyntheticEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Asked } from '#web/list/asked.ts'
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
  const { views, save, remove } = useViews(company, of.address)
  const [isNaming, setNaming] = useState(false)
  const { formatMessage } = useIntl()
  const shown = views.find(({ id }) => id === asked.view)
  const settings = settingsOf(asked)
  const isChanged = !isSame(shown?.settings ?? {}, settings)
  const keep = (view: View): void => save.mutate({ ...view, settings })
  const throwAway = (view: View): void => {
    remove.mutate(view.id)
    const text = formatMessage({ id: 'list.viewGone' }, { name: view.name })
    say({ text, undo: () => save.mutate(view) })
  }
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
      {shown?.mayChange === true && isChanged ? (
        <button type="button" className="quiet" onClick={() => keep(shown)}>
          <FormattedMessage id="list.updateView" values={{ name: shown.name }} />
        </button>
      ) : null}
      {shown?.mayChange === true ? (
        <button type="button" className="quiet" onClick={() => throwAway(shown)}>
          <FormattedMessage id="list.throwViewAway" values={{ name: shown.name }} />
        </button>
      ) : null}
      {isNaming ? (
        <Naming {...{ of, company, asked, change }} close={() => setNaming(false)} />
      ) : null}
    </nav>
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

/** Asks for the name of a new view, for whom it is, and whether the list opens so. */
function Naming(props: ViewTabsProps & { readonly close: () => void }) {
  const { of, company, asked, change, close } = props
  const { save } = useViews(company, of.address)
  const [name, setName] = useState('')
  const [forTeam, setForTeam] = useState(false)
  const [isDefault, setDefault] = useState(false)
  const { formatMessage } = useIntl()
  const keep = (event: SyntheticEvent): void => {
    event.preventDefault()
    const view = { list: of.address, name: name.trim(), settings: settingsOf(asked) }
    const shown = (saved: View | undefined): void => {
      close()
      change({ view: saved?.id ?? null }, 'in place')
    }
    save.mutate({ ...view, forTeam, isDefault }, { onSuccess: shown })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={formatMessage({ id: 'list.saveView' })}
      transitionProps={{ duration: 0 }}
    >
      <form onSubmit={keep} className="naming">
        <TextInput
          data-autofocus
          label={formatMessage({ id: 'list.viewName' })}
          maxLength={100}
          value={name}
          error={save.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {of.mayWrite ? (
          <Checkbox
            label={formatMessage({ id: 'list.forTeam' })}
            checked={forTeam}
            onChange={(event) => setForTeam(event.currentTarget.checked)}
          />
        ) : null}
        <Checkbox
          label={formatMessage({ id: 'list.isDefault' })}
          checked={isDefault}
          onChange={(event) => setDefault(event.currentTarget.checked)}
        />
        <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
          <FormattedMessage id="list.save" />
        </Button>
      </form>
    </Modal>
  )
}
