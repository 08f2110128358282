/** A request in the list: what is wanted, for whom, how much, and since when. */
import { Checkbox } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import { plainAmount } from '#web/controls/digits.ts'
import { useCompany } from '#web/controls/names.ts'
import type { WaitingRequest } from '#web/inbox/requests.ts'
import { useTold } from '#web/words/told.ts'
import { useScreens } from '#web/screens.ts'

export function InboxRow(props: {
  readonly request: WaitingRequest
  readonly isCurrent: boolean
  readonly isSelected: boolean
  readonly show: () => void
  readonly toggle: () => void
}) {
  const { request, isCurrent, isSelected, show, toggle } = props
  const { formatMessage } = useIntl()
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.focus()
  }, [isCurrent])
  const what = useWanted(request)
  return (
    <li data-current={isCurrent}>
      <Checkbox
        checked={isSelected}
        onChange={toggle}
        aria-label={formatMessage({ id: 'inbox.select' }, { what })}
      />
      <button ref={row} type="button" aria-current={isCurrent} onClick={show}>
        <span className="what">{what}</span>
        <Amount request={request} />
        <span className="muted who">
          {request.party === null ? '' : `${request.party} · `}
          <FormattedMessage id="inbox.askedBy" values={{ name: request.askedBy }} />{' '}
          <FormattedMessage id="inbox.late" values={{ days: daysSince(request.askedOn) }} />
        </span>
      </button>
    </li>
  )
}

/** What is wanted: "Issue sales invoice". */
export function useWanted({ verb, kind }: WaitingRequest): string {
  const { formatMessage } = useIntl()
  const { told, toldVerb } = useTold()
  const values = { verb: toldVerb(verb), kind: told(kind) }
  const text = formatMessage({ id: 'inbox.wants' }, values)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** How much it is about, in its currency. */
export function Amount({ request: { amount, currency } }: { readonly request: WaitingRequest }) {
  const { locale } = useIntl()
  const { currencies } = useScreens(useCompany())
  if (amount === null || currency === null) return null
  const digits = currencies[currency] ?? 0
  const figure = writtenFigure(plainAmount(amount, digits), readersHabits(locale), digits)
  return (
    <span className="figure">
      {figure} {currency}
    </span>
  )
}

function daysSince(day: string): number {
  const today = Temporal.Now.plainDateISO()
  return Math.max(0, Temporal.PlainDate.from(day).until(today, { largestUnit: 'day' }).days)
}
