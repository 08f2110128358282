/** What is wrong, cell by cell, in a grid that is corrected in place. */
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { addressOf, get, post } from '#web/api.ts'
import { columnsOf, corrected, flatRows, keyColumn, problemsAt } from '#web/import/flat-draft.ts'
import { importQuery, targetsOf } from '#web/import/imports.ts'
import type { Draft, JsonType, Mapping, OneImport } from '#web/import/imports.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface GridProps {
  readonly company: string
  readonly one: OneImport
  readonly of: Described
}

export function FaultGrid({ company, one, of }: GridProps) {
  const at = `/companies/${company}/imports/${one.id}`
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const { data, fetchNextPage, hasNextPage, correct } = useFaults(company, one, at)
  const drafts = data?.pages.flatMap((page) => page.drafts) ?? []
  const targets = targetsOf(of, told)
  const mapping = one.parts[0]?.mapping
  const order = targets.map(({ path }) => path)
  const columns = columnsOf(drafts, order, mapping)
  const keyWord = of.noun === 'document' ? 'import.number' : 'import.code'
  const labelOf = (path: string): string =>
    path === keyColumn
      ? formatMessage({ id: keyWord })
      : (targets.find((target) => target.path === path)?.label ?? path)
  return (
    <section className="faults" aria-labelledby="faults">
      <h2 id="faults">
        <FormattedMessage id="import.faults" />
      </h2>
      <p>
        <FormattedMessage id="import.faultsText" />
      </p>
      <Downloads at={at} />
      <Refusal text={correct.error?.message} />
      <div className="fault-table" tabIndex={0} role="group" aria-labelledby="faults">
        <table>
          <FaultHead columns={columns} labelOf={labelOf} />
          {drafts.map((draft) => (
            <DraftRows
              key={`${draft.place} ${JSON.stringify(draft.values)}`}
              draft={draft}
              columns={columns}
              mapping={mapping}
              labelOf={labelOf}
              typeOf={(path) => targets.find((target) => target.path === path)?.type ?? 'text'}
              correct={(body) => correct.mutate({ place: draft.place, body })}
            />
          ))}
        </table>
      </div>
      {hasNextPage ? (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          <FormattedMessage id="import.more" />
        </Button>
      ) : null}
    </section>
  )
}

/** The drafts that are refused, page by page, and how one is corrected. */
function useFaults(company: string, one: OneImport, at: string) {
  const queries = useQueryClient()
  const { data, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ['drafts', company, one.id],
    queryFn: ({ pageParam }) =>
      get<{ drafts: Draft[]; next?: string }>(`${at}/drafts`, {
        state: 'refused',
        after: pageParam,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const correct = useMutation({
    mutationFn: ({ place, body }: { place: number; body: object }) =>
      post<Draft>(`${at}/drafts/${place}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['drafts', company, one.id] })
      await queries.invalidateQueries(importQuery(company, one.id))
    },
  })
  return { data, fetchNextPage, hasNextPage, correct }
}

/** The refused rows as files. */
function Downloads({ at }: { readonly at: string }) {
  const { locale: printLanguage } = useIntl()
  return (
    <p className="other">
      <a href={addressOf(`${at}/refused-rows`, { format: 'csv', printLanguage })} download>
        <FormattedMessage id="import.faultsCsv" />
      </a>
      <a href={addressOf(`${at}/refused-rows`, { format: 'xlsx', printLanguage })} download>
        <FormattedMessage id="import.faultsXlsx" />
      </a>
    </p>
  )
}

function FaultHead(props: {
  readonly columns: readonly string[]
  readonly labelOf: (path: string) => string
}) {
  const { columns, labelOf } = props
  return (
    <thead>
      <tr>
        <th scope="col">
          <FormattedMessage id="import.line" />
        </th>
        {columns.map((path) => (
          <th key={path} scope="col">
            {labelOf(path)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function DraftRows(props: {
  readonly draft: Draft
  readonly columns: readonly string[]
  readonly mapping: Mapping | undefined
  readonly labelOf: (path: string) => string
  readonly typeOf: (path: string) => JsonType
  readonly correct: (body: object) => void
}) {
  const { draft, columns, mapping, labelOf, typeOf, correct } = props
  return (
    <tbody>
      {flatRows(draft).map(({ at, cells }) => (
        <tr key={at}>
          <th scope="row">{at === 0 ? draft.line : ''}</th>
          {columns.map((path) => {
            // A head stands once; cells of a list in each of its rows.
            if (at > 0 && !path.includes('.')) return <td key={path} />
            return (
              <td key={path}>
                <Cell
                  name={labelOf(path)}
                  line={draft.line + at}
                  text={cells.get(path) ?? ''}
                  faults={problemsAt(draft, path, at, mapping).map(({ message }) => message)}
                  change={(text) => correct(corrected(draft, path, at, text, typeOf(path)))}
                />
              </td>
            )
          })}
        </tr>
      ))}
      <tr className="sentences">
        <td />
        <td colSpan={columns.length}>
          {draft.problems.map(({ message }) => (
            <p key={message} className="wrong">
              {message}
            </p>
          ))}
        </td>
      </tr>
    </tbody>
  )
}

/** A cell that is typed over; Enter or leaving it sends, Escape takes back. */
function Cell(props: {
  readonly name: string
  readonly line: number
  readonly text: string
  readonly faults: readonly string[]
  readonly change: (text: string) => void
}) {
  const { name, line, text, faults, change } = props
  const [typed, setTyped] = useState(text)
  const { formatMessage } = useIntl()
  const send = (): void => {
    if (typed !== text) change(typed.trim())
  }
  return (
    <input
      value={typed}
      size={Math.max(6, Math.min(30, typed.length + 1))}
      aria-label={formatMessage({ id: 'import.cell' }, { field: name, line })}
      aria-invalid={faults.length > 0}
      title={faults.join(' ')}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={send}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setTyped(text)
      }}
    />
  )
}
