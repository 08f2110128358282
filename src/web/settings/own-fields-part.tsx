/** The fields that the organization adds to its papers and registers: added, renamed, ended. */
import { Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Screens } from '#web/screens.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { nameInJson } from '#web/settings/own-names.ts'
import { problemAt } from '#web/settings/problems.ts'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { useTold } from '#web/words/told.ts'
import { typedText } from '#web/sign-in/typed.ts'

interface OwnField {
  readonly code: string
  readonly version: number
  readonly belongsTo: string
  readonly label: string
  readonly holds: Kind
  readonly help: string | null
  readonly ended: boolean | null
}

const kinds = ['text', 'day', 'figure', 'yes or no'] as const
type Kind = (typeof kinds)[number]
const kindWords = {
  text: 'set.holdsText',
  day: 'set.holdsDay',
  figure: 'set.holdsFigure',
  'yes or no': 'set.holdsYesOrNo',
} as const

/** Forms and lists are drawn anew once a field is another. */
function useDrawnAnew(): () => void {
  const queries = useQueryClient()
  return () => void queries.invalidateQueries({ queryKey: ['screens'] })
}

export function OwnFieldsPart({ screens }: { readonly screens: Screens }) {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const { data, error } = useSetting<{ rows: OwnField[] }>('/own-fields?limit=500')
  const mayWrite = screens.descriptions.some((one) => one.name === 'own field' && one.mayWrite)
  const ordered = data?.rows.toSorted(
    (a, b) => told(a.belongsTo).localeCompare(told(b.belongsTo)) || (a.code < b.code ? -1 : 1),
  )
  return (
    <>
      <p>
        <FormattedMessage id="set.ownText" />
      </p>
      {mayWrite ? <NewField screens={screens} /> : null}
      <SettingsTable
        name="set.ownFields"
        empty="set.noOwnFields"
        heads={['set.ownOf', 'set.label', 'set.holds', 'set.ownName', 'set.state']}
        error={error}
        rows={ordered?.map((one) => ({
          key: one.code,
          cells: [
            told(one.belongsTo, 'title'),
            <OwnLabel key="label" field={one} />,
            formatMessage({ id: kindWords[one.holds] }),
            <code key="code">{one.code}</code>,
            <span key="state" className={one.ended === true ? 'muted' : ''}>
              <FormattedMessage id={one.ended === true ? 'set.ownEnded' : 'set.ownAsked'} />
            </span>,
          ],
          acts: mayWrite ? <FieldActs field={one} /> : null,
        }))}
      />
    </>
  )
}

function OwnLabel({ field: { label, help } }: { readonly field: OwnField }) {
  return (
    <>
      <bdi>{label}</bdi>
      {help === null ? null : <span className="below muted">{help}</span>}
    </>
  )
}

function FieldActs({ field }: { readonly field: OwnField }) {
  const { formatMessage } = useIntl()
  const drawnAnew = useDrawnAnew()
  const { code, version, label, ended } = field
  const word = ended === true ? 'set.ownAgain' : 'set.ownEnd'
  return (
    <>
      <Rename field={field} />
      <ActButton
        word={word}
        called={`${formatMessage({ id: word })}: ${label}`}
        act={{ path: '/own-fields/changes', body: { rows: [{ code, version, ended: !ended }] } }}
        done={drawnAnew}
      />
    </>
  )
}

function Rename({ field }: { readonly field: OwnField }) {
  const { formatMessage } = useIntl()
  const { code, version, label } = field
  const help = field.help ?? ''
  return (
    <FormDialog
      quiet
      title="set.ownRename"
      called={`${formatMessage({ id: 'set.ownRename' })}: ${label}`}
      submit="set.save"
      fields={['label', 'help']}
      done={useDrawnAnew()}
      act={(typed) => {
        const own = { label: typedText(typed, 'label'), help: typedText(typed, 'help') || null }
        return { path: '/own-fields/changes', body: { rows: [{ code, version, ...own }] } }
      }}
    >
      {(error) => <LabelAndHelp error={error} label={label} help={help} />}
    </FormDialog>
  )
}

function LabelAndHelp(props: {
  readonly error: Error | null
  readonly label: string
  readonly help: string
  readonly typing?: (label: string) => void
}) {
  const { error, label, help, typing } = props
  const { formatMessage } = useIntl()
  return (
    <>
      <TextInput
        name="label"
        required
        data-autofocus
        maxLength={100}
        defaultValue={label}
        label={formatMessage({ id: 'set.label' })}
        error={problemAt(error, 'label')}
        onChange={(event) => typing?.(event.currentTarget.value)}
      />
      <TextInput
        name="help"
        maxLength={200}
        defaultValue={help}
        label={formatMessage({ id: 'set.ownHelp' })}
        error={problemAt(error, 'help')}
      />
    </>
  )
}

function NewField({ screens }: { readonly screens: Screens }) {
  const [label, setLabel] = useState('')
  const [belongsTo, setBelongsTo] = useState<string | null>(null)
  const [holds, setHolds] = useState<string | null>('text')
  const drawnAnew = useDrawnAnew()
  const done = (): void => {
    // The next one is of the same paper, more often than not.
    setLabel('')
    drawnAnew()
  }
  return (
    <FormDialog
      title="set.ownNew"
      submit="set.save"
      fields={['belongsTo', 'label', 'help', 'holds', 'code']}
      done={done}
      act={(typed) => {
        const help = typedText(typed, 'help')
        const code = typedText(typed, 'code') || nameInJson(label)
        const own = { label: typedText(typed, 'label'), ...(help === '' ? {} : { help }) }
        const row = { code, belongsTo, holds, ...own }
        return { path: '/own-fields', body: { rows: [row] } }
      }}
    >
      {(error) => (
        <>
          <PaperOf {...{ screens, error, belongsTo, setBelongsTo }} />
          <LabelAndHelp error={error} label="" help="" typing={setLabel} />
          <Holds {...{ error, holds, setHolds }} />
          <OwnName error={error} proposed={nameInJson(label)} />
        </>
      )}
    </FormDialog>
  )
}

/** Papers and registers that may get a field: what the ledger keeps by itself has none. */
function PaperOf(props: {
  readonly screens: Screens
  readonly error: Error | null
  readonly belongsTo: string | null
  readonly setBelongsTo: (chosen: string | null) => void
}) {
  const { screens, error, belongsTo, setBelongsTo } = props
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const all = screens.descriptions.filter(
    ({ isLedgers, name }) => !isLedgers && name !== 'own field',
  )
  return (
    <Select
      required
      searchable
      allowDeselect={false}
      value={belongsTo}
      onChange={setBelongsTo}
      data={all.map(({ name }) => ({ value: name, label: told(name, 'title') }))}
      label={formatMessage({ id: 'set.ownOf' })}
      error={problemAt(error, 'belongsTo')}
    />
  )
}

function Holds(props: {
  readonly error: Error | null
  readonly holds: string | null
  readonly setHolds: (chosen: string | null) => void
}) {
  const { error, holds, setHolds } = props
  const { formatMessage } = useIntl()
  return (
    <Select
      required
      allowDeselect={false}
      value={holds}
      onChange={setHolds}
      data={kinds.map((kind) => ({
        value: kind,
        label: formatMessage({ id: kindWords[kind] }),
      }))}
      label={formatMessage({ id: 'set.holds' })}
      error={problemAt(error, 'holds')}
    />
  )
}

function OwnName({ error, proposed }: { readonly error: Error | null; readonly proposed: string }) {
  const { formatMessage } = useIntl()
  return (
    <TextInput
      name="code"
      maxLength={40}
      placeholder={proposed}
      label={formatMessage({ id: 'set.ownName' })}
      description={formatMessage({ id: 'set.ownNameHelp' })}
      error={problemAt(error, 'code')}
    />
  )
}
