/** What all lines of a paper have in common, said once above them where the paper is only read. */
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import type { Row } from '#web/controls/grid-rows.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import { useTold } from '#web/words/told.ts'

/** The columns in which all of several lines name the same; the first column tells lines apart. */
export function sharedIn(columns: readonly FieldPage[], rows: readonly Row[]): FieldPage[] {
  const [first, ...others] = rows
  if (first === undefined || others.length === 0) return []
  return columns.slice(1).filter(({ name, link }) => {
    const value = first[name]
    return link !== null && typeof value === 'string' && others.every((row) => row[name] === value)
  })
}

export function Shared(props: {
  readonly columns: readonly FieldPage[]
  readonly row: Row
  readonly company: string
}) {
  const { columns, row, company } = props
  const { told } = useTold()
  return (
    <dl className="shared">
      <div>
        <dt>
          <FormattedMessage id="paper.allLines" />
        </dt>
      </div>
      {columns.map((of) => (
        <div key={of.name}>
          <dt>{told(of.label)}</dt>
          <dd>
            <CellValue of={of} company={company} value={row[of.name]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
