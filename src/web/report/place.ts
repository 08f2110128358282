/** What stands in the address behind the question mark, and how it is changed from here. */
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useHabits } from '#web/controls/habits.ts'
import type { Habits } from '#web/controls/figures.ts'
import type { Texts } from '#web/report/table.ts'

/** The search of the address, as plain text by name. */
export function useSearchTexts(): Texts {
  const text = useRouterState({ select: ({ location }) => location.searchStr })
  return useMemo(() => Object.fromEntries(new URLSearchParams(text)), [text])
}

/** Goes to the same screen with another search. */
export function useSearchGo(): (search: Texts, how?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback(
    (search, { replace = false } = {}) => void navigate({ to: '.', search, replace }),
    [navigate],
  )
}

interface Tongue {
  readonly tongue: string
  readonly habits: Habits
}

/** The language with its region, and how figures are written for who reads it. */
export function useTongue(): Tongue {
  const { language: tongue, habits } = useHabits()
  return useMemo(() => ({ tongue, habits }), [tongue, habits])
}
