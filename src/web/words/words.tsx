/** The words of the screens in the language of who reads them. */
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { IntlProvider } from 'react-intl'
import { de } from '#web/words/de.ts'
import { en } from '#web/words/en.ts'
import type { Word } from '#web/words/en.ts'
import { refuseIn } from '#web/words/refused.ts'
import { spokenAs } from '#web/words/spoken.ts'

export type Language = 'en' | 'de'

const languages: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en, de }

interface Choice {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const Chosen = createContext<Choice>({ language: 'en', choose: () => {} })

/** The language that was chosen, or that the browser asks for. */
function firstLanguage(): Language {
  const kept = localStorage.getItem('language')
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.startsWith('de') ? 'de' : 'en'
}

/** Gives all screens their words; figures and days follow the region that the browser names. */
export function Words({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    refuseIn(language)
  }, [language])
  const queries = useQueryClient()
  const choice = useMemo(
    () => ({
      language,
      choose: (chosen: Language) => {
        localStorage.setItem('language', chosen)
        refuseIn(chosen)
        setLanguage(chosen)
        // What the server said before is asked for again, in the other language.
        void queries.invalidateQueries()
      },
    }),
    [language, queries],
  )
  const locale = spokenAs(language, navigator.languages)
  return (
    <Chosen value={choice}>
      <IntlProvider locale={locale} messages={languages[language]} defaultLocale="en">
        {children}
      </IntlProvider>
    </Chosen>
  )
}

/** The language, and how another one is chosen. */
export function useLanguage(): Choice {
  return useContext(Chosen)
}
