/** How the command bar is opened from anywhere, and what screens add to it while they are shown. */
import { useEffect, useRef } from 'react'

/** Something that can be done from the command bar. */
export interface Command {
  readonly id: string
  readonly label: string
  /** The key that does the same without the bar: "n", "Ctrl+Enter". */
  readonly keys?: string
  readonly run: () => void
}

const opening = new EventTarget()
const offered = new Map<symbol, readonly Command[]>()

/** Opens the command bar. */
export function openCommands(): void {
  opening.dispatchEvent(new Event('open'))
}

/** Calls back whenever the bar is to open; answers how to stop. */
export function onOpenCommands(open: () => void): () => void {
  opening.addEventListener('open', open)
  return () => opening.removeEventListener('open', open)
}

/** Offers commands until the answer is called. */
export function offerCommands(commands: readonly Command[]): () => void {
  const name = Symbol('commands')
  offered.set(name, commands)
  return () => void offered.delete(name)
}

/** What screens offer at this moment, those opened last first. */
export function offeredCommands(): readonly Command[] {
  return [...offered.values()].toReversed().flat()
}

/** Offers commands as long as a screen is shown; each runs as it is at that moment. */
export function useCommands(commands: readonly Command[]): void {
  const now = useRef(commands)
  useEffect(() => {
    now.current = commands
  })
  const told = JSON.stringify(commands.map(({ id, label, keys }) => [id, label, keys]))
  useEffect(() => {
    const asNow = now.current.map((one) => ({
      ...one,
      run: () => now.current.find(({ id }) => id === one.id)?.run(),
    }))
    return offerCommands(asNow)
  }, [told])
}

/** Those that fit what is typed: all its words, those that begin with it before the others. */
export function fittingCommands(commands: readonly Command[], typed: string): Command[] {
  const small = typed.toLowerCase()
  const words = small.split(/\s+/).filter((word) => word !== '')
  const labels = commands.map((command) => ({ command, label: command.label.toLowerCase() }))
  const fits = labels.filter(({ label }) => words.every((word) => label.includes(word)))
  const begins = fits.filter(({ label }) => label.startsWith(small))
  return [...begins, ...fits.filter((one) => !begins.includes(one))].map(({ command }) => command)
}
