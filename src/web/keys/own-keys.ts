/** The keys as somebody chose them, kept in this browser: the one place that reads them. */
import { useSyncExternalStore } from 'react'
import { keyDeeds, keyIn, keyText } from '#web/keys/deeds.ts'
import type { ChosenKeys, DeedName, Place, Pressed } from '#web/keys/deeds.ts'

const name = 'keys'
const changed = new EventTarget()
let read: { readonly text: string | null; readonly chosen: ChosenKeys } | null = null

/** What was chosen; what is no key of a deed that there is, is left out. */
export function chosenKeys(): ChosenKeys {
  const text = localStorage.getItem(name)
  if (read === null || read.text !== text) read = { text, chosen: parsed(text) }
  return read.chosen
}

/** The key that does something: "j", "Ctrl+Enter". */
export function keyOf(deed: DeedName): string {
  return keyIn(chosenKeys(), deed)
}

/** Has a key do something, or with null the usual one. */
export function chooseKey(deed: DeedName, key: string | null): void {
  const { [deed]: _, ...others } = chosenKeys()
  keep(key === null ? others : { ...others, [deed]: key })
}

/** Has all keys as usual. */
export function usualKeys(): void {
  keep({})
}

/** What was pressed does on a page of this kind; null where it does nothing there. */
export function deedPressed(place: Place, pressed: Pressed): DeedName | null {
  const text = keyText(pressed)
  const found = keyDeeds.find((one) => one.place === place && keyOf(one.name) === text)
  return found?.name ?? null
}

/** What was chosen, drawn again where it is changed, here or in another window. */
export function useChosenKeys(): ChosenKeys {
  return useSyncExternalStore(listen, chosenKeys)
}

function keep(chosen: ChosenKeys): void {
  if (Object.keys(chosen).length === 0) localStorage.removeItem(name)
  else localStorage.setItem(name, JSON.stringify(chosen))
  changed.dispatchEvent(new Event('changed'))
}

function listen(again: () => void): () => void {
  changed.addEventListener('changed', again)
  window.addEventListener('storage', again)
  return () => {
    changed.removeEventListener('changed', again)
    window.removeEventListener('storage', again)
  }
}

function parsed(text: string | null): ChosenKeys {
  const kept = readObject(text)
  return Object.fromEntries(
    keyDeeds.flatMap(({ name: deed }) => {
      const key: unknown = kept === null ? undefined : Reflect.get(kept, deed)
      return typeof key === 'string' && key !== '' && key.length <= 40 ? [[deed, key]] : []
    }),
  )
}

function readObject(text: string | null): object | null {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    return typeof kept === 'object' ? kept : null
  } catch {
    return null
  }
}
