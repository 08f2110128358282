/** Above what happened: who, which kind, which days; it all as a file; and whether it is sealed. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { addressOf, get } from '#web/api.ts'
import { useMoment } from '#web/controls/moments.ts'
import type { Calendar } from '#web/controls/spans.ts'
import { useHappened } from '#web/paper/happened.ts'
import type { HappenedFilter } from '#web/paper/happened.ts'
import { DayField } from '#web/report/day-field.tsx'
import { useSearchGo, useSearchTexts } from '#web/report/place.ts'
import type { Texts } from '#web/report/table.ts'
import { Refusal } from '#web/shell/refusal.tsx'

const kinds = ['act', 'comment', 'file', 'task', 'approval'] as const
const names = ['person', 'what', 'from', 'until'] as const

/** What is asked for in the address, under names of its own: a paper's page has others. */
export function useHappenedFilter(): HappenedFilter {
  const search = useSearchTexts()
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = search[`happened-${name}`] ?? ''
      return text === '' ? [] : [[name, text]]
    }),
  )
}

interface FilterProps {
  readonly path: string
  readonly calendar: Calendar
  readonly only: HappenedFilter
}

export function TimelineFilter({ path, calendar, only }: FilterProps) {
  const { formatMessage } = useIntl()
  const change = useChange()
  const days = useId()
  const [isOpen, setOpen] = useState(Object.keys(only).length > 0)
  const file = `${path}/timeline/export?${new URLSearchParams(only).toString()}`
  return (
    <details
      className="timeline-filter"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <FormattedMessage id="happened.filter" />
      </summary>
      <Who path={path} only={only} change={change} />
      <NativeSelect
        size="xs"
        label={formatMessage({ id: 'happened.what' })}
        value={only.what ?? ''}
        onChange={(event) => change({ what: event.currentTarget.value })}
        data={[
          { value: '', label: formatMessage({ id: 'happened.all' }) },
          ...kinds.map((kind) => ({
            value: kind,
            label: formatMessage({ id: `happened.kind.${kind}` }),
          })),
        ]}
      />
      {(['from', 'until'] as const).map((name) => (
        <div key={name} className="timeline-day">
          <label htmlFor={`${days}-${name}`}>{formatMessage({ id: `happened.${name}` })}</label>
          <DayField
            {...{ name, calendar, change }}
            id={`${days}-${name}`}
            shown={only[name] ?? ''}
            hasSpan
          />
        </div>
      ))}
      <a href={addressOf(file)} download>
        <FormattedMessage id="happened.export" />
      </a>
    </details>
  )
}

/** Changes what is asked for; "" narrows nothing. */
function useChange(): (changed: Texts) => void {
  const search = useSearchTexts()
  const go = useSearchGo()
  return (changed) => {
    const next = { ...search }
    for (const [name, text] of Object.entries(changed)) {
      if (text === '') delete next[`happened-${name}`]
      else next[`happened-${name}`] = text
    }
    go(next, { replace: true })
  }
}

/** The persons who did something, as far as it was read. */
function Who({ path, only, change }: Pick<FilterProps, 'path' | 'only'> & { change: Change }) {
  const { formatMessage } = useIntl()
  const { happenings } = useHappened(path)
  const known = new Map(happenings.map(({ person, name }) => [person, name]))
  const { person = '' } = only
  if (person !== '' && !known.has(person)) known.set(person, person)
  return (
    <NativeSelect
      size="xs"
      label={formatMessage({ id: 'happened.who' })}
      value={person}
      onChange={(event) => change({ person: event.currentTarget.value })}
      data={[
        { value: '', label: formatMessage({ id: 'happened.everybody' }) },
        ...[...known].map(([value, label]) => ({ value, label })),
      ]}
    />
  )
}

type Change = (changed: Texts) => void

interface Checked {
  readonly entries: readonly {
    readonly entry: string
    readonly state: 'sealed' | 'waiting' | 'changed' | 'seal broken'
  }[]
  readonly sealedUntil: string | null
  readonly seals: number
  readonly brokenSeal: number | null
}

/** Checks that the entries of a paper are what was sealed, and says it plainly. */
export function SealCheck({ path }: { readonly path: string }) {
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () => get<Checked>(`${path}/seals`),
  })
  return (
    <div className="seal-check">
      <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
        <FormattedMessage id="seals.check" />
      </Button>
      <div role="status">
        <Refusal error={error} />
        {data === undefined ? null : <Found found={data} />}
      </div>
    </div>
  )
}

function Found({ found }: { readonly found: Checked }) {
  const { entries } = found
  const wrong = entries.filter(({ state }) => state === 'changed' || state === 'seal broken')
  const waiting = entries.filter(({ state }) => state === 'waiting').length
  const sealed = entries.length - waiting
  if (entries.length === 0) {
    return (
      <p>
        <FormattedMessage id="seals.none" />
      </p>
    )
  }
  return (
    <>
      {sealed === 0 ? null : (
        <p className={wrong.length === 0 ? 'done' : 'wrong'}>
          <FormattedMessage
            id={wrong.length === 0 ? 'seals.whole' : 'seals.notWhole'}
            values={{ count: sealed, wrong: wrong.length }}
          />
        </p>
      )}
      {wrong.map(({ entry, state }) => (
        <p key={entry} className="wrong">
          <FormattedMessage
            id={state === 'changed' ? 'seals.changed' : 'seals.sealBroken'}
            values={{ entry }}
          />
        </p>
      ))}
      {waiting === 0 ? null : (
        <p>
          <FormattedMessage id="seals.waiting" values={{ count: waiting }} />
        </p>
      )}
      <Chain found={found} />
    </>
  )
}

/** Whether the seals follow from each other, from those of the paper to the last. */
function Chain({ found: { sealedUntil, seals, brokenSeal } }: { readonly found: Checked }) {
  const moment = useMoment()
  if (sealedUntil === null) return null
  return brokenSeal === null ? (
    <p>
      <FormattedMessage id="seals.chain" values={{ seals, until: moment(sealedUntil) }} />
    </p>
  ) : (
    <p className="wrong">
      <FormattedMessage id="seals.broken" values={{ seal: brokenSeal }} />
    </p>
  )
}
