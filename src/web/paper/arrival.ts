/** Arriving at what happened: an address that names a comment opens the paper there. */
import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Happening } from '#web/paper/happened.ts'

/** What makes a row of the timeline one at which somebody can arrive. */
export function arrivalOf({ what, comment = null }: Happening): object {
  return what !== 'comment' || comment === null ? {} : { id: placeOf(comment), tabIndex: -1 }
}

/** Goes to what the address names, once; what happened long ago is asked for first. */
export function useArrival(happenings: readonly Happening[], more: (() => void) | null): void {
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const wanted = search['happened']
  const arrived = useRef<string | null>(null)
  useEffect(() => {
    if (wanted === undefined || arrived.current === wanted || happenings.length === 0) return
    const place = document.getElementById(placeOf(wanted))
    if (place === null) return more?.()
    arrived.current = wanted
    place.scrollIntoView({ block: 'center' })
    place.focus({ preventScroll: true })
  }, [wanted, happenings, more])
}

function placeOf(comment: string): string {
  return `happened-${comment}`
}
