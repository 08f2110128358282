/** The facts of a paper in a few lines, by its description: what a decision is about. */
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { currencyDigits } from '#web/controls/digits.ts'
import { useCompany } from '#web/controls/names.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import { isRows, useScreens } from '#web/screens.ts'
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
  const company = useCompany()
  const screens = useScreens(company)
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
    const digits = field.kind === 'money' ? { digits: currencyDigits(field, paper, screens) } : {}
    const text = <CellValue of={field} value={value} company={company} {...digits} />
    return [{ name: field.name, label: field.label, text }]
  })
  const once = facts.filter(({ name }, at) => facts.findIndex((one) => one.name === name) === at)
  return (
    <dl className="request-facts">
      {once.slice(0, most).map(({ name, label, text }) => (
        <div key={name}>
          <dt>{told(label)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
