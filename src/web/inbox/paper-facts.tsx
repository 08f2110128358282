/** The facts of a paper in a few lines, by its description: what a decision is about. */
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import { isRows } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** So many facts are told; the paper itself tells the rest. */
const most = 14

interface Fact {
  readonly name: string
  readonly label: string
  readonly text: ReactNode
}

export function PaperFacts(props: {
  readonly of: Described
  readonly paper: Readonly<Record<string, unknown>>
}) {
  const { of, paper } = props
  const { told } = useTold()
  const { locale, formatDate } = useIntl()
  const written = (value: unknown, kind: string): string => {
    if (typeof value === 'boolean') return value ? '✓' : '–'
    if (kind === 'day') return formatDate(String(value), { dateStyle: 'medium', timeZone: 'UTC' })
    const isFigure = kind === 'money' || kind === 'decimal' || kind === 'quantity'
    return isFigure ? writtenFigure(String(value), readersHabits(locale)) : String(value)
  }
  const facts = [...of.head, ...of.fields].flatMap((field): Fact[] => {
    const value = paper[field.name]
    if (value === null || value === undefined || value === '') return []
    if (isRows(field)) {
      const count = Array.isArray(value) ? value.length : 0
      if (field.taken || count === 0) return []
      const text = <FormattedMessage id="inbox.lines" values={{ count }} />
      return [{ name: field.name, label: field.label, text }]
    }
    if (typeof value === 'object') return []
    return [{ name: field.name, label: field.label, text: written(value, field.kind) }]
  })
  const once = facts.filter(({ name }, at) => facts.findIndex((one) => one.name === name) === at)
  return (
    <dl className="facts">
      {once.slice(0, most).map(({ name, label, text }) => (
        <div key={name}>
          <dt>{told(label)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
