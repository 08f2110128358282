/** What stands in the address behind the question mark, and how it is changed from here. */
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useLanguage } from '#web/words/words.tsx'
import { habitsOf } from '#web/controls/figures.ts'
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

/** The language in which figures and days are written: the browser's own where it is that one. */
export function useTongue(): { readonly tongue: string; readonly habits: Habits } {
  const { language } = useLanguage()
  return useMemo(() => {
    const usual = language === 'de' ? 'de-DE' : 'en-GB'
    const tongue = navigator.languages.find((one) => one.startsWith(language)) ?? usual
    return { tongue, habits: habitsOf(tongue) }
  }, [language])
}
