/** Moments as people read them: in their time zone, in the habits of their language. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'

/**
 * Writes a moment: "22 Nov 2026, 10:15" of what stands in JSON as "2026-11-22T10:15:00Z", in the
 * zone that the reader chose, otherwise in the device's. Days of the books are no moments.
 */
export function useMoment(): (at: string) => string {
  const { formatDate } = useIntl()
  return useCallback(
    (at) => formatDate(at, { dateStyle: 'medium', timeStyle: 'short' }),
    [formatDate],
  )
}
