/** A value in a cell or beside its label, also where it cannot be read yet. */
import type { FieldPage } from '#kit/derive/page.ts'
import { textOf } from '#web/controls/control.ts'
import { useLedgersName } from '#web/controls/link-options.ts'
import { Value } from '#web/controls/value.tsx'
import { useScreens } from '#web/screens.ts'

interface CellValueProps {
  readonly of: FieldPage
  readonly company: string
  readonly value: unknown
  readonly opens?: boolean
  readonly digits?: number | undefined
}

/** A value; what the ledger keeps by itself is told by its code, with its name beside it. */
export function CellValue({ of, company, value, opens = false, digits }: CellValueProps) {
  const { descriptions } = useScreens(company)
  const link = of.link
  const isLedgers = descriptions.some(({ name, isLedgers: own }) => own && name === link?.to)
  if (value === null || value === undefined || value === '') return null
  if (link !== null && isLedgers) return <Ledgers of={of} company={company} value={textOf(value)} />
  // What was typed and names nothing yet is shown as it was typed.
  const isKnown = link?.key !== 'id' || /^[\da-f-]{36}$/.test(textOf(value))
  const shown = isKnown ? of : { ...of, link: null }
  return (
    <Value of={shown} value={value} opens={opens} {...(digits === undefined ? {} : { digits })} />
  )
}

function Ledgers(props: {
  readonly of: FieldPage
  readonly company: string
  readonly value: string
}) {
  const { of, company, value } = props
  return of.link === null ? null : <Named link={of.link} company={company} value={value} />
}

function Named(props: {
  readonly link: NonNullable<FieldPage['link']>
  readonly company: string
  readonly value: string
}) {
  const { link, company, value } = props
  const name = useLedgersName(link, company, value)
  return (
    <span className="value linked">
      <bdi className="code">{value}</bdi>{' '}
      {name === null || name === value ? null : <bdi className="name">{name}</bdi>}
    </span>
  )
}
