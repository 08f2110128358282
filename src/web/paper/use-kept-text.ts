/** A text that is kept on this machine while it is typed, for the one who types it. */
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { meQuery } from '#web/screens.ts'

/** The text under a name, and how it is changed; an empty one is forgotten. */
export function useKeptText(name: string): readonly [string, (text: string) => void] {
  const { data: me } = useQuery(meQuery)
  const whose = `text ${JSON.stringify([me?.organization ?? '', me?.person ?? '', name])}`
  const [typed, setTyped] = useState(() => read(whose))
  const change = (text: string): void => {
    setTyped(text)
    keep(whose, text)
  }
  return [typed, change]
}

function read(name: string): string {
  try {
    return localStorage.getItem(name) ?? ''
  } catch {
    return ''
  }
}

/** Where the machine keeps nothing, the text stands in the page alone. */
function keep(name: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(name)
    else localStorage.setItem(name, text)
  } catch {}
}
