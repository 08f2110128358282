/** What people write on a paper or row: its fields, and behind them its lines. */
import { useId } from 'react'
import type { FieldPage } from '#kit/derive/page.ts'
import { pricedDigits } from '#web/controls/digits.ts'
import { FieldControl } from '#web/controls/field-input.tsx'
import { isOwnName } from '#web/controls/own-values.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import { Lines } from '#web/paper/lines.tsx'
import { sentencesAt } from '#web/paper/problems.ts'
import { isEnded } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import type { Working } from '#web/paper/working.ts'
import { isRows, useScreens } from '#web/screens.ts'
import { Sentences } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

export interface PartsProps {
  readonly parts: readonly Part[]
  readonly company: string
  readonly working: Working
  /** Whether it may still be changed here. */
  readonly isOpen: boolean
  /** What transitions filled in; nothing of what has none. */
  readonly taken?: Content
}

export function Parts({ parts, company, working, isOpen, taken = nothing }: PartsProps) {
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
        <Lines key={part.name} {...{ part, company, working, isOpen, taken }} />
      ))}
    </>
  )
}

const nothing: Content = {}

interface FieldProps {
  readonly of: FieldPage
  readonly company: string
  readonly working: Working
}

function OneField({ of, company, working }: FieldProps) {
  const { told } = useTold()
  const screens = useScreens(company)
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
        today={screens.company.today}
        digits={pricedDigits(of, { ...working.proposed, ...working.typed }, screens)}
      />
      {wrong.length === 0 ? (
        <Called of={of} company={company} value={working.typed[name] ?? working.proposed[name]} />
      ) : (
        <p id={`${id}-wrong`} className="field-wrong">
          <Sentences problems={wrong} link={of.link} typed={working.typed[name]} />
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
  const screens = useScreens(company)
  const said = fields.filter(({ name }) => (content[name] ?? null) !== null)
  if (said.length === 0) return null
  return (
    <dl className="facts">
      {said.map((of) => (
        <div key={of.name}>
          <dt>{told(of.label)}</dt>
          <dd>
            <CellValue
              of={of}
              company={company}
              value={content[of.name]}
              digits={pricedDigits(of, content, screens) ?? undefined}
              opens
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}
