/** The bar above: the company, the way to the command bar, and who is signed in. */
import { Button, Menu } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { newestChange } from '#web/changes/newest.ts'
import { keyIn } from '#web/keys/deeds.ts'
import { shownKey } from '#web/keys/key.tsx'
import { useChosenKeys } from '#web/keys/own-keys.ts'
import { preferencesQuery, useChanging } from '#web/preferences.ts'
import { companiesQuery, meQuery } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import { openCommands } from '#web/shell/commands.ts'
import { useLanguage } from '#web/words/words.tsx'

export function TopBar({ screens }: { readonly screens: Screens }) {
  const [open, setOpen] = useState(false)
  const chosen = useChosenKeys()
  return (
    <header className="bar">
      <Button
        className="rail-open"
        variant="default"
        size="xs"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="wide">
          <FormattedMessage id="shell.desks" />
        </span>
        <span className="tight" aria-hidden="true">
          ☰
        </span>
      </Button>
      <CompanyMenu screens={screens} />
      <button type="button" className="search" onClick={openCommands}>
        <span className="long">
          <FormattedMessage id="shell.search" />
        </span>
        <span className="short">
          <FormattedMessage id="shell.searchShort" />
        </span>
        <span className="keys">{shownKey(keyIn(chosen, 'shell.commands'))}</span>
      </button>
      <PersonMenu screens={screens} />
    </header>
  )
}

function CompanyMenu({ screens: { company } }: { readonly screens: Screens }) {
  const { data: companies = [] } = useQuery(companiesQuery)
  const navigate = useNavigate()
  const name = companies.find(({ code }) => code === company.code)?.name ?? company.code
  if (companies.length < 2) return <span className="company">{name}</span>
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" size="xs" className="company">
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {companies.map((one) => (
          <Menu.Item
            key={one.code}
            onClick={() => void navigate({ to: '/c/$company', params: { company: one.code } })}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu({ screens: { person, company } }: { readonly screens: Screens }) {
  const { language } = useLanguage()
  const { change } = useChanging()
  const { data: me } = useQuery(meQuery)
  const { data: preferences } = useQuery(preferencesQuery)
  const isNew = preferences !== undefined && preferences.changesSeen < newestChange
  const navigate = useNavigate()
  const leave = useMutation({
    mutationFn: () => post('/sign-out', {}),
    onSettled: () => window.location.assign('/sign-in'),
  })
  const other = language === 'de' ? 'en' : 'de'
  const name = me?.name ?? person.name
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" size="xs" className="person">
          <bdi className="wide">{name}</bdi>
          <span className="tight" aria-hidden="true">
            {initialsOf(name)}
          </span>
          {isNew ? <NewMark /> : null}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() =>
            void navigate({ to: '/c/$company/account', params: { company: company.code } })
          }
        >
          <FormattedMessage id="shell.account" />
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            void navigate({ to: '/c/$company/changes', params: { company: company.code } })
          }
        >
          <FormattedMessage id="changes.title" />
          {isNew ? <NewMark /> : null}
        </Menu.Item>
        <Menu.Item lang={other} onClick={() => change({ language: other })}>
          {other === 'de' ? 'Deutsch' : 'English'}
        </Menu.Item>
        <Menu.Item onClick={() => leave.mutate()}>
          <FormattedMessage id="shell.signOut" />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Something changed on the screens that was not looked at. */
function NewMark() {
  const { formatMessage } = useIntl()
  return <span className="new-mark" role="img" aria-label={formatMessage({ id: 'changes.new' })} />
}

/** The first letters of the first and the last name, for a bar without room. */
function initialsOf(name: string): string {
  const [first = '', ...others] = name.split(/\s+/)
  return [first, others.at(-1) ?? ''].map((word) => /^./u.exec(word)?.[0] ?? '').join('')
}
