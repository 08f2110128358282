/** How a company numbers its papers: by kind, with the number that comes next. */
import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import type { Screens } from '#web/screens.ts'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { saidIn, Sentences } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'
import { typedText } from '#web/sign-in/typed.ts'

interface NextNumber {
  readonly kind: string
  readonly pattern: string
  readonly first: number
  readonly usual: string
  readonly next: string | null
  readonly problems: readonly Problem[]
}

/** What a company set for a kind of paper. */
interface Kept {
  readonly code: string
  readonly version: number
}

export function NumberingPart({ screens }: { readonly screens: Screens }) {
  const { told } = useTold()
  const at = `/companies/${screens.company.code}`
  const { data, error } = useSetting<{ numbers: NextNumber[] }>(`${at}/next-numbers`)
  const { data: kept } = useSetting<{ rows: Kept[] }>(`${at}/numberings?limit=500`)
  const own = screens.descriptions.find(({ name }) => name === 'numbering')
  const mayWrite = own?.mayWrite === true
  return (
    <>
      <p>
        <FormattedMessage id="set.numberText" />
      </p>
      <SettingsTable
        name="set.numbering"
        heads={['set.paper', 'set.pattern', 'set.firstNumber', 'set.nextNumber']}
        error={error}
        rows={data?.numbers.map((one) => ({
          key: one.kind,
          cells: [
            told(one.kind, 'title'),
            <code key="pattern">{one.pattern}</code>,
            <span key="first" className={one.first === 1 ? 'muted' : ''}>
              {one.first}
            </span>,
            <bdi key="next" className="number">
              {one.next}
            </bdi>,
          ],
          acts:
            mayWrite && kept !== undefined ? (
              <Change at={at} number={one} kept={kept.rows.find(({ code }) => code === one.kind)} />
            ) : null,
        }))}
      />
    </>
  )
}

function Change(props: {
  readonly at: string
  readonly number: NextNumber
  readonly kept: Kept | undefined
}) {
  const { at, number, kept } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { kind } = number
  const title = formatMessage({ id: 'set.numberChange' })
  return (
    <FormDialog
      quiet
      title="set.numberChange"
      called={`${title}: ${told(kind)}`}
      submit="set.save"
      fields={['pattern', 'first']}
      act={(typed) => {
        const first = typedText(typed, 'first').trim()
        const own = { pattern: typedText(typed, 'pattern'), first: readFirst(first) }
        const row = { code: kind, ...own, ...(kept === undefined ? {} : { version: kept.version }) }
        const path = `${at}/numberings${kept === undefined ? '' : '/changes'}`
        return { path, body: { rows: [row] } }
      }}
    >
      {(error) => <PatternFields at={at} number={number} error={error} />}
    </FormDialog>
  )
}

/** What is no whole number goes to the server as it is, which says so. */
function readFirst(typed: string): number | string | null {
  if (typed === '' || typed === '1') return null
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed
}

function PatternFields(props: {
  readonly at: string
  readonly number: NextNumber
  readonly error: Error | null
}) {
  const { at, number, error } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const [pattern, setPattern] = useState(number.pattern)
  const [first, setFirst] = useState(number.first === 1 ? '' : String(number.first))
  return (
    <>
      <p>{told(number.kind, 'title')}</p>
      <TextInput
        name="pattern"
        required
        data-autofocus
        maxLength={40}
        value={pattern}
        onChange={(event) => setPattern(event.currentTarget.value)}
        label={formatMessage({ id: 'set.pattern' })}
        description={formatMessage({ id: 'set.patternHelp' }, { usual: number.usual })}
        error={problemAt(error, 'pattern')}
      />
      <TextInput
        name="first"
        inputMode="numeric"
        placeholder="1"
        value={first}
        onChange={(event) => setFirst(event.currentTarget.value)}
        label={formatMessage({ id: 'set.firstNumber' })}
        description={formatMessage({ id: 'set.firstHelp' })}
        error={problemAt(error, 'first')}
      />
      <Preview at={at} kind={number.kind} pattern={pattern} first={first.trim()} />
    </>
  )
}

/** Which number would come next by what is typed, or what forbids it. */
function Preview(props: {
  readonly at: string
  readonly kind: string
  readonly pattern: string
  readonly first: string
}) {
  const { at, kind, pattern, first } = props
  const [asked] = useDebouncedValue({ kind, pattern, first }, 200)
  const { data, error } = useQuery({
    queryKey: ['settings', 'next number', at, asked],
    queryFn: () => get<{ numbers: NextNumber[] }>(`${at}/next-numbers`, asked),
    enabled: asked.pattern !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const [one] = data?.numbers ?? []
  const wrong = error === null ? (one?.problems ?? []) : saidIn(error)
  return (
    <div className="preview" role="status">
      <span className="muted">
        <FormattedMessage id="set.nextNumber" />
      </span>
      {wrong.length === 0 ? (
        <strong>{one?.next}</strong>
      ) : (
        <span className="wrong">
          <Sentences problems={wrong} />
        </span>
      )}
    </div>
  )
}
