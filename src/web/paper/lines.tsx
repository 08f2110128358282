/** The lines of a paper in a grid: written, or read with what stands beside each of them. */
import { useMemo, useState } from 'react'
import { FormattedMessage } from 'react-intl'
import type { FieldPage, RowsPage } from '#kit/derive/page.ts'
import { Grid } from '#web/controls/grid.tsx'
import type { Row } from '#web/controls/grid-rows.ts'
import { Suggestions } from '#web/paper/suggestions.tsx'
import { sentencesAt, sentencesOf } from '#web/paper/problems.ts'
import type { CellSentences } from '#web/paper/problems.ts'
import { Shared, sharedIn } from '#web/paper/shared.tsx'
import { ownRowProposals, rowsIn } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'
import type { Working } from '#web/paper/working.ts'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** Whether each line says in words what it is of: its code needs no name then. */
function isDescribed(columns: readonly FieldPage[], rows: readonly Row[]): boolean {
  const words = columns.find(({ link, kind }) => link === null && kind === 'text')
  return words !== undefined && rows.every((row) => (row[words.name] ?? null) !== null)
}

interface LinesProps {
  readonly part: RowsPage
  readonly company: string
  readonly working: Working
  readonly isOpen: boolean
  readonly taken: Content
}

export function Lines({ part, company, working, isOpen, taken }: LinesProps) {
  const { told } = useTold()
  const { company: own } = useScreens(company)
  const [isWhole, setWhole] = useState(false)
  const rows = rowsIn(working.typed, part.name)
  const proposed = useProposed(part, working, own.currency)
  const wrong = sentencesAt(working.problems, part.name)
  const wrongs = useMemo(
    () => sentencesOf(working.problems, part.name),
    [working.problems, part.name],
  )
  const used = useUsedColumns(part, rows, wrongs, isWhole)
  const shared = isOpen ? [] : sharedIn(used, rows)
  const apart = shared.length === 0 ? used : used.filter((of) => !shared.includes(of))
  const beside = isOpen ? [] : part.beside
  const columns = beside.length === 0 ? apart : [...apart, ...beside]
  const wrongIn = (row: number, name: string): readonly string[] =>
    wrongs.at(row, name, name === columns[0]?.name)
  const label = told(part.label)
  return (
    <section
      className="lines"
      data-described={(!isOpen && isDescribed(columns, rows)) || undefined}
    >
      <h2>{label}</h2>
      {part.help === null ? null : <p className="field-help">{told(part.help)}</p>}
      {shared.length === 0 ? null : (
        <Shared columns={shared} row={rows[0] ?? {}} company={company} />
      )}
      <Grid
        {...{ label, columns, proposed, wrongIn, company, today: own.today }}
        rows={withBeside(rows, beside, taken)}
        head={{ ...working.proposed, ...working.typed }}
        onChange={
          isOpen ? (how) => working.set(part.name, (now) => how(rowsIn({ now }, 'now'))) : null
        }
      />
      {wrong.length === 0 ? null : <p className="field-wrong">{wrong.join(' ')}</p>}
      {part.proposedFrom === null || !isOpen ? null : (
        <Suggestions {...{ part, company, working }} source={part.proposedFrom} />
      )}
      {isOpen && (isWhole || columns.length < part.rows.length) ? (
        <button type="button" className="plain" onClick={() => setWhole(!isWhole)}>
          <FormattedMessage id={isWhole ? 'paper.fewerColumns' : 'paper.allColumns'} />
        </button>
      ) : null}
    </section>
  )
}

/** The rows with what stands beside each of them in other lists: "reckoned.priced". */
function withBeside(rows: readonly Row[], beside: readonly FieldPage[], taken: Content) {
  if (beside.length === 0) return rows
  return rows.map((row, at): Row => {
    const found = beside.map(({ name }) => {
      const [list = '', inner = ''] = name.split('.')
      return [name, rowsIn(taken, list)[at]?.[inner]] as const
    })
    return { ...row, ...Object.fromEntries(found) }
  })
}

/** The columns that are needed, the first ones, and those in which something stands or is wrong. */
function useUsedColumns(
  part: RowsPage,
  rows: readonly Row[],
  wrongs: CellSentences,
  isWhole: boolean,
): readonly FieldPage[] {
  const isFilled = (name: string): boolean => rows.some((row) => (row[name] ?? null) !== null)
  const names = part.rows.map(({ name }) => name)
  const filled = names.filter((name) => wrongs.names.has(name) || isFilled(name)).join(' ')
  return useMemo(() => {
    const isUsed = new Set(filled.split(' '))
    return part.rows.filter((of, at) => isWhole || !of.optional || at < 3 || isUsed.has(of.name))
  }, [part, isWhole, filled])
}

/** What stands in cells of which nothing is said, row by row. */
function useProposed(part: RowsPage, { typed, proposed }: Working, currency: string): Content[] {
  const others = proposed[part.name]
  const count = rowsIn(typed, part.name).length
  return useMemo(
    () => proposedRows(part, currency, rowsIn({ others }, 'others'), count),
    [part, currency, others, count],
  )
}

function proposedRows(part: RowsPage, currency: string, others: readonly Content[], count: number) {
  const ownRow = ownRowProposals(part, currency)
  return Array.from({ length: count }, (_, at): Content => ({ ...ownRow, ...others[at] }))
}
