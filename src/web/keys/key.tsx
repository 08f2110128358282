/** The key that does something, as it is chosen: beside buttons, in menus and in lists of keys. */
import { keyIn } from '#web/keys/deeds.ts'
import type { DeedName } from '#web/keys/deeds.ts'
import { useChosenKeys } from '#web/keys/own-keys.ts'

export function Key({ of }: { readonly of: DeedName }) {
  return <kbd>{shownKey(keyIn(useChosenKeys(), of))}</kbd>
}

/** "Ctrl+Enter" as it stands on a key: "Ctrl ↵". */
export function shownKey(key: string): string {
  return key.replaceAll(/\+(?=.)/g, ' ').replace(/Enter$/, '↵')
}
