/** Keeps what is typed on this machine until it is saved, and offers what was left here before. */
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { keep, keptName, readKept } from '#web/paper/kept.ts'
import type { Kept } from '#web/paper/kept.ts'
import type { Content } from '#web/paper/typed.ts'
import type { Ground } from '#web/paper/ground.ts'
import { meQuery, useScreens } from '#web/screens.ts'

export interface Keeping {
  /** What was left here before, as long as nobody has decided about it. */
  readonly offered: Kept | null
  /** Keeps what was typed. */
  readonly hold: (typed: Content, ground: Ground, key: string) => void
  /** Forgets what was kept: it is saved, or nobody wants it. */
  readonly drop: () => void
  /** Takes the offer away, and leaves what is kept. */
  readonly answered: () => void
}

export function useKept(company: string, list: string, key: string): Keeping {
  const { person } = useScreens(company)
  const { data: me } = useQuery(meQuery)
  const organization = me?.organizationName ?? ''
  const name = keptName({ organization, person: person.id, company, list, key })
  const [offered, setOffered] = useState(() => readKept(localStorage, name))
  const hold = useCallback(
    (typed: Content, { content: was, version }: Ground, sendKey: string) => {
      const at = Temporal.Now.instant().toString()
      keep(localStorage, name, { typed, was, version, key: sendKey, at })
    },
    [name],
  )
  const answered = useCallback(() => setOffered(null), [])
  const drop = useCallback(() => {
    localStorage.removeItem(name)
    setOffered(null)
  }, [name])
  return { offered, hold, drop, answered }
}
