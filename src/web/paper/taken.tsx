/** What transitions fill in: the figures as they are, or would be, and the rest to look up. */
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { FigureLinks } from '#web/controls/figure-links.ts'
import { Grid } from '#web/controls/grid.tsx'
import { currencyDigits } from '#web/controls/digits.ts'
import { CellValue } from '#web/controls/shown-value.tsx'
import type { Linked } from '#web/paper/figure-links.tsx'
import { Facts } from '#web/paper/parts.tsx'
import { rowsIn } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'
import { isRows, useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface TakenProps {
  readonly parts: readonly Part[]
  readonly content: Content
  readonly company: string
  /** Whether it is what would be, and not yet so. */
  readonly isWould: boolean
  /** A figure with what is behind it, by its place: "total", "taxes[1].tax". */
  readonly linked: Linked
  /** Rows of figures that stand in no field. */
  readonly standing: ReactNode
}

export function Taken({ parts, content, company, isWould, linked, standing }: TakenProps) {
  const { told } = useTold()
  const { company: own } = useScreens(company)
  const plain = parts.filter((part): part is FieldPage => !isRows(part))
  const sums = plain.filter(({ kind, name }) => kind === 'money' && isSaid(content[name]))
  const rest = plain.filter(({ kind }) => kind !== 'money')
  const lists = parts.filter(isRows).filter(({ name }) => rowsIn(content, name).length > 0)
  if (sums.length === 0 && lists.length === 0 && !rest.some(({ name }) => isSaid(content[name]))) {
    return null
  }
  return (
    <section className="taken" aria-live={isWould ? 'polite' : undefined}>
      <Sums {...{ sums, content, company, isWould, linked, standing }} />
      {isWould ? null : (
        <details>
          <summary>
            <FormattedMessage id="paper.takenDetails" />
          </summary>
          <Facts fields={rest} content={content} company={company} />
          {lists.map(({ name, label, rows: columns }) => (
            <FigureLinks
              key={name}
              value={(row, inner, shown) => linked(`${name}[${row + 1}].${inner}`, shown)}
            >
              <Grid
                label={told(label)}
                rows={rowsIn(content, name)}
                columns={columns}
                proposed={[]}
                wrongIn={() => []}
                onChange={null}
                head={content}
                company={company}
                today={own.today}
              />
            </FigureLinks>
          ))}
        </details>
      )}
    </section>
  )
}

/** The amounts, one below the other, with the digits of their currencies. */
function Sums(props: Omit<TakenProps, 'parts'> & { readonly sums: readonly FieldPage[] }) {
  const { sums, content, company, isWould, linked, standing } = props
  const { told } = useTold()
  const screens = useScreens(company)
  return (
    <dl className={isWould ? 'sums proposed' : 'sums'}>
      {sums.map((of) => (
        <div key={of.name}>
          <dt>{told(of.label)}</dt>
          <dd>
            {linked(
              of.name,
              <CellValue
                of={of}
                company={company}
                value={content[of.name]}
                digits={currencyDigits(of, content, screens)}
              />,
            )}
          </dd>
        </div>
      ))}
      {standing}
    </dl>
  )
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null
}
