/**
 * What a report proposes for the rows of a paper, beside what is written: each with its reason, and
 * nothing of it on the paper before somebody takes it.
 */
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { RowsPage } from '#kit/derive/page.ts'
import type { RowsSource } from '#kit/field.ts'
import { labelText } from '#kit/spelling.ts'
import { textOf } from '#web/controls/control.ts'
import { isEmptyRow } from '#web/controls/grid-rows.ts'
import { useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import { keyText } from '#web/keys/deeds.ts'
import { Key } from '#web/keys/key.tsx'
import { keyOf } from '#web/keys/own-keys.ts'
import { sentencesAt } from '#web/paper/problems.ts'
import { isTaking, openSum, rowOf, suggested } from '#web/paper/suggested.ts'
import type { Suggested, Suggestion } from '#web/paper/suggested.ts'
import { rowsIn } from '#web/paper/typed.ts'
import type { Working } from '#web/paper/working.ts'
import { tableQuery } from '#web/report/table.ts'
import type { Row } from '#web/report/table.ts'
import { say } from '#web/shell/toasts.tsx'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/paper/suggestions.css'

interface SuggestionsProps {
  readonly part: RowsPage
  readonly source: RowsSource
  readonly company: string
  readonly working: Working
}

export function Suggestions(props: SuggestionsProps) {
  const { part, source, working } = props
  const found = useSuggested(props)
  const takeAll = useTakeAll(props, found)
  if (found === null || found.all.length === 0) return null
  const toggle = (one: Suggestion): void => {
    const { field } = source.names
    working.set(part.name, (now) => {
      const rows = rowsIn({ now }, 'now').filter((row) => !isEmptyRow(row))
      if (one.why !== 'entered') return [...rows, rowOf(source, one)]
      return rows.filter((row) => row[field] !== one.name)
    })
  }
  return <Offer {...{ source, working, found, takeAll, toggle }} />
}

/** So long after the last key is asked, in milliseconds. */
const patience = 300

/** What is suggested now; null where the paper does not say yet of whom. */
function useSuggested({ part, source, company, working }: SuggestionsProps): Suggested | null {
  const { typed, proposed } = working
  const valueOf = (name: string): unknown => typed[name] ?? proposed[name]
  const asked = Object.entries(source.asks).map(([name, field]) => [name, valueOf(field)] as const)
  const text = JSON.stringify(asked)
  const [settled] = useDebouncedValue(text, patience)
  // What is still typed, or named wrongly, is not asked for.
  const isFine = ([, field]: readonly [string, string]): boolean =>
    textOf(valueOf(field)) !== '' && sentencesAt(working.problems, field).length === 0
  const isKnown = settled === text && Object.entries(source.asks).every(isFine)
  const params = Object.fromEntries(asked.map(([name, value]) => [name, textOf(value)]))
  const { data } = useQuery({
    ...tableQuery(company, source.report, { ...source.always, ...params }),
    enabled: isKnown,
    staleTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
  if (!isKnown || data === undefined) return null
  const fits = (row: Row): boolean =>
    Object.entries(source.where).every(([column, field]) => row[column] === valueOf(field)) &&
    row[source.names.column] !== null
  const money = source.part === null ? null : valueOf(source.part.over)
  return suggested(source, data.rows.filter(fits), rowsIn(typed, part.name), money)
}

/** Takes all that is suggested, by its button and by Alt+A from anywhere on the page. */
function useTakeAll({ part, source, working }: SuggestionsProps, found: Suggested | null) {
  const { formatMessage } = useIntl()
  const fresh = (found?.all ?? []).filter(isTaking)
  const take = (): void => {
    if (fresh.length === 0) return
    working.set(part.name, (now) => [
      ...rowsIn({ now }, 'now').filter((row) => !isEmptyRow(row)),
      ...fresh.map((one) => rowOf(source, one)),
    ])
    say({ text: formatMessage({ id: 'paper.suggest.taken' }, { count: fresh.length }) })
  }
  const now = useRef(take)
  useEffect(() => {
    now.current = take
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (keyText(event) !== keyOf('paper.takeAll')) return
      event.preventDefault()
      now.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return { count: fresh.length, take }
}

/** More of what is not suggested is shown when it is asked for. */
const mostShown = 12

interface OfferProps {
  readonly source: RowsSource
  readonly working: Working
  readonly found: Suggested
  readonly takeAll: ReturnType<typeof useTakeAll>
  readonly toggle: (one: Suggestion) => void
}

function Offer(props: OfferProps) {
  const { source, working, found, takeAll, toggle } = props
  const { told } = useTold()
  const title = useId()
  const called = told(source.called)
  const [isWhole, setWhole] = useState(false)
  const digits = useDigits(found.all[0]?.cells)
  const shown = found.all.filter(
    (one, at) => isWhole || at < mostShown || isTaking(one) || one.why === 'entered',
  )
  return (
    <section className="suggestions" aria-labelledby={title}>
      <header>
        <h3 id={title}>
          <FormattedMessage id="paper.suggest.title" values={{ count: found.all.length }} />
        </h3>
        <MoneyMissing {...{ source, working, found }} />
        {takeAll.count === 0 ? null : (
          <Button size="xs" variant="default" onClick={takeAll.take}>
            <FormattedMessage id="paper.suggest.takeAll" values={{ count: takeAll.count }} />
            <Key of="paper.takeAll" />
          </Button>
        )}
      </header>
      <p className="field-help">
        <FormattedMessage id="paper.suggest.help" values={{ called }} />
      </p>
      <div className="suggestions-around">
        <table aria-labelledby={title}>
          <Heads source={source} />
          <tbody>
            {shown.map((one) => (
              <OneSuggestion
                key={one.name}
                {...{ source, one, called }}
                toggle={() => toggle(one)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === found.all.length ? null : (
        <button type="button" className="plain" onClick={() => setWhole(true)}>
          <FormattedMessage id="paper.suggest.more" values={{ count: found.all.length }} />
        </button>
      )}
      <Rest rest={found.rest} digits={digits} />
    </section>
  )
}

/** Where no money is said, all that is open is offered as the amount. */
function MoneyMissing({
  source,
  working,
  found,
}: Pick<OfferProps, 'source' | 'working' | 'found'>) {
  const { part } = source
  const digits = useDigits(found.all[0]?.cells)
  if (part === null || found.rest !== null) return null
  const sum = openSum(found.all)
  return (
    <Button size="xs" variant="default" onClick={() => working.set(part.over, () => sum)}>
      <span>
        <FormattedMessage
          id="paper.suggest.all"
          values={{ sum: <Value of={moneyField} value={sum} {...digits} /> }}
        />
      </span>
    </Button>
  )
}

function Heads({ source }: { readonly source: RowsSource }) {
  const { told } = useTold()
  const label = (name: string): string => told(labelText(name.replaceAll('_', ' ')))
  return (
    <thead>
      <tr>
        <th scope="col">
          <FormattedMessage id="paper.suggest.number" />
        </th>
        {source.shows.map((name) => (
          <th key={name} scope="col" className="also">
            {label(name)}
          </th>
        ))}
        <th scope="col" data-side="end">
          <FormattedMessage id="paper.suggest.open" />
        </th>
        {source.part === null ? null : (
          <th scope="col" data-side="end">
            <FormattedMessage id="paper.suggest.amount" />
          </th>
        )}
        <th scope="col" className="reason">
          <FormattedMessage id="paper.suggest.why" />
        </th>
        <td />
      </tr>
    </thead>
  )
}

const moneyField = { kind: 'money', link: null, currencyIn: null } as const
const dayField = { kind: 'day', link: null, currencyIn: null } as const

function OneSuggestion(props: {
  readonly source: RowsSource
  readonly one: Suggestion
  readonly called: string
  readonly toggle: () => void
}) {
  const { source, one, called, toggle } = props
  const { formatMessage } = useIntl()
  const { name, cells, open, part, why } = one
  const digits = useDigits(cells)
  const isEntered = why === 'entered'
  const act = formatMessage({ id: isEntered ? 'paper.suggest.leave' : 'paper.suggest.take' })
  return (
    <tr data-why={why}>
      <th scope="row">
        <bdi>{name}</bdi>
      </th>
      {source.shows.map((column) => (
        <td key={column} className="also">
          <Value of={dayField} value={cells[column]} />
        </td>
      ))}
      <td data-side="end">
        <Value of={moneyField} value={open} {...digits} />
      </td>
      {source.part === null ? null : (
        <td data-side="end" className={isEntered ? undefined : 'proposed'}>
          <Value of={moneyField} value={part} {...digits} />
        </td>
      )}
      <td className="reason">
        <FormattedMessage id={`paper.suggest.${why}`} values={{ called }} />
      </td>
      <td>
        <button type="button" className="plain" aria-label={`${act}: ${name}`} onClick={toggle}>
          {act}
        </button>
      </td>
    </tr>
  )
}

/** What is left of the money, and becomes no row. */
function Rest({ rest, digits }: { readonly rest: string | null; readonly digits: object }) {
  if (rest === null || /^-?0(\.0*)?$/.test(rest)) return null
  return (
    <p className="suggestions-rest" data-kind={rest.startsWith('-') ? 'wrong' : undefined}>
      <FormattedMessage
        id={rest.startsWith('-') ? 'paper.suggest.over' : 'paper.suggest.rest'}
        values={{ rest: <Value of={moneyField} value={rest} {...digits} /> }}
      />
    </p>
  )
}

/** The digits of the currency in which something is proposed. */
function useDigits(cells: Suggestion['cells'] = {}): { readonly digits?: number } {
  const { currencies } = useScreens(useCompany())
  const { currency } = cells
  const digits = typeof currency === 'string' ? currencies[currency] : undefined
  return digits === undefined ? {} : { digits }
}
