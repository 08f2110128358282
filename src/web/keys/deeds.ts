/** All that keys do anywhere, gathered from the pages’ maps; and which key may do it instead. */
import { inboxKeys } from '#web/inbox/key-map.ts'
import type { InboxDeed } from '#web/inbox/key-map.ts'
import { listKeys } from '#web/list/key-map.ts'
import type { ListDeed } from '#web/list/key-map.ts'
import { paperKeys } from '#web/paper/keys.ts'
import type { Deed as PaperDeed } from '#web/paper/keys.ts'
import type { Word } from '#web/words/en.ts'

/** Where a key is obeyed; those of the shell are everywhere. */
export type Place = 'shell' | 'list' | 'paper' | 'inbox' | 'dialog'

export type DeedName =
  | `list.${ListDeed}`
  | `paper.${PaperDeed}`
  | `inbox.${InboxDeed}`
  | 'paper.takeAll'
  | 'shell.commands'
  | 'dialog.confirm'

/** Something that a key does. */
export interface KeyDeed {
  readonly name: DeedName
  readonly place: Place
  /** As it is where nobody chose another: "j", "Ctrl+Enter". */
  readonly usual: string
  readonly word: Word
  /** Whether it also works while something is typed, so that it must be no letter alone. */
  readonly isAlways: boolean
}

export const keyDeeds: readonly KeyDeed[] = [
  { name: 'shell.commands', place: 'shell', usual: 'Ctrl+K', word: 'shell.search', isAlways: true },
  ...listKeys.flatMap(({ keys: [usual = ''], deed, does: word }): KeyDeed[] =>
    deed === undefined
      ? []
      : [{ name: `list.${deed}`, place: 'list', usual, word, isAlways: false }],
  ),
  ...paperKeys.map(({ keys: usual, deed, word, isAlways }): KeyDeed => ({
    name: `paper.${deed}`,
    place: 'paper',
    usual,
    word,
    isAlways,
  })),
  {
    name: 'paper.takeAll',
    place: 'paper',
    usual: 'Alt+A',
    word: 'paper.key.takeAll',
    isAlways: true,
  },
  ...inboxKeys.map(({ key: usual, deed, word }): KeyDeed => ({
    name: `inbox.${deed}`,
    place: 'inbox',
    usual,
    word,
    isAlways: false,
  })),
  {
    name: 'dialog.confirm',
    place: 'dialog',
    usual: 'Ctrl+Enter',
    word: 'keys.confirm',
    isAlways: true,
  },
]

/** Keys that somebody chose, by what they do. */
export type ChosenKeys = Readonly<Partial<Record<DeedName, string>>>

/** The key that does it. */
export function keyIn(chosen: ChosenKeys, name: DeedName): string {
  return chosen[name] ?? keyDeeds.find((one) => one.name === name)?.usual ?? ''
}

/** What was pressed, as far as it tells keys apart. */
export interface Pressed {
  readonly key: string
  /** The key's place on the board, which Alt does not change. */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What was pressed, as a map writes it: "j", "Ctrl+Enter", "Alt+A"; ⌘ counts as Ctrl. */
export function keyText({ key, code = '', ctrlKey, metaKey, altKey }: Pressed): string {
  const isMain = ctrlKey || metaKey
  const letter = altKey ? (/^Key([A-Z])$/.exec(code)?.[1] ?? key) : key
  const isHeld = isMain || altKey
  const last = isHeld && letter.length === 1 ? letter.toUpperCase() : letter
  return `${isMain ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${last}`
}

/** Why a key cannot be given to something. */
export type KeyRefusal =
  | { readonly why: 'keys.ofGrids' | 'keys.ofBrowser' | 'keys.needsCtrl' }
  | { readonly why: 'keys.taken'; readonly by: KeyDeed }

/**
 * Why a key may not do this; null where it may. Keys of the WAI-ARIA patterns stay as they are,
 * some the browser keeps, and what works while one types must be no letter.
 */
export function keyRefusal(deed: KeyDeed, key: string, chosen: ChosenKeys): KeyRefusal | null {
  if (ofPatterns.has(key) || ofGrids.has(key)) return { why: 'keys.ofGrids' }
  if (ofBrowsers.has(key)) return { why: 'keys.ofBrowser' }
  if (deed.isAlways && !/^(Ctrl|Alt)\+|^F\d+$/.test(key)) return { why: 'keys.needsCtrl' }
  const by = keyDeeds.find(
    (one) => one !== deed && areTogether(one, deed) && keyIn(chosen, one.name) === key,
  )
  return by === undefined ? null : { why: 'keys.taken', by }
}

/** Keys that move, edit and leave in every grid, list, menu and dialog. */
const ofPatterns: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Alt+ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Tab',
  'Enter',
  'F2',
  'Escape',
  ' ',
  'Delete',
  'Backspace',
])

/** And those that grids have besides. */
const ofGrids: ReadonlySet<string> = new Set(['Ctrl+Delete', 'Ctrl+V'])

/** Keys that a page cannot have, or should leave to the browser. */
const ofBrowsers: ReadonlySet<string> = new Set([
  ...Array.from('TNWQACXZRLFP', (letter) => `Ctrl+${letter}`),
  ...[1, 5, 11, 12].map((at) => `F${at}`),
])

/** Whether both are obeyed on the same page. */
function areTogether(one: KeyDeed, other: KeyDeed): boolean {
  return one.place === other.place || one.place === 'shell' || other.place === 'shell'
}
