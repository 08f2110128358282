/** The key that does something, as it is chosen: beside buttons, in menus and in lists of keys. */
import { keyIn } from '#web/keys/deeds.ts'
import type { DeedName } from '#web/keys/deeds.ts'
import { useChosenKeys } from '#web/keys/own-keys.ts'

/** As it stands on a key; in a list of keys spelled out: "Ctrl+Enter". */
export function Key(props: { readonly of: DeedName; readonly isSpelled?: boolean }) {
  const { of, isSpelled = false } = props
  const key = keyIn(useChosenKeys(), of)
  return <kbd>{isSpelled ? key : shownKey(key)}</kbd>
}

/** "Ctrl+Enter" as it stands on a key: "Ctrl ↵". */
export function shownKey(key: string): string {
  return key.replaceAll(/\+(?=.)/g, ' ').replace(/Enter$/, '↵')
}
