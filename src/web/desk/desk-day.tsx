/** The day as of which a desk is looked at: today, or where the books stand when nobody posts. */
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { readDay } from '#web/controls/days.ts'
import { dayOf } from '#web/desk/as-of.ts'
import { useWriting } from '#web/report/cells.tsx'
import { useSearchGo, useSearchTexts, useTongue } from '#web/report/place.ts'
import { onEnter } from '#web/report/taking.ts'
import type { Screens } from '#web/screens.ts'

/** What there is to draw, as of the desk's day. */
export function useAsOf(screens: Screens): Screens {
  const { day } = useSearchTexts()
  return { ...screens, company: { ...screens.company, today: dayOf(day, screens.company) } }
}

/** The desk's day, to be typed: "t", "eom", "31.3."; and why it is not today. */
export function DeskDay({ screens }: { readonly screens: Screens }) {
  const search = useSearchTexts()
  const go = useSearchGo()
  const { today, lastPosted } = screens.company
  const day = dayOf(search['day'], screens.company)
  return (
    <div className="desk-day">
      <DayInput key={day} day={day} today={today} take={(taken) => go({ ...search, day: taken })} />
      {day === today ? null : (
        <>
          {day === lastPosted ? (
            <span className="muted">
              <FormattedMessage id="desk.lastEntry" />
            </span>
          ) : null}
          <button
            type="button"
            className="desk-today"
            onClick={() => go({ ...search, day: today })}
          >
            <FormattedMessage id="desk.today" />
          </button>
        </>
      )}
    </div>
  )
}

function DayInput(props: {
  readonly day: string
  readonly today: string
  readonly take: (day: string) => void
}) {
  const { day, today, take } = props
  const { formatMessage } = useIntl()
  const { day: writtenOf } = useWriting()
  const { tongue } = useTongue()
  const [typed, setTyped] = useState(writtenOf(day))
  const [isWrong, setWrong] = useState(false)
  const read = (): void => {
    const found = typed === writtenOf(day) ? day : readDay(typed, today, tongue)
    setWrong(found === null)
    if (found !== null && found !== day) take(found)
    else if (found !== null) setTyped(writtenOf(day))
  }
  return (
    <label>
      <FormattedMessage id="desk.asOf" />
      <input
        value={typed}
        size={12}
        autoComplete="off"
        aria-invalid={isWrong}
        title={formatMessage({ id: 'report.dayHelp' })}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={read}
        onKeyDown={onEnter(read)}
      />
    </label>
  )
}
