/** The map of a list's keys, as it is shown behind the question mark. */
import type { Word } from '#web/words/en.ts'

/** The map of keys, as it is shown; a test holds it to this. */
export const listKeys: readonly { readonly keys: readonly string[]; readonly does: Word }[] = [
  { keys: ['j', '↓'], does: 'list.keyNext' },
  { keys: ['k', '↑'], does: 'list.keyBefore' },
  { keys: ['Enter'], does: 'list.keyOpen' },
  { keys: ['x', 'Space'], does: 'list.keySelect' },
  { keys: ['Shift ↓', 'Shift ↑'], does: 'list.keyExtend' },
  { keys: ['a'], does: 'list.keyPage' },
  { keys: ['Esc'], does: 'list.keyLeave' },
  { keys: ['n'], does: 'list.keyNew' },
  { keys: ['/'], does: 'list.keyFilter' },
  { keys: ['c'], does: 'list.keyClear' },
  { keys: ['?'], does: 'list.keyKeys' },
]
