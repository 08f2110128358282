/** The command bar: go anywhere, make anything, find any paper, from the keyboard. */
import { Modal } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import type { Screens } from '#web/screens.ts'
import { offeredCommands, onOpenCommands } from '#web/shell/commands.ts'
import type { Command } from '#web/shell/commands.ts'
import { useTold } from '#web/words/told.ts'
import '#web/shell/command-bar.css'

interface Found {
  readonly key: string
  readonly code: string | null
  readonly name: string | null
  readonly state: string | null
}

interface Answer {
  readonly kinds: readonly { readonly kind: string; readonly found: readonly Found[] }[]
}

export function CommandBar({ screens }: { readonly screens: Screens }) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => onOpenCommands(() => setOpen(true)), [])
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen((open) => !open)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const { formatMessage } = useIntl()
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Modal.Title className="sr-only">{formatMessage({ id: 'shell.search' })}</Modal.Title>
      <Choosing screens={screens} close={() => setOpen(false)} />
    </Modal>
  )
}

/** The line that is typed into, and below it what is meant by it. */
function Choosing({ screens, close }: { readonly screens: Screens; readonly close: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const { formatMessage } = useIntl()
  const all = useMeant(screens, typed.trim())
  const chosen = Math.min(at, all.length - 1)
  const run = (command: Command | undefined): void => {
    if (command === undefined) return
    close()
    command.run()
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setAt(Math.max(0, Math.min(all.length - 1, chosen + step)))
    else if (event.key === 'Enter') run(all[chosen])
    else return
    event.preventDefault()
  }
  return (
    <div className="commands">
      <input
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={all.length === 0 ? undefined : `${list}-${chosen}`}
        aria-label={formatMessage({ id: 'shell.search' })}
        placeholder={formatMessage({ id: 'shell.search' })}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <Meant id={list} all={all} chosen={chosen} run={run} />
    </div>
  )
}

/** What may be meant, one of it chosen by the keys. */
function Meant(props: {
  readonly id: string
  readonly all: readonly Command[]
  readonly chosen: number
  readonly run: (command: Command) => void
}) {
  const { id, all, chosen, run } = props
  const { formatMessage } = useIntl()
  return (
    <ul id={id} role="listbox" aria-label={formatMessage({ id: 'shell.search' })}>
      {all.map((command, place) => (
        <li
          key={command.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === chosen}
          onClick={() => run(command)}
        >
          {command.label}
          {command.keys === undefined ? null : <span className="keys">{command.keys}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What may be meant: what the screen offers, places to go, and papers that are found. */
function useMeant(screens: Screens, typed: string): Command[] {
  const company = screens.company.code
  const places = usePlaces(screens)
  const found = useFound(company, screens, typed)
  const small = typed.toLowerCase()
  const fits = ({ label }: Command): boolean => label.toLowerCase().includes(small)
  return [...offeredCommands(), ...places].filter(fits).slice(0, 8).concat(found)
}

function usePlaces(screens: Screens): Command[] {
  const navigate = useNavigate()
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const company = screens.company.code
  const lists = screens.descriptions.map(({ address, plural }): Command => ({
    id: `list ${address}`,
    label: told(plural, 'title'),
    run: () => void navigate({ to: '/c/$company/$list', params: { company, list: address } }),
  }))
  const fresh = screens.descriptions
    .filter(({ mayWrite }) => mayWrite)
    .map(({ address, name }): Command => ({
      id: `new ${address}`,
      label: formatMessage({ id: 'command.new' }, { what: told(name) }),
      run: () =>
        void navigate({
          to: '/c/$company/$list/$key',
          params: { company, list: address, key: 'new' },
        }),
    }))
  const reports = screens.reports.map(({ name, title }): Command => ({
    id: `report ${name}`,
    label: told(title),
    run: () =>
      void navigate({ to: '/c/$company/reports/$report', params: { company, report: name } }),
  }))
  return [...lists, ...fresh, ...reports]
}

/** Papers and rows that have what is typed among their words. */
function useFound(company: string, screens: Screens, typed: string): Command[] {
  const navigate = useNavigate()
  const { told } = useTold()
  const { data } = useQuery({
    queryKey: ['search', company, typed],
    queryFn: ({ signal }) =>
      get<Answer>(`/companies/${encodeURIComponent(company)}/search`, { q: typed }, signal),
    enabled: /[\p{L}\p{N}]/u.test(typed),
    placeholderData: keepPreviousData,
  })
  if (typed === '' || data === undefined) return []
  return data.kinds.flatMap(({ kind, found }) => {
    const of = screens.descriptions.find(({ address }) => address === kind)
    return found.slice(0, 5).map(({ key, code, name, state }): Command => ({
      id: `${kind} ${key}`,
      label: [told(of?.name ?? kind, 'title'), code, name, state]
        .filter((part) => part !== null)
        .join(' · '),
      run: () =>
        void navigate({ to: '/c/$company/$list/$key', params: { company, list: kind, key } }),
    }))
  })
}
