/** The second step: which column fills which field; guessed, saved before, or chosen. */
import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Refused, get, post, upload } from '#web/api.ts'
import type { Chosen } from '#web/import/choose-file.tsx'
import { ColumnTable, MissingFields } from '#web/import/column-table.tsx'
import { HabitFields } from '#web/import/habit-fields.tsx'
import type { Mapping } from '#web/import/imports.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface Glimpse {
  readonly columns: readonly string[]
  readonly mapping: Mapping
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

interface SavedMapping {
  readonly name: string
  readonly mapping: Mapping
}

interface MapProps {
  readonly company: string
  readonly chosen: Chosen
  readonly back: () => void
  readonly imported: (id: string) => void
}

export function MapColumns(props: MapProps) {
  const { company, chosen, back } = props
  const name = useId()
  const { data: glimpse, error } = useQuery({
    queryKey: ['glimpse', company, chosen.of.name, name],
    queryFn: () =>
      upload<Glimpse>(`/companies/${company}/mapping-guesses`, chosen.file, {
        kind: chosen.of.name,
      }),
    staleTime: Infinity,
    retry: false,
  })
  if (error !== null) {
    return (
      <div>
        <Refusal error={error} />
        <Button variant="default" onClick={back}>
          <FormattedMessage id="import.back" />
        </Button>
      </div>
    )
  }
  return glimpse === undefined ? null : <Mapped {...props} glimpse={glimpse} />
}

function Mapped({
  company,
  chosen,
  back,
  imported,
  glimpse,
}: MapProps & { readonly glimpse: Glimpse }) {
  const { formatMessage } = useIntl()
  const [mapping, setMapping] = useState(glimpse.mapping)
  const [name, setName] = useState('')
  const bring = useBringing({ company, chosen, imported, glimpse, mapping, name })
  return (
    <div className="mapped">
      <h2>
        {chosen.file.name} · <FormattedMessage id="import.columns" />
      </h2>
      <SavedMappings
        kind={chosen.of.name}
        choose={(found) => {
          setMapping(found.mapping)
          setName(found.name)
        }}
      />
      <ColumnTable of={chosen.of} glimpse={glimpse} mapping={mapping} setMapping={setMapping} />
      <MissingFields of={chosen.of} mapping={mapping} setMapping={setMapping} />
      <HabitFields mapping={mapping} setMapping={setMapping} />
      <TextInput
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        label={formatMessage({ id: 'import.saveAs' })}
        description={formatMessage({ id: 'import.saveHelp' })}
      />
      <Problem error={bring.error} again={() => bring.mutate(true)} />
      <div className="buttons">
        <Button loading={bring.isPending} onClick={() => bring.mutate(false)}>
          <FormattedMessage id="import.check" />
        </Button>
        <Button variant="default" onClick={back}>
          <FormattedMessage id="import.back" />
        </Button>
      </div>
    </div>
  )
}

interface Bringing extends Omit<MapProps, 'back'> {
  readonly glimpse: Glimpse
  readonly mapping: Mapping
  readonly name: string
}

/** Sends the file by its mapping, which is saved first where it is not the guessed one. */
function useBringing({ company, chosen, imported, glimpse, mapping, name }: Bringing) {
  const isChanged = JSON.stringify(mapping) !== JSON.stringify(glimpse.mapping)
  return useMutation({
    mutationFn: async (again: boolean) => {
      const called = name.trim() || chosen.file.name.slice(0, 90)
      if (isChanged || name.trim() !== '') {
        await post('/import-mappings', { kind: chosen.of.name, name: called, mapping })
      }
      const made = await upload<{ id: string }>(`/companies/${company}/imports`, chosen.file, {
        kind: chosen.of.name,
        file: chosen.file.name.slice(0, 300),
        verb: chosen.verb,
        numbers: chosen.of.numbered ? chosen.numbers : undefined,
        mapping: isChanged || name.trim() !== '' ? called : undefined,
        again: again ? 'true' : undefined,
      })
      return made.id
    },
    onSuccess: imported,
  })
}

function SavedMappings(props: {
  readonly kind: string
  readonly choose: (saved: SavedMapping) => void
}) {
  const { kind, choose } = props
  const { formatMessage } = useIntl()
  const { data: saved = [] } = useQuery({
    queryKey: ['mappings', kind],
    queryFn: async () =>
      (await get<{ mappings: SavedMapping[] }>('/import-mappings', { kind })).mappings,
  })
  if (saved.length === 0) return null
  return (
    <Select
      data={saved.map((one) => one.name)}
      onChange={(picked) => {
        const found = saved.find((one) => one.name === picked)
        if (found !== undefined) choose(found)
      }}
      label={formatMessage({ id: 'import.saved' })}
    />
  )
}

/** What stands in the way; a file that is in the books already may be meant to come again. */
function Problem({ error, again }: { readonly error: Error | null; readonly again: () => void }) {
  if (error === null) return null
  const isThere =
    error instanceof Refused && error.problems.some(({ rule }) => rule === 'file-imported')
  return (
    <div>
      <Refusal error={error} />
      {isThere ? (
        <Button variant="default" onClick={again}>
          <FormattedMessage id="import.again" />
        </Button>
      ) : null}
    </div>
  )
}
