/** The day as of which a desk is looked at. */
import type { Screens } from '#web/screens.ts'

/**
 * The day that the address says. Where it says none it is today, but for books in which nothing was
 * posted in this month and the one before: then it is the last day that has anything to show.
 */
export function dayOf(
  asked: string | undefined,
  { today, lastPosted }: Pick<Screens['company'], 'today' | 'lastPosted'>,
): string {
  if (asked !== undefined && isDay(asked)) return asked
  const first = Temporal.PlainDate.from(today).with({ day: 1 }).subtract({ months: 1 })
  return lastPosted !== null && lastPosted < first.toString() ? lastPosted : today
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text)
}
