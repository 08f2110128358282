/** What is typed into the filter, what may be meant by it, and what its keys do. */
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { withFilters } from '#web/list/asked.ts'
import type { Filter } from '#web/list/asked.ts'
import { meantAtFirst, meantOf } from '#web/list/meaning.ts'
import type { Meant, Speech } from '#web/list/meaning.ts'
import { useFound } from '#web/list/use-found.ts'

export interface TypingIn {
  readonly company: string
  readonly fields: readonly FieldPage[]
  readonly day: string | null
  readonly filters: readonly Filter[]
  readonly speech: Speech
  readonly change: (filters: readonly Filter[]) => void
  readonly leave: () => void
}

/** So many suggestions stand below the line. */
const most = 20

export function useTyping(typing: TypingIn) {
  const { filters, change, leave } = typing
  const [typed, setTyped] = useState('')
  const [field, setField] = useState<FieldPage | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const meant = useMeant(typing, field, typed.trim(), isOpen)
  const chosen = Math.min(at, meant.length - 1)
  const begin = (next: string): void => {
    setTyped(next)
    setAt(0)
    setOpen(true)
  }
  const take = ({ field: named, filters: more }: Meant): void => {
    begin('')
    setField(named ?? null)
    if (more === undefined) return
    setOpen(false)
    change(withFilters(filters, more))
  }
  const back = (): void => {
    if (field !== null) setField(null)
    else change(filters.filter(({ name }) => name !== filters.at(-1)?.name))
  }
  const move = (step: number): void => {
    setOpen(true)
    setAt(Math.max(0, Math.min(meant.length - 1, chosen + step)))
  }
  const stop = (): void => {
    begin('')
    setField(null)
    setOpen(false)
    leave()
  }
  const press = (event: KeyboardEvent): void => {
    const picked = isOpen ? meant[chosen] : undefined
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter' && picked !== undefined) take(picked)
    else if (event.key === 'Backspace' && typed === '') back()
    else if (event.key === 'Escape') stop()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { field, typed, isOpen, meant, chosen, begin, take, press, setOpen }
}

/** What may be meant, with what is found by it while the line is open. */
function useMeant(
  { company, fields, day, speech }: TypingIn,
  field: FieldPage | null,
  word: string,
  isOpen: boolean,
): readonly Meant[] {
  const found = useFound(company, fields, field, isOpen ? word : '')
  const all =
    field === null
      ? meantAtFirst(fields, day, word, speech, found)
      : meantOf(field, word, speech, found)
  return all.slice(0, most)
}
