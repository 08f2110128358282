/** The keys of a paper's page: the one list, which the page obeys and "?" shows. */
import type { Word } from '#web/words/en.ts'

/** What a key does. */
export type Deed = 'save' | 'step' | 'more' | 'comment' | 'next' | 'previous' | 'keys'

export interface Key {
  /** As it is shown: "Ctrl+Enter". */
  readonly keys: string
  readonly deed: Deed
  readonly word: Word
  /** Whether it also works while something is typed. */
  readonly isAlways: boolean
}

export const paperKeys: readonly Key[] = [
  { keys: 'Ctrl+S', deed: 'save', word: 'paper.key.save', isAlways: true },
  { keys: 'Ctrl+Enter', deed: 'step', word: 'paper.key.step', isAlways: true },
  { keys: '.', deed: 'more', word: 'paper.key.more', isAlways: false },
  { keys: 'c', deed: 'comment', word: 'paper.key.comment', isAlways: false },
  { keys: 'j', deed: 'next', word: 'paper.key.next', isAlways: false },
  { keys: 'k', deed: 'previous', word: 'paper.key.previous', isAlways: false },
  { keys: '?', deed: 'keys', word: 'paper.key.keys', isAlways: false },
]

/** The keys of the grid of lines, for who asks; the grid itself obeys them. */
export const gridKeys: readonly {
  readonly keys: string
  readonly word: Word
  /** Left out where it is of the pattern of grids, which stays. */
  readonly deed?: 'takeAll'
}[] = [
  { keys: '← ↑ → ↓', word: 'paper.key.move' },
  { keys: 'Enter, F2', word: 'paper.key.edit' },
  { keys: 'Esc', word: 'paper.key.leave' },
  { keys: 'Tab', word: 'paper.key.tab' },
  { keys: 'Ctrl+Delete', word: 'paper.key.remove' },
  { keys: 'Ctrl+V', word: 'paper.key.paste' },
  { keys: 'Alt+↓', word: 'paper.key.calendar' },
  { keys: 'Alt+A', word: 'paper.key.takeAll', deed: 'takeAll' },
]

/** What a key that was pressed, by its text, does; null where it does nothing here. */
export function deedOf(
  pressed: string,
  isTyping: boolean,
  keyOf: (key: Key) => string = ({ keys }) => keys,
): Deed | null {
  const found = paperKeys.find((key) => keyOf(key) === pressed)
  return found === undefined || (isTyping && !found.isAlways) ? null : found.deed
}
