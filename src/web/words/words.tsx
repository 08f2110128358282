/** The words of the screens in the language of who reads them. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
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
  /** The time zone in which moments are told; null: the device’s. */
  readonly zone: string | null
  readonly chooseZone: (zone: string | null) => void
}

const Chosen = createContext<Choice>({
  language: 'en',
  choose: () => {},
  zone: null,
  chooseZone: () => {},
})

/** The language that was chosen, or that the browser asks for. */
function firstLanguage(): Language {
  const kept = localStorage.getItem('language')
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.startsWith('de') ? 'de' : 'en'
}

/** The time zone that was chosen, as long as the browser knows it. */
function firstZone(): string | null {
  const kept = localStorage.getItem('time zone')
  return kept !== null && isZone(kept) ? kept : null
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Gives all screens their words; figures and days follow the region that the browser names. */
export function Words({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const [zone, setZone] = useState(firstZone)
  useEffect(() => {
    document.documentElement.lang = language
    refuseIn(language)
  }, [language])
  const queries = useQueryClient()
  const now = useRef(language)
  const choose = useCallback(
    (chosen: Language) => {
      localStorage.setItem('language', chosen)
      if (chosen === now.current) return
      now.current = chosen
      refuseIn(chosen)
      setLanguage(chosen)
      // What the server said before is asked for again, in the other language.
      void queries.invalidateQueries()
    },
    [queries],
  )
  const chooseZone = useCallback((chosen: string | null) => {
    // Another device may know zones that this one has never heard of.
    const known = chosen !== null && isZone(chosen) ? chosen : null
    if (known === null) localStorage.removeItem('time zone')
    else localStorage.setItem('time zone', known)
    setZone(known)
  }, [])
  const choice = useMemo(
    () => ({ language, choose, zone, chooseZone }),
    [language, choose, zone, chooseZone],
  )
  const locale = spokenAs(language, navigator.languages)
  const own = zone === null ? {} : { timeZone: zone }
  return (
    <Chosen value={choice}>
      <IntlProvider locale={locale} messages={languages[language]} defaultLocale="en" {...own}>
        {children}
      </IntlProvider>
    </Chosen>
  )
}

/** The language, and how another one is chosen. */
export function useLanguage(): Choice {
  return useContext(Chosen)
}
