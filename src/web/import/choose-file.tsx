/** The first step: what the table holds, and the table: a file, dropped or chosen, or pasted. */
import { Button, FileButton, Select, Textarea } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { DragEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { templateAddress } from '#web/import/imports.ts'
import type { Purpose } from '#web/import/imports.ts'
import type { Described, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** What goes on to the next step. */
export interface Chosen extends Purpose {
  readonly file: File
}

const largest = 50_000_000

export function ChooseFile(props: {
  readonly screens: Screens
  readonly kind: string | undefined
  readonly setKind: (kind: string) => void
  readonly choose: (chosen: Chosen) => void
}) {
  const { screens, kind, setKind, choose } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const [verb, setVerb] = useState('')
  const [numbers, setNumbers] = useState<'kept' | 'given'>('kept')
  const kinds = screens.descriptions.filter(({ mayWrite }) => mayWrite)
  const of = kinds.find(({ address }) => address === kind)
  if (kinds.length === 0) {
    return (
      <p>
        <FormattedMessage id="import.noKinds" />
      </p>
    )
  }
  return (
    <div className="choose">
      <Select
        searchable
        data={kinds.map(({ address, plural }) => ({
          value: address,
          label: told(plural, 'title'),
        }))}
        value={kind ?? null}
        onChange={(chosen) => {
          setVerb('')
          if (chosen !== null) setKind(chosen)
        }}
        label={formatMessage({ id: 'import.kind' })}
      />
      {of === undefined ? null : (
        <>
          <Verb of={of} verb={verb} setVerb={setVerb} />
          {of.numbered ? <Numbers numbers={numbers} setNumbers={setNumbers} /> : null}
          <Template of={of} />
          <Table choose={(file) => choose({ of, verb, numbers, file })} />
        </>
      )}
    </div>
  )
}

function Numbers(props: {
  readonly numbers: 'kept' | 'given'
  readonly setNumbers: (numbers: 'kept' | 'given') => void
}) {
  const { numbers, setNumbers } = props
  const { formatMessage } = useIntl()
  return (
    <Select
      allowDeselect={false}
      data={[
        { value: 'kept', label: formatMessage({ id: 'import.kept' }) },
        { value: 'given', label: formatMessage({ id: 'import.given' }) },
      ]}
      value={numbers}
      onChange={(chosen) => setNumbers(chosen === 'given' ? 'given' : 'kept')}
      label={formatMessage({ id: 'import.numbers' })}
    />
  )
}

function Verb(props: {
  readonly of: Described
  readonly verb: string
  readonly setVerb: (verb: string) => void
}) {
  const { of, verb, setVerb } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const first = of.states[0] ?? ''
  const ways =
    of.noun === 'document'
      ? [
          { value: '', label: formatMessage({ id: 'import.asDrafts' }) },
          ...of.steps
            .filter(({ from }) => from.includes(first))
            .map(({ verb: value, label }) => ({ value, label: told(label) })),
        ]
      : [
          { value: '', label: formatMessage({ id: 'import.addOrChange' }) },
          { value: 'add', label: formatMessage({ id: 'import.onlyAdd' }) },
          { value: 'change', label: formatMessage({ id: 'import.onlyChange' }) },
        ]
  return (
    <Select
      allowDeselect={false}
      data={ways}
      value={verb}
      onChange={(chosen) => setVerb(chosen ?? '')}
      label={formatMessage({ id: 'import.verb' })}
    />
  )
}

/** An empty table with the titles of all columns, in the reader's words. */
function Template({ of }: { readonly of: Described }) {
  const { company = '' } = useParams({ strict: false })
  const { locale } = useIntl()
  return (
    <p>
      <a href={templateAddress(company, of, 'csv', locale)} download>
        <FormattedMessage id="import.template" />
      </a>
      {' · '}
      <a href={templateAddress(company, of, 'xlsx', locale)} download>
        <FormattedMessage id="import.templateBook" />
      </a>
    </p>
  )
}

/** The table itself. */
function Table({ choose }: { readonly choose: (file: File) => void }) {
  const { formatMessage } = useIntl()
  const [problem, setProblem] = useState<string | null>(null)
  const [pasted, setPasted] = useState('')
  const take = (file: File | null | undefined): void => {
    if (file === null || file === undefined) return
    if (file.size <= largest) return choose(file)
    const size = Math.ceil(file.size / 1_000_000)
    setProblem(formatMessage({ id: 'import.tooLarge' }, { name: file.name, size }))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  return (
    <>
      <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>
          <FormattedMessage id="import.file" />
        </p>
        <FileButton onChange={take} accept=".csv,.xlsx,.txt,.tsv,.gz">
          {(button) => (
            <Button {...button}>
              <FormattedMessage id="import.choose" />
            </Button>
          )}
        </FileButton>{' '}
        <span className="muted">
          <FormattedMessage id="import.drop" />
        </span>
        {problem === null ? null : (
          <p className="wrong" role="alert">
            {problem}
          </p>
        )}
      </div>
      <Textarea
        rows={4}
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        label={formatMessage({ id: 'import.paste' })}
      />
      {pasted.trim() === '' ? null : (
        <Button onClick={() => take(new File([pasted], 'pasted.csv', { type: 'text/csv' }))}>
          <FormattedMessage id="import.look" />
        </Button>
      )}
    </>
  )
}
