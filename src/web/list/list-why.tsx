/** What is behind a sum of a list: the papers whose amounts it adds up, each leading to its own. */
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import { useHabits } from '#web/controls/habits.ts'
import { calledOf, keyOf, pageKeyOf, textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import { chipText, useSpeech } from '#web/list/speech.ts'
import { meantSumOf, partsOfSum, sumOfAmounts, sumText } from '#web/list/sum-why.ts'
import type { MeantSum, SumPart } from '#web/list/sum-why.ts'
import { groupsOf, sumsOf } from '#web/list/sums.ts'
import type { ListWork } from '#web/list/use-list-work.ts'
import { focusOpener, WhyFrame } from '#web/report/why-frame.tsx'
import { paperFigureText } from '#web/report/meant.ts'
import { sameFigure } from '#web/report/table.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface ListWhyProps {
  readonly work: ListWork
  /** What filters may be about, so that they are told. */
  readonly fields: readonly FieldPage[]
}

export function ListWhy({ work, fields }: ListWhyProps) {
  const { asked, change, columns } = work
  const meant = asked.why === null ? null : meantSumOf(asked.why)
  const field = columns.find(({ name, kind }) => name === meant?.field && kind === 'money')
  if (meant === null || field === undefined || work.all.length === 0) return null
  const close = (): void => {
    change({ why: null })
    focusOpener(sumText(meant))
  }
  return (
    <WhyFrame step={sumText(meant)} close={close}>
      <Behind {...{ work, fields, meant, field }} />
    </WhyFrame>
  )
}

interface BehindProps extends ListWhyProps {
  readonly meant: MeantSum
  readonly field: FieldPage
}

function Behind({ work, fields, meant, field }: BehindProps) {
  const { of, company, rows, selected } = work
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const figure = useFigure(company, meant.currency)
  const added = rowsAdded(work, meant)
  const sum = sumsOf(added, [field]).find(({ currency }) => currency === meant.currency)
  const plain = sum?.amount ?? '0'
  const parts = partsOfSum(added, field, meant.currency)
  const isOfSome = meant.group === null && selected.length > 0
  const how = isOfSome ? 'list.whySelected' : rows.hasNextPage ? 'list.whyLoaded' : 'list.whyAll'
  return (
    <>
      <header className="why-head">
        <h2>{told(field.label)}</h2>
        <p className="why-figure" data-figure={plain}>
          {figure(plain)} <span className="muted">{meant.currency}</span>
        </p>
        <p>
          {formatMessage(
            { id: how },
            {
              column: told(field.label),
              count: parts.length,
              papers: told(parts.length === 1 ? of.name : of.plural),
            },
          )}
        </p>
        <Filters work={work} fields={fields} meant={meant} />
      </header>
      <Parts {...{ of, company, field, parts, figure, plain }} />
    </>
  )
}

/** The rows that are added up: those of a group, of the selection, or all that are loaded. */
function rowsAdded({ all, asked, selected }: ListWork, { group }: MeantSum): readonly Row[] {
  if (group === null || asked.group === null) return selected.length > 0 ? selected : all
  return groupsOf(all, asked.group).find(({ value }) => value === group)?.rows ?? []
}

/** The filters that the papers match. */
function Filters({ work, fields, meant }: Omit<BehindProps, 'field'>) {
  const { asked, company } = work
  const speech = useSpeech(useScreens(company).company)
  const { told } = useTold()
  const filters = [...Map.groupBy(asked.filters, ({ name }) => name)]
  if (filters.length === 0 && meant.group === null) return null
  const group = fields.find(({ name }) => name === asked.group)
  return (
    <dl>
      {filters.map(([name, own]) => {
        const { label, text } = chipText(
          fields.find((one) => one.name === name),
          own,
          speech,
        )
        return (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        )
      })}
      {meant.group === null || group === undefined ? null : (
        <div>
          <dt>{told(group.label)}</dt>
          <dd>{meant.group}</dd>
        </div>
      )}
    </dl>
  )
}

/** So many papers are drawn at once. */
const step = 50

interface PartsProps {
  readonly of: Described
  readonly company: string
  readonly field: FieldPage
  readonly parts: readonly SumPart[]
  readonly figure: (plain: string) => string
  readonly plain: string
}

function Parts({ of, company, field, parts, figure, plain }: PartsProps) {
  const [most, setMost] = useState(step)
  const rest = parts.slice(most)
  const sum = sumOfAmounts(parts)
  return (
    <>
      <div className="why-lines">
        <table>
          <caption className="sr-only">
            <FormattedMessage id="why.parts" />
          </caption>
          <tbody>
            {parts.slice(0, most).map(({ row, amount }) => (
              <tr key={keyOf(of, row)}>
                <th scope="row">
                  <RowLink {...{ of, company, field, row }} />
                </th>
                <td className="figure">{figure(amount)}</td>
              </tr>
            ))}
            {rest.length === 0 ? null : (
              <tr className="muted">
                <th scope="row">
                  <FormattedMessage id="list.whyRest" values={{ count: rest.length }} />
                </th>
                <td className="figure">{figure(sumOfAmounts(rest))}</td>
              </tr>
            )}
          </tbody>
          <SumRow count={parts.length} sum={sum} written={figure(sum)} />
        </table>
      </div>
      <div className="why-more">
        {rest.length === 0 ? null : (
          <Button variant="default" size="compact-sm" onClick={() => setMost(most + step)}>
            <FormattedMessage id="why.more" />
          </Button>
        )}
        {sameFigure(sum, plain) ? (
          <span className="why-proof">
            <span aria-hidden="true">✓ </span>
            <FormattedMessage id="why.partsEqual" />
          </span>
        ) : null}
      </div>
    </>
  )
}

function SumRow(props: { readonly count: number; readonly sum: string; readonly written: string }) {
  const { count, sum, written } = props
  return (
    <tfoot>
      <tr>
        <th scope="row">
          <FormattedMessage id="why.partsSum" values={{ count }} />
        </th>
        <td className="figure" data-sum={sum}>
          {written}
        </td>
      </tr>
    </tfoot>
  )
}

/** Leads to the paper; where it tells what is behind the amount, with that opened. */
function RowLink(props: Pick<PartsProps, 'of' | 'company' | 'field'> & { readonly row: Row }) {
  const { of, company, field, row } = props
  const { told } = useTold()
  const key = pageKeyOf(of, row)
  const isExplained = of.explains[field.name] !== undefined && textOf(row['state']) !== of.states[0]
  const why = paperFigureText({ list: of.address, id: key, figure: field.name })
  const called = calledOf(of, row)
  return (
    <>
      <Link
        to="/c/$company/$list/$key"
        params={{ company, list: of.address, key }}
        search={isExplained ? { why } : {}}
        preload={false}
      >
        {called === '' ? told(of.name, 'title') : called}
      </Link>
      <span className="why-about">{told(textOf(row['state']))}</span>
    </>
  )
}

function useFigure(company: string, currency: string | null): (plain: string) => string {
  const { habits } = useHabits()
  const { currencies, company: own } = useScreens(company)
  const digits = currencies[currency ?? own.currency] ?? 0
  return (plain) => writtenFigure(plain, habits, digits)
}
