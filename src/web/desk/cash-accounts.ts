/** Which accounts count as cash: those whose names say so, until the reader says otherwise. */
import { useState } from 'react'

const spoken = /\b(bank|cash|giro|kasse|till|current account)\b/i

/** Whether an account counts, and how that is changed; kept in this browser for the company. */
export function useCashAccounts(company: string): {
  readonly counts: (code: string, name: string) => boolean
  readonly choose: (codes: readonly string[]) => void
} {
  const place = `cash accounts of ${company}`
  const [kept, setKept] = useState(() => localStorage.getItem(place))
  const chosen = kept === null ? null : new Set(kept.split('\n'))
  return {
    counts: (code, name) => (chosen === null ? spoken.test(name) : chosen.has(code)),
    choose: (codes) => {
      const text = codes.join('\n')
      localStorage.setItem(place, text)
      setKept(text)
    },
  }
}
