/** The words of descriptions in the language of who reads them: labels, names, sentences. */
import { useMemo } from 'react'
import { useLanguage } from '#web/words/words.tsx'
import { described } from '#web/words/de-described.ts'

/** How a word of a description is to stand: as it is, or with a large letter as a title. */
export type Manner = 'plain' | 'title'

export interface Told {
  readonly told: (text: string, manner?: Manner) => string
}

/** How words of descriptions are told; what has no translation stays English. */
export function useTold(): Told {
  const { language } = useLanguage()
  return useMemo(
    () => ({
      told: (text, manner = 'plain') => {
        const own = language === 'de' ? (described[text] ?? text) : text
        return manner === 'title' ? own.charAt(0).toUpperCase() + own.slice(1) : own
      },
    }),
    [language],
  )
}
