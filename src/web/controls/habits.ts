/** In which habits the one who is there types and reads figures and days. */
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import { readersHabits } from '#web/controls/figures.ts'
import type { Habits } from '#web/controls/figures.ts'

/** The language with its region, and how figures are written in it. */
export function useHabits(): { readonly language: string; readonly habits: Habits } {
  const { locale } = useIntl()
  return useMemo(() => ({ language: locale, habits: readersHabits(locale) }), [locale])
}
