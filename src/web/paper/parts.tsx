/** What people write on a paper or row: its fields, and its lines in a grid. */
import { useId, useMemo, useState } from 'react'
import { FormattedMessage } from 'react-intl'
import type { FieldPage, RowsPage } from '#kit/derive/page.ts'
import { FieldControl } from '#web/controls/field-input.tsx'
import { Grid } from '#web/controls/grid.tsx'
import type { Row } from '#web/controls/grid-rows.ts'
import { isOwnName } from '#web/controls/own-values.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import { Suggestions } from '#web/paper/suggestions.tsx'
import { sentencesAt, sentencesOf } from '#web/paper/problems.ts'
import type { CellSentences } from '#web/paper/problems.ts'
import { Shared, sharedIn } from '#web/paper/shared.tsx'
import { isEnded, ownRowProposals, rowsIn } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import type { Working } from '#web/paper/working.ts'
import { isRows, useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export interface PartsProps {
  readonly parts: readonly Part[]
  readonly company: string
  readonly working: Working
  /** Whether it may still be changed here. */
  readonly isOpen: boolean
}

export function Parts({ parts, company, working, isOpen }: PartsProps) {
  const isAsked = (part: FieldPage): boolean =>
    !isEnded(part) || (working.typed[part.name] ?? null) !== null
  const plain = parts.filter((part): part is FieldPage => !isRows(part)).filter(isAsked)
  const lists = parts.filter(isRows)
  return (
    <>
      {isOpen ? (
        <div className="fields">
          {plain.map((of) => (
            <OneField key={of.name} of={of} company={company} working={working} />
          ))}
        </div>
      ) : (
        <Facts fields={plain} content={working.typed} company={company} />
      )}
      {lists.map((part) => (
        <Lines key={part.name} {...{ part, company, working, isOpen }} />
      ))}
    </>
  )
}

interface FieldProps {
  readonly of: FieldPage
  readonly company: string
  readonly working: Working
}

function OneField({ of, company, working }: FieldProps) {
  const { told } = useTold()
  const { company: own } = useScreens(company)
  const { name } = of
  // A row that is made in place has fields of the same names.
  const id = useId()
  const wrong = sentencesAt(working.problems, name)
  const help = of.help === null ? null : told(of.help)
  const described = [help === null ? '' : `${id}-help`, wrong.length > 0 ? `${id}-wrong` : '']
  const label = told(of.label)
  const isLong = !isOwnName(name) && Number(of.schema['maxLength'] ?? 0) >= 300
  const isWide = of.link === null && isLong
  return (
    <div className="field" data-wide={isWide || undefined}>
      <label htmlFor={id}>
        {label}
        {of.optional ? null : <span className="needed" aria-hidden="true" />}
      </label>
      <FieldControl
        {...{ of, company, id, label }}
        value={working.typed[name]}
        proposed={working.proposed[name]}
        onChange={(value) => working.set(name, () => value)}
        describedBy={described.filter((one) => one !== '').join(' ') || undefined}
        isWrong={wrong.length > 0}
        isCell={false}
        today={own.today}
      />
      {wrong.length === 0 ? (
        <Called of={of} company={company} value={working.typed[name] ?? working.proposed[name]} />
      ) : (
        <p id={`${id}-wrong`} className="field-wrong">
          {wrong.join(' ')}
        </p>
      )}
      {help === null ? null : (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
    </div>
  )
}

/** How what a code names is called, below its input. */
function Called(props: {
  readonly of: FieldPage
  readonly company: string
  readonly value: unknown
}) {
  const { of, company, value } = props
  if (of.link?.key !== 'code' || typeof value !== 'string' || value === '') return null
  return (
    <p className="field-help called">
      <CellValue of={of} company={company} value={value} />
    </p>
  )
}

/** Fields that are only read, each with its name; what is empty is left out. */
export function Facts(props: {
  readonly fields: readonly FieldPage[]
  readonly content: Content
  readonly company: string
}) {
  const { fields, content, company } = props
  const { told } = useTold()
  const said = fields.filter(({ name }) => (content[name] ?? null) !== null)
  if (said.length === 0) return null
  return (
    <dl className="facts">
      {said.map((of) => (
        <div key={of.name}>
          <dt>{told(of.label)}</dt>
          <dd>
            <CellValue of={of} company={company} value={content[of.name]} opens />
          </dd>
        </div>
      ))}
    </dl>
  )
}

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
}

function Lines({ part, company, working, isOpen }: LinesProps) {
  const { told } = useTold()
  const { company: own } = useScreens(company)
  const [isWhole, setWhole] = useState(false)
  const rows = rowsIn(working.typed, part.name)
  const others = working.proposed[part.name]
  const proposed = useMemo(
    () => proposedRows(part, own.currency, rowsIn({ others }, 'others'), rows.length),
    [part, own.currency, others, rows.length],
  )
  const wrong = sentencesAt(working.problems, part.name)
  const wrongs = useMemo(
    () => sentencesOf(working.problems, part.name),
    [working.problems, part.name],
  )
  const used = useUsedColumns(part, rows, wrongs, isWhole)
  const shared = isOpen ? [] : sharedIn(used, rows)
  const columns = shared.length === 0 ? used : used.filter((of) => !shared.includes(of))
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
        {...{ label, columns, rows, proposed, wrongIn, company, today: own.today }}
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
function proposedRows(part: RowsPage, currency: string, others: readonly Content[], count: number) {
  const ownRow = ownRowProposals(part, currency)
  return Array.from({ length: count }, (_, at): Content => ({ ...ownRow, ...others[at] }))
}
