/** The command bar: go anywhere, make anything, find any paper, from the keyboard. */
import { Modal } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useIntl } from 'react-intl'
import { deedPressed } from '#web/keys/own-keys.ts'
import type { Screens } from '#web/screens.ts'
import { fittingCommands, offeredCommands, onOpenCommands } from '#web/shell/commands.ts'
import type { Command } from '#web/shell/commands.ts'
import { useFound } from '#web/shell/found.ts'
import { usePlaces } from '#web/shell/places.ts'
import '#web/shell/command-bar.css'

export function CommandBar({ screens }: { readonly screens: Screens }) {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => onOpenCommands(() => setOpen(true)), [])
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (deedPressed('shell', event) !== 'shell.commands') return
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
        autoFocus
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
  const places = usePlaces(screens)
  const found = useFound(screens, typed)
  return fittingCommands([...offeredCommands(), ...places], typed)
    .slice(0, mostAtHand)
    .concat(found)
}

/** So many of what is at hand are shown before what the server finds. */
const mostAtHand = 10
