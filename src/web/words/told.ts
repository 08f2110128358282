/** The words of descriptions in the language of who reads them: labels, names, sentences. */
import { useMemo } from 'react'
import { labelText } from '#kit/spelling.ts'
import { useLanguage } from '#web/words/words.tsx'
import { inGerman } from '#languages/german.ts'

/** How a word of a description is to stand: as it is, or with a large letter as a title. */
export type Manner = 'plain' | 'title'

export interface Told {
  readonly told: (text: string, manner?: Manner) => string
  /** A step's verb within a sentence: "issue", "give back". */
  readonly toldVerb: (verb: string) => string
}

/** How words of descriptions are told; what has no translation stays English. */
export function useTold(): Told {
  const { language } = useLanguage()
  return useMemo(() => {
    const own = (text: string): string => (language === 'de' ? (inGerman(text) ?? text) : text)
    return {
      told: (text, manner = 'plain') => (manner === 'title' ? titled(own(text)) : own(text)),
      // As a state "void" is another word than as a verb: the label is the verb's own.
      toldVerb: (verb) => lowered(own(labelText(verb))),
    }
  }, [language])
}

function titled(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
