/** One month of days, worked with the arrows: PageUp and PageDown turn it, Enter takes a day. */
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useHabits } from '#web/controls/habits.ts'

interface CalendarProps {
  /** The day that is marked first. */
  readonly day: string
  readonly today: string
  readonly choose: (day: string) => void
  readonly close: () => void
}

type Step = (day: Temporal.PlainDate) => Temporal.PlainDate

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: (day) => day.subtract({ days: 1 }),
  ArrowRight: (day) => day.add({ days: 1 }),
  ArrowUp: (day) => day.subtract({ days: 7 }),
  ArrowDown: (day) => day.add({ days: 7 }),
  PageUp: (day) => day.subtract({ months: 1 }),
  PageDown: (day) => day.add({ months: 1 }),
  Home: (day) => day.subtract({ days: day.dayOfWeek - 1 }),
  End: (day) => day.add({ days: 7 - day.dayOfWeek }),
}

export function Calendar({ day, today, choose, close }: CalendarProps) {
  const [at, setAt] = useState(() => Temporal.PlainDate.from(day))
  const { language } = useHabits()
  const table = useRef<HTMLTableElement>(null)
  useLayoutEffect(() => {
    table.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [at])
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key]
    if (step !== undefined) setAt(step(at))
    else if (event.key === 'Enter' || event.key === ' ') choose(at.toString())
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
  }
  const weeks = weeksOf(at)
  return (
    <table className="calendar" role="grid" ref={table} onKeyDown={press}>
      <caption aria-live="polite">{told(at, language, { month: 'long', year: 'numeric' })}</caption>
      <Weekdays week={weeks[0] ?? []} language={language} />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.toString()}>
            {week.map((one) => (
              <Day key={one.toString()} {...{ one, at, today, choose, language }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Weekdays(props: {
  readonly week: readonly Temporal.PlainDate[]
  readonly language: string
}) {
  const { week, language } = props
  return (
    <thead>
      <tr>
        {week.map((one) => (
          <th key={one.dayOfWeek} scope="col">
            <abbr title={told(one, language, { weekday: 'long' })}>
              {told(one, language, { weekday: 'narrow' })}
            </abbr>
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface DayProps {
  readonly one: Temporal.PlainDate
  readonly at: Temporal.PlainDate
  readonly today: string
  readonly language: string
  readonly choose: (day: string) => void
}

function Day({ one, at, today, language, choose }: DayProps) {
  return (
    <td
      role="gridcell"
      tabIndex={one.equals(at) ? 0 : -1}
      aria-selected={one.equals(at)}
      aria-current={one.toString() === today ? 'date' : undefined}
      aria-label={told(one, language, { dateStyle: 'full' })}
      data-other={one.month === at.month ? undefined : true}
      onClick={() => choose(one.toString())}
    >
      {one.day}
    </td>
  )
}

function told(day: Temporal.PlainDate, language: string, how: Intl.DateTimeFormatOptions): string {
  const moment = Date.UTC(day.year, day.month - 1, day.day)
  return new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' }).format(moment)
}

/** The weeks of a day's month, from Monday (ISO 8601). */
function weeksOf(at: Temporal.PlainDate): Temporal.PlainDate[][] {
  const first = at.with({ day: 1 })
  const monday = first.subtract({ days: first.dayOfWeek - 1 })
  const count = Math.ceil((first.dayOfWeek - 1 + at.daysInMonth) / 7)
  return Array.from({ length: count }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => monday.add({ days: week * 7 + day })),
  )
}
