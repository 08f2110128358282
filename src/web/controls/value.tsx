/** Shows a value of a field, by its kind, in the language of who reads it. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage, LinkPage } from '#kit/derive/page.ts'
import { writtenDay } from '#web/controls/days.ts'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import { writtenPercentage } from '#web/controls/percentages.ts'
import { useCompany, useNameOf } from '#web/controls/names.ts'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/controls/value.css'

export interface Shown {
  readonly of: Pick<FieldPage, 'kind' | 'link' | 'currencyIn'>
  /** As it stands in JSON; null and undefined are shown as nothing. */
  readonly value: unknown
  /** Digits behind the point, at least; of money, those of its currency. */
  readonly digits?: number
  /** Whether what it links to is opened by it. */
  readonly opens?: boolean
}

/**
 * A value. Figures have tabular numerals and a true minus, and zeros are muted; a link is its code
 * with the name beside it, as soon as that is known. What stands in it is only ever text.
 */
export function Value({ of, value, digits, opens = false }: Shown): ReactNode {
  if (value === null || value === undefined || value === '') return null
  if (of.link !== null && typeof value === 'string') {
    return <Linked link={of.link} value={value} opens={opens} />
  }
  const Writer = writers[of.kind] ?? Plain
  return <Writer of={of} value={value} digits={digits} />
}

interface Written {
  readonly of: Shown['of']
  readonly value: unknown
  readonly digits: number | undefined
}

/** How each kind is written; what is not here is plain text. */
const writers: Readonly<Record<string, (written: Written) => ReactNode>> = {
  day: Day,
  money: Money,
  decimal: Figure,
  'whole number': Whole,
  percentage: Percentage,
  'yes or no': YesOrNo,
  choice: Choice,
}

function Plain({ value }: Written) {
  return <bdi className="value">{plainText(value)}</bdi>
}

/** A value of JSON as people read it where nothing better is known. */
function plainText(value: unknown): string {
  if (typeof value === 'string') return value
  return value !== null && typeof value === 'object' ? pairs(value) : JSON.stringify(value)
}

/** "department: sales · project: P1". */
function pairs(value: object): string {
  return Object.entries(value)
    .map(([name, of]) => `${name}: ${String(of)}`)
    .join(' · ')
}

function Choice({ value }: Written) {
  const { told } = useTold()
  return <span className="value">{told(String(value))}</span>
}

function Day({ value }: Written) {
  const { locale } = useIntl()
  const day = String(value)
  return (
    <time className="value day" dateTime={day} dir="auto">
      {/^\d{4}-\d\d-\d\d$/.test(day) ? writtenDay(day, locale) : day}
    </time>
  )
}

function YesOrNo({ value }: Written) {
  return (
    <span className={value === true ? 'value' : 'value muted'}>
      <FormattedMessage id={value === true ? 'value.yes' : 'value.no'} />
    </span>
  )
}

function Money({ of, value, digits }: Written) {
  const { company } = useScreens(useCompany())
  return (
    <Figure of={of} value={value} digits={digits ?? (of.currencyIn === null ? company.scale : 0)} />
  )
}

function Figure({ value, digits = 0 }: Written) {
  const { locale } = useIntl()
  const plain = String(value)
  const isFigure = /^-?\d+(\.\d+)?$/.test(plain)
  const text = isFigure ? writtenFigure(plain, readersHabits(locale), digits) : plain
  return <span className={`value figure${isZero(plain) ? ' muted' : ''}`}>{text}</span>
}

/** Whole numbers are grouped only where they are long: a year is no thousand. */
function Whole({ of, value }: Written) {
  const plain = String(value)
  if (plain.replace('-', '').length > 4) return <Figure of={of} value={plain} digits={0} />
  const zero = isZero(plain) ? ' muted' : ''
  return <span className={`value figure${zero}`}>{plain.replace('-', '−')}</span>
}

/** "17.5 %", of basis points. */
function Percentage({ value }: Written) {
  const { locale } = useIntl()
  if (typeof value !== 'number') return <bdi className="value">{plainText(value)}</bdi>
  const text = writtenPercentage(value, readersHabits(locale))
  return <span className={`value figure${value === 0 ? ' muted' : ''}`}>{text}</span>
}

function isZero(plain: string): boolean {
  return /^-?0+(\.0+)?$/.test(plain)
}

function Linked(props: {
  readonly link: LinkPage
  readonly value: string
  readonly opens: boolean
}) {
  const { link, value, opens } = props
  const company = useCompany()
  const name = useNameOf(link, value)
  const { told } = useTold()
  // An identifier tells people nothing: a paper without a number is called by its kind.
  const inner =
    link.key === 'id' ? (
      <bdi>{name ?? told(link.to, 'title')}</bdi>
    ) : (
      <>
        <bdi className="code">{value}</bdi>{' '}
        {name === null || name === value ? null : <bdi className="name">{name}</bdi>}
      </>
    )
  if (!opens) return <span className="value linked">{inner}</span>
  return (
    <Link
      className="value linked"
      to="/c/$company/$list/$key"
      params={{ company, list: link.address, key: value }}
    >
      {inner}
    </Link>
  )
}
