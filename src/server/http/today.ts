/** Which day it is for what belongs to no company. */
import type { PlainDate } from '#base/date.ts'
import type { Services } from '#server/http/operation.ts'

/** Today for roles and approvals: the day that it is in UTC, the same for all companies. */
export function today({ now }: Pick<Services, 'now'>): PlainDate {
  return now().toZonedDateTimeISO('UTC').toPlainDate()
}
