/** What people combine that two should do, and the exceptions that somebody answers for. */
import { TextInput } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.ts'
import { ReasonField } from '#web/settings/reason-field.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { useTold } from '#web/words/told.ts'
import { typedText } from '#web/sign-in/typed.ts'

interface Exception {
  readonly id: string
  readonly acknowledgedBy: string
  readonly review: string
  readonly until: string
  readonly reviewDue: boolean
}

interface Conflict {
  readonly person: string
  readonly name: string
  readonly rule: string
  readonly mode: string
  readonly sentence: string
  readonly held: readonly { readonly duty: string; readonly role: string }[]
  readonly exception: Exception | null
}

export function DutiesPart() {
  const { told } = useTold()
  const { data, error } = useSetting<{ conflicts: Conflict[] }>('/duty-conflicts')
  return (
    <>
      <p>
        <FormattedMessage id="set.dutiesText" />
      </p>
      <SettingsTable
        name="set.duties"
        empty="set.noConflicts"
        heads={['set.person', 'set.rule', 'set.why', 'set.exception']}
        error={error}
        rows={data?.conflicts.map((one) => ({
          key: `${one.person} ${one.rule} ${one.held.map(({ role }) => role).join()}`,
          cells: [
            one.name,
            one.rule,
            told(one.sentence),
            <ExceptionText key="exception" exception={one.exception} />,
          ],
          acts: <DutyActs conflict={one} />,
        }))}
      />
    </>
  )
}

function ExceptionText({ exception }: { readonly exception: Exception | null }) {
  const { formatDate } = useIntl()
  if (exception === null) return <FormattedMessage id="set.exceptionNone" />
  const { acknowledgedBy: by, review, reviewDue } = exception
  const until = formatDate(exception.until, { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <>
      <FormattedMessage id="set.exceptionIs" values={{ by, until, review }} />
      {reviewDue ? (
        <strong>
          {' '}
          <FormattedMessage id="set.exceptionDue" />
        </strong>
      ) : null}
    </>
  )
}

function DutyActs({ conflict }: { readonly conflict: Conflict }) {
  const { formatMessage } = useIntl()
  const { exception, rule, name, mode } = conflict
  if (exception !== null) {
    return (
      <>
        <ActButton
          word="set.reviewed"
          called={`${formatMessage({ id: 'set.reviewed' })}: ${name}, ${rule}`}
          act={{ path: '/duty-exceptions/reviews', body: { exceptions: [exception.id] } }}
        />
        <ActButton
          word="set.end"
          called={formatMessage({ id: 'set.endOf' }, { role: rule, name })}
          act={{ path: '/duty-exceptions/endings', body: { exceptions: [exception.id] } }}
        />
      </>
    )
  }
  return mode === 'detect' ? null : <Acknowledge conflict={conflict} />
}

function Acknowledge({ conflict }: { readonly conflict: Conflict }) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { person, rule, name } = conflict
  return (
    <FormDialog
      quiet
      title="set.acknowledge"
      called={`${formatMessage({ id: 'set.acknowledge' })}: ${name}, ${rule}`}
      fields={['reason', 'review', 'until']}
      act={(typed) => {
        const [reason, review, until] = ['reason', 'review', 'until'].map((field) =>
          typedText(typed, field),
        )
        const one = { person, rule, reason, review, until }
        return { path: '/duty-exceptions', body: { exceptions: [one] } }
      }}
    >
      {(error) => (
        <>
          <p>{told(conflict.sentence)}</p>
          <ReasonField error={error} isFirst />
          <TextInput
            name="review"
            required
            maxLength={500}
            label={formatMessage({ id: 'set.review' })}
            error={problemAt(error, 'review')}
          />
          <TextInput
            name="until"
            type="date"
            required
            label={formatMessage({ id: 'set.lastDay' })}
            error={problemAt(error, 'until')}
          />
        </>
      )}
    </FormDialog>
  )
}
