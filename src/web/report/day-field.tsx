/** A day as it is typed: "t", "eom", "31.3."; a span changes both of its ends. */
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { readDay } from '#web/controls/days.ts'
import { useWriting } from '#web/report/cells.tsx'
import { useTongue } from '#web/report/place.ts'
import type { Calendar } from '#web/controls/spans.ts'
import { readSpan } from '#web/controls/spans.ts'
import type { Texts } from '#web/report/table.ts'
import { onEnter } from '#web/report/taking.ts'
import type { Change } from '#web/report/taking.ts'

interface DayFieldProps {
  readonly id: string
  readonly name: string
  /** The day that stands, also where nobody gave one; "" where none is known. */
  readonly shown: string
  readonly calendar: Calendar
  readonly hasSpan: boolean
  readonly change: Change
}

export function DayField(props: DayFieldProps) {
  const { id } = props
  const { formatMessage } = useIntl()
  const { text, isWrong, begin, type, take } = useTypedDay(props)
  return (
    <>
      <input
        id={id}
        value={text}
        autoComplete="off"
        size={12}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        title={formatMessage({ id: 'report.dayHelp' })}
        onFocus={begin}
        onChange={(event) => type(event.target.value)}
        onBlur={take}
        onKeyDown={onEnter(take)}
      />
      {isWrong ? (
        <span id={`${id}-wrong`} role="alert" className="wrong">
          <FormattedMessage id="report.noDay" />
        </span>
      ) : null}
    </>
  )
}

/** What somebody types; while they are at it, nothing that is answered meanwhile replaces it. */
interface Typing {
  /** What stood there before. */
  readonly before: string
  readonly text: string
  /** Beside which day it was refused; another one, chosen elsewhere, takes its place. */
  readonly refusedAt: string | null
}

function useTypedDay({ name, shown, calendar, hasSpan, change }: DayFieldProps) {
  const { day } = useWriting()
  const { tongue } = useTongue()
  const [typing, setTyping] = useState<Typing | null>(null)
  const written = shown === '' ? '' : day(shown)
  const isOver = typing !== null && typing.refusedAt !== null && typing.refusedAt !== shown
  const at = typing === null || isOver ? null : typing
  const read = (text: string): Texts | null => {
    if (text.trim() === '') return { [name]: '' }
    const span = hasSpan ? readSpan(text, calendar) : null
    if (span !== null) return { from: span.from, until: span.until }
    const found = text === written ? shown : readDay(text, calendar.today, tongue)
    return found === null ? null : { [name]: found }
  }
  return {
    text: at?.text ?? written,
    isWrong: at !== null && at.refusedAt !== null,
    begin: () => setTyping(at ?? { before: written, text: written, refusedAt: null }),
    type: (text: string) => setTyping({ before: at?.before ?? written, text, refusedAt: null }),
    take: (): void => {
      const changed = at === null || at.text === at.before ? {} : read(at.text)
      setTyping(changed === null && at !== null ? { ...at, refusedAt: shown } : null)
      if (changed === null || Object.keys(changed).length === 0) return
      if (changed[name] !== shown || 'from' in changed) change(changed)
    },
  }
}
