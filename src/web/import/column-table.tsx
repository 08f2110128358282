/** The columns of a file with their first values, and the field that each fills. */
import { Select, TextInput } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { targetsOf } from '#web/import/imports.ts'
import type { Mapping } from '#web/import/imports.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** Of the column that tells papers or rows apart; no field is called so. */
const keyPath = '#key'
const sampled = 3

interface Part {
  readonly of: Described
  readonly mapping: Mapping
  readonly setMapping: (mapping: Mapping) => void
}

export function ColumnTable({
  of,
  mapping,
  setMapping,
  glimpse,
}: Part & {
  readonly glimpse: {
    readonly columns: readonly string[]
    readonly rows: readonly { readonly cells: readonly string[] }[]
  }
}) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const targets = targetsOf(of, told)
  const keyWord = of.noun === 'document' ? 'import.number' : 'import.code'
  const choices = [
    { value: keyPath, label: formatMessage({ id: keyWord }) },
    ...targets.map(({ path, label }) => ({ value: path, label })),
    ...Object.keys(mapping.fields)
      .filter((path) => path.startsWith('extra.'))
      .map((path) => ({ value: path, label: path.slice('extra.'.length) })),
  ]
  return (
    <table className="columns">
      <ColumnHead />
      <tbody>
        {glimpse.columns.map((column, at) => (
          <tr key={`${at} ${column}`}>
            <th scope="row">{column}</th>
            <td className="muted">{samples(glimpse.rows, at)}</td>
            <td>
              <Select
                searchable
                clearable
                clearButtonProps={{ 'aria-label': formatMessage({ id: 'import.nothing' }) }}
                size="xs"
                aria-label={column}
                placeholder={formatMessage({ id: 'import.nothing' })}
                data={choices}
                value={pathOf(mapping, column)}
                onChange={(path) => setMapping(mapped(mapping, column, path))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ColumnHead() {
  return (
    <thead>
      <tr>
        <th scope="col">
          <FormattedMessage id="import.column" />
        </th>
        <th scope="col">
          <FormattedMessage id="import.samples" />
        </th>
        <th scope="col">
          <FormattedMessage id="import.field" />
        </th>
      </tr>
    </thead>
  )
}

/** The fields that are needed and that no column fills; one value may stand for all rows. */
export function MissingFields({ of, mapping, setMapping }: Part) {
  const { told } = useTold()
  const missing = targetsOf(of, told).filter(
    ({ path, needed }) => needed && (mapping.fields[path]?.column ?? null) === null,
  )
  if (missing.length === 0) return null
  return (
    <fieldset className="missing">
      <legend>
        <FormattedMessage id="import.missing" />
      </legend>
      {missing.map(({ path, label }) => (
        <TextInput
          key={path}
          size="xs"
          label={label}
          value={String(mapping.fields[path]?.otherwise ?? '')}
          onChange={(event) => setMapping(always(mapping, path, event.currentTarget.value))}
        />
      ))}
    </fieldset>
  )
}

function samples(rows: readonly { readonly cells: readonly string[] }[], at: number): string {
  const cells = rows.slice(0, sampled).map((row) => row.cells[at] ?? '')
  return cells.filter((cell) => cell !== '').join(' · ')
}

function pathOf({ key, fields }: Mapping, column: string): string | null {
  if (key === column) return keyPath
  return Object.entries(fields).find(([, field]) => field.column === column)?.[0] ?? null
}

/** A column fills one field, and a field is filled by one column. */
function mapped(mapping: Mapping, column: string, path: string | null): Mapping {
  const others = Object.entries(mapping.fields).filter(
    ([name, field]) => field.column !== column && name !== path,
  )
  const own =
    path === null || path === keyPath ? [] : [[path, { column, otherwise: null }] as const]
  const key = path === keyPath ? column : mapping.key === column ? null : mapping.key
  return { ...mapping, key, fields: Object.fromEntries([...others, ...own]) }
}

function always(mapping: Mapping, path: string, otherwise: string): Mapping {
  const others = Object.entries(mapping.fields).filter(([name]) => name !== path)
  const own = otherwise === '' ? [] : [[path, { column: null, otherwise }] as const]
  return { ...mapping, fields: Object.fromEntries([...others, ...own]) }
}
