/** The form with which a webhook is made or changed: where it leads, what it hears, what for. */
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { companiesQuery } from '#web/screens.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { useStepWord } from '#web/settings/webhook.ts'
import type { Step, Webhook } from '#web/settings/webhook.ts'
import { typedText } from '#web/sign-in/typed.ts'
import { useTold } from '#web/words/told.ts'

export function NewWebhook(props: {
  readonly steps: readonly Step[]
  readonly show: (secret: string) => void
}) {
  const { steps, show } = props
  const { formatMessage } = useIntl()
  const { data: companies = [] } = useQuery(companiesQuery)
  const [company, setCompany] = useState<string | null>(null)
  return (
    <FormDialog
      title="hook.new"
      fields={['address', 'hears', 'company', 'note']}
      act={(typed) => {
        const of = company === null ? {} : { company }
        return { path: '/webhooks', body: { ...writtenIn(typed), ...of } }
      }}
      done={({ secret }) => show(String(secret))}
    >
      {(error) => (
        <>
          <Address error={error} />
          <Select
            clearable
            placeholder={formatMessage({ id: 'set.allCompanies' })}
            value={company}
            onChange={setCompany}
            data={companies.map((one) => ({ value: one.code, label: one.name }))}
            label={formatMessage({ id: 'set.company' })}
            error={problemAt(error, 'company')}
          />
          <Steps steps={steps} error={error} />
          <Note error={error} />
        </>
      )}
    </FormDialog>
  )
}

/** The same form over a webhook that is there: whose papers it hears stays. */
export function ChangedWebhook(props: {
  readonly webhook: Webhook
  readonly steps: readonly Step[]
}) {
  const { webhook, steps } = props
  const { id, address, note, hears } = webhook
  return (
    <FormDialog
      quiet
      title="hook.edit"
      submit="set.save"
      fields={['address', 'hears', 'note']}
      act={(typed) => ({ path: `/webhooks/${id}/changes`, body: writtenIn(typed) })}
    >
      {(error) => (
        <>
          <Address error={error} address={address} />
          <Steps steps={steps} heard={hears} error={error} />
          <Note error={error} note={note} />
        </>
      )}
    </FormDialog>
  )
}

function writtenIn(typed: FormData): object {
  const hears = typed.getAll('hears')
  return { address: typedText(typed, 'address'), note: typedText(typed, 'note'), hears }
}

function Note({ error, note }: { readonly error: Error | null; readonly note?: string }) {
  const { formatMessage } = useIntl()
  return (
    <TextInput
      name="note"
      maxLength={200}
      defaultValue={note}
      label={formatMessage({ id: 'hook.note' })}
      error={problemAt(error, 'note')}
    />
  )
}

function Steps(props: {
  readonly steps: readonly Step[]
  /** The types that it hears so far. */
  readonly heard?: readonly string[]
  readonly error: Error | null
}) {
  const { steps, heard = [], error } = props
  const { formatMessage } = useIntl()
  const [hears, setHears] = useState<string[]>([...heard])
  return (
    <Checkbox.Group
      value={hears}
      onChange={setHears}
      label={formatMessage({ id: 'hook.hears' })}
      error={problemAt(error, 'hears')}
    >
      <Kinds steps={steps} hears={hears} />
    </Checkbox.Group>
  )
}

function Address({ error, address }: { readonly error: Error | null; readonly address?: string }) {
  const { formatMessage } = useIntl()
  return (
    <TextInput
      name="address"
      type="url"
      required
      data-autofocus
      maxLength={2_000}
      defaultValue={address}
      placeholder="https://example.com/hooks"
      label={formatMessage({ id: 'hook.address' })}
      description={formatMessage({ id: 'hook.addressHelp' })}
      error={problemAt(error, 'address')}
    />
  )
}

/** The steps kind by kind, each behind its name until it is opened. */
function Kinds({ steps, hears }: { readonly steps: readonly Step[]; readonly hears: string[] }) {
  const { told } = useTold()
  const { locale } = useIntl()
  const byKind = [...Map.groupBy(steps, ({ kind }) => kind)].map(
    ([kind, own]) => [told(kind, 'title'), own] as const,
  )
  return (
    <div className="webhook-kinds">
      {byKind
        .toSorted(([one], [other]) => one.localeCompare(other, locale))
        .map(([title, own]) => (
          <Kind key={title} title={title} steps={own} hears={hears} />
        ))}
    </div>
  )
}

function Kind(props: {
  readonly title: string
  readonly steps: readonly Step[]
  readonly hears: readonly string[]
}) {
  const { title, steps, hears } = props
  const word = useStepWord()
  const count = steps.filter(({ type }) => hears.includes(type)).length
  return (
    <details>
      <summary>
        {title}
        {count === 0 ? null : (
          <span className="count">
            <FormattedMessage id="hook.chosen" values={{ count }} />
          </span>
        )}
      </summary>
      <div className="steps">
        {steps.map(({ type, step }) => (
          <Checkbox key={type} name="hears" value={type} label={word(step)} description={type} />
        ))}
      </div>
    </details>
  )
}
