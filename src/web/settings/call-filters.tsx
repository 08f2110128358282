/** By what the log of calls is narrowed; it all stands in the address. */
import { Button } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Calendar } from '#web/controls/spans.ts'
import { DayField } from '#web/report/day-field.tsx'
import type { Texts } from '#web/report/table.ts'
import { onEnter } from '#web/report/taking.ts'
import type { Change } from '#web/report/taking.ts'
import { useSetting } from '#web/settings/acts.ts'
import type { Word } from '#web/words/en.ts'

interface Props {
  readonly search: Texts
  readonly calendar: Calendar
  readonly change: Change
}

const classes: Readonly<Record<string, Word>> = {
  '2xx': 'call.done',
  '4xx': 'call.refused',
  '5xx': 'call.failed',
}

export function CallFilters({ search, calendar, change }: Props) {
  const { formatMessage } = useIntl()
  const { data } = useSetting<{ keys: { id: string; name: string }[] }>('/keys')
  const isNarrowed = Object.entries(search).some(([name, value]) => name !== 'open' && value !== '')
  return (
    <div className="call-filters" role="search">
      <Choice label="call.key" value={search['key']} take={(key) => change({ key })}>
        {data?.keys.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label="call.status" value={search['status']} take={(status) => change({ status })}>
        {Object.entries(classes).map(([value, word]) => (
          <option key={value} value={value}>
            {formatMessage({ id: word })}
          </option>
        ))}
      </Choice>
      <Operation value={search['operation'] ?? ''} take={(operation) => change({ operation })} />
      {(['from', 'to'] as const).map((name) => (
        <Day
          key={name}
          name={name}
          shown={search[name] ?? ''}
          calendar={calendar}
          change={change}
        />
      ))}
      {isNarrowed ? (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => change({ key: '', status: '', operation: '', from: '', to: '' })}
        >
          <FormattedMessage id="call.all" />
        </Button>
      ) : null}
    </div>
  )
}

function Choice(props: {
  readonly label: Word
  readonly value: string | undefined
  readonly take: (value: string) => void
  readonly children: ReactNode
}) {
  const { label, value = '', take, children } = props
  const { formatMessage } = useIntl()
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>
        <FormattedMessage id={label} />
      </label>
      <select id={id} value={value} onChange={(event) => take(event.target.value)}>
        <option value="">{formatMessage({ id: 'call.any' })}</option>
        {children}
      </select>
    </div>
  )
}

function Operation(props: { readonly value: string; readonly take: (operation: string) => void }) {
  const { value, take } = props
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>
        <FormattedMessage id="call.operation" />
      </label>
      <input
        key={value}
        id={id}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        size={16}
        onBlur={(event) => {
          const written = event.target.value.trim()
          if (written !== value) take(written)
        }}
        onKeyDown={(event) => onEnter(() => take(event.currentTarget.value.trim()))(event)}
      />
    </div>
  )
}

function Day(props: {
  readonly name: 'from' | 'to'
  readonly shown: string
  readonly calendar: Calendar
  readonly change: Change
}) {
  const { name } = props
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>
        <FormattedMessage id={`call.${name}`} />
      </label>
      <DayField {...props} id={id} hasSpan={false} />
    </div>
  )
}
