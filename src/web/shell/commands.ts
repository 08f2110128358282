/** How the command bar is opened from anywhere, and what screens add to it while they are shown. */

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
