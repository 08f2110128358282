/** The map of a list's keys, as it is shown behind the question mark. */
import type { Word } from '#web/words/en.ts'

/** What a key of a list does that people may give another key. */
export type ListDeed = 'next' | 'before' | 'select' | 'page' | 'new' | 'filter' | 'clear' | 'keys'

interface ListKey {
  /** The first may be another one where there is a deed; those behind it are always these. */
  readonly keys: readonly string[]
  readonly does: Word
  /** Left out where the keys are those of the WAI-ARIA pattern of grids, which stay. */
  readonly deed?: ListDeed
}

/** The map of keys, as it is shown; a test holds it to this. */
export const listKeys: readonly ListKey[] = [
  { keys: ['j', '↓'], does: 'list.keyNext', deed: 'next' },
  { keys: ['k', '↑'], does: 'list.keyBefore', deed: 'before' },
  { keys: ['Enter'], does: 'list.keyOpen' },
  { keys: ['x', 'Space'], does: 'list.keySelect', deed: 'select' },
  { keys: ['Shift ↓', 'Shift ↑'], does: 'list.keyExtend' },
  { keys: ['a'], does: 'list.keyPage', deed: 'page' },
  { keys: ['Esc'], does: 'list.keyLeave' },
  { keys: ['n'], does: 'list.keyNew', deed: 'new' },
  { keys: ['/'], does: 'list.keyFilter', deed: 'filter' },
  { keys: ['c'], does: 'list.keyClear', deed: 'clear' },
  { keys: ['?'], does: 'list.keyKeys', deed: 'keys' },
]
