/** Fiscal years and their periods: opened, locked, closed, and opened again with a reason. */
import { TextInput } from '@mantine/core'
import { useCallback, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { writtenSpan } from '#web/controls/days.ts'
import { useHabits } from '#web/controls/habits.ts'
import type { Screens } from '#web/screens.ts'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import type { Period } from '#web/settings/period.ts'
import { PeriodLook } from '#web/settings/period-look.tsx'
import { problemAt } from '#web/settings/problems.ts'
import { ReasonField } from '#web/settings/reason-field.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { typedText } from '#web/sign-in/typed.ts'

/** What may be done with a period as it stands. */
const ways = {
  open: [
    ['set.lock', 'locked'],
    ['set.close', 'closed'],
  ],
  locked: [
    ['set.reopen', 'open'],
    ['set.close', 'closed'],
  ],
  closed: [['set.reopen', 'open']],
} as const

const stateWords = { open: 'set.open', locked: 'set.locked', closed: 'set.closed' } as const
const kindWords = {
  month: 'set.month',
  adjustment: 'set.adjustment',
  closing: 'set.closing',
} as const

export function PeriodsPart({ screens }: { readonly screens: Screens }) {
  const { company } = screens
  const at = `/companies/${company.code}`
  const { data, error } = useSetting<{ periods: Period[] }>(`${at}/periods`)
  const { formatMessage } = useIntl()
  const { language } = useHabits()
  const periods = data?.periods.toReversed()
  return (
    <>
      <NewYear at={at} last={data?.periods.at(-1)} />
      <SettingsTable
        name="set.periods"
        heads={['set.period', 'set.span', 'set.state']}
        error={error}
        rows={periods?.map((one) => ({
          key: String(one.period),
          cells: [
            `${one.period}  ${formatMessage({ id: kindWords[one.kind] })}`,
            writtenSpan(one.startsOn, one.endsOn, language),
            <span key="state" className={one.state}>
              <FormattedMessage id={stateWords[one.state]} />
            </span>,
          ],
          acts: ways[one.state].map(([word, state]) => (
            <SetState
              key={state}
              screens={screens}
              at={at}
              period={one}
              word={word}
              state={state}
            />
          )),
        }))}
      />
    </>
  )
}

function SetState(props: {
  readonly screens: Screens
  readonly at: string
  readonly period: Period
  readonly word: 'set.lock' | 'set.close' | 'set.reopen'
  readonly state: Period['state']
}) {
  const { screens, at, period, word, state } = props
  const { formatMessage } = useIntl()
  const [isSeen, setSeen] = useState(state === 'open')
  const seen = useCallback(() => setSeen(true), [])
  const values = { act: formatMessage({ id: word }), period: period.period }
  return (
    <FormDialog
      quiet
      title={word}
      called={formatMessage({ id: 'set.toPeriod' }, values)}
      fields={['reason']}
      isReady={isSeen}
      act={(typed) => ({
        path: `${at}/periods/${period.period}/state`,
        body: { state, reason: typedText(typed, 'reason') },
      })}
    >
      {(error) => (
        <>
          <p>
            <FormattedMessage id="set.toPeriod" values={values} />
          </p>
          {state === 'open' ? null : <PeriodLook {...{ screens, period, seen }} />}
          <ReasonField error={error} isFirst longest={2000} />
        </>
      )}
    </FormDialog>
  )
}

function NewYear({ at, last }: { readonly at: string; readonly last: Period | undefined }) {
  const { formatMessage } = useIntl()
  const next = last === undefined ? null : Temporal.PlainDate.from(last.endsOn).add({ days: 1 })
  return (
    <FormDialog
      title="set.yearNew"
      fields={['year', 'startsOn', 'months']}
      act={(typed) => ({
        path: `${at}/fiscal-years`,
        body: {
          year: Number(typedText(typed, 'year')),
          startsOn: typedText(typed, 'startsOn'),
          months: Number(typedText(typed, 'months')),
        },
      })}
    >
      {(error) => (
        <>
          <TextInput
            name="year"
            required
            inputMode="numeric"
            defaultValue={last === undefined ? '' : last.year + 1}
            label={formatMessage({ id: 'set.year' })}
            error={problemAt(error, 'year')}
          />
          <TextInput
            name="startsOn"
            type="date"
            required
            defaultValue={next?.toString() ?? ''}
            label={formatMessage({ id: 'set.yearStarts' })}
            error={problemAt(error, 'startsOn')}
          />
          <TextInput
            name="months"
            required
            inputMode="numeric"
            defaultValue={12}
            label={formatMessage({ id: 'set.months' })}
            error={problemAt(error, 'months')}
          />
        </>
      )}
    </FormDialog>
  )
}
