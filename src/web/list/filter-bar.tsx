/** The filter that is typed into: fields, values and spans of days are offered as one types. */
import { useId, useState } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { useNameOf } from '#web/controls/names.ts'
import { withFilters } from '#web/list/asked.ts'
import type { Filter } from '#web/list/asked.ts'
import { meantAtFirst, meantOf } from '#web/list/meaning.ts'
import type { Meant, Speech } from '#web/list/meaning.ts'
import { chipText } from '#web/list/speech.ts'
import { useFound } from '#web/list/use-found.ts'

export interface FilterBarProps {
  readonly company: string
  readonly fields: readonly FieldPage[]
  /** The field of the paper's own day. */
  readonly day: string | null
  readonly filters: readonly Filter[]
  readonly speech: Speech
  readonly input: RefObject<HTMLInputElement | null>
  readonly change: (filters: readonly Filter[]) => void
  /** Called when the filter is left with Escape. */
  readonly leave: () => void
}

/** So many suggestions stand below the line. */
const most = 12

export function FilterBar(props: FilterBarProps) {
  const { fields, filters, speech, change } = props
  const names = [...new Set(filters.map(({ name }) => name))]
  return (
    <div className="filter-bar">
      <ul className="chips">
        {names.map((name) => (
          <Chip
            key={name}
            field={fields.find((one) => one.name === name)}
            filters={filters.filter((one) => one.name === name)}
            speech={speech}
            remove={() => {
              change(filters.filter((one) => one.name !== name))
              props.input.current?.focus()
            }}
          />
        ))}
      </ul>
      <Typing {...props} />
      {filters.length === 0 ? null : (
        <button type="button" className="quiet" onClick={() => change([])}>
          <FormattedMessage id="list.clear" />
          <kbd>c</kbd>
        </button>
      )}
    </div>
  )
}

/** One field's filters; Delete, Backspace or Enter takes them away. */
function Chip(props: {
  readonly field: FieldPage | undefined
  readonly filters: readonly Filter[]
  readonly speech: Speech
  readonly remove: () => void
}) {
  const { field, filters, speech, remove } = props
  const { label, text, keys } = chipText(field, filters, speech)
  const [only, ...more] = keys
  const name = useNameOf(field?.link ?? null, more.length === 0 ? (only ?? null) : null)
  const { formatMessage } = useIntl()
  const isId = field?.link?.key === 'id'
  const told = isId && name !== null ? name : text
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    remove()
  }
  return (
    <li>
      <button
        type="button"
        className="chip"
        aria-label={formatMessage({ id: 'list.removeFilter' }, { what: `${label} ${told}` })}
        onClick={remove}
        onKeyDown={press}
      >
        <span className="muted">{label}</span> <bdi>{told}</bdi>
        {isId || name === null ? null : <bdi className="muted">{name}</bdi>}
        <span aria-hidden="true">×</span>
      </button>
    </li>
  )
}

function Typing({ company, fields, day, filters, speech, input, change, leave }: FilterBarProps) {
  const [typed, setTyped] = useState('')
  const [field, setField] = useState<FieldPage | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const list = useId()
  const word = typed.trim()
  const found = useFound(company, fields, field, isOpen ? word : '')
  const meant = (
    field === null
      ? meantAtFirst(fields, day, word, speech, found)
      : meantOf(field, word, speech, found)
  ).slice(0, most)
  const chosen = Math.min(at, meant.length - 1)
  const begin = (next: string): void => {
    setTyped(next)
    setAt(0)
    setOpen(true)
  }
  const take = ({ field: named, filters: more }: Meant): void => {
    begin('')
    setField(named ?? null)
    if (more === undefined) return
    setOpen(false)
    change(withFilters(filters, more))
  }
  const back = (): void => {
    if (field !== null) setField(null)
    else change(filters.filter(({ name }) => name !== filters.at(-1)?.name))
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const picked = meant[chosen]
    if (step !== undefined) {
      setOpen(true)
      setAt(Math.max(0, Math.min(meant.length - 1, chosen + step)))
    } else if (event.key === 'Enter' && isOpen && picked !== undefined) take(picked)
    else if (event.key === 'Backspace' && typed === '') back()
    else if (event.key === 'Escape') {
      begin('')
      setField(null)
      setOpen(false)
      leave()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  const { formatMessage } = useIntl()
  return (
    <div className="typing">
      {field === null ? null : <span className="chip">{speech.told(field.label)}</span>}
      <input
        ref={input}
        role="combobox"
        aria-expanded={isOpen && meant.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && meant.length > 0 ? `${list}-${chosen}` : undefined}
        aria-label={formatMessage({ id: 'list.filter' })}
        placeholder={formatMessage({ id: 'list.filter' })}
        value={typed}
        onChange={(event) => begin(event.currentTarget.value)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
      />
      <Suggestions id={list} isOpen={isOpen} meant={meant} chosen={chosen} take={take} />
    </div>
  )
}

function Suggestions(props: {
  readonly id: string
  readonly isOpen: boolean
  readonly meant: readonly Meant[]
  readonly chosen: number
  readonly take: (meant: Meant) => void
}) {
  const { id, isOpen, meant, chosen, take } = props
  const { formatMessage } = useIntl()
  return (
    <ul
      id={id}
      className="suggestions"
      role="listbox"
      aria-label={formatMessage({ id: 'list.suggestions' })}
      hidden={!isOpen || meant.length === 0}
    >
      {meant.map((one, place) => (
        <li
          key={one.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === chosen}
          // The line keeps the focus, so that one can go on typing.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(one)}
        >
          <bdi>{one.label}</bdi>
          {one.field === undefined ? null : <span className="muted">…</span>}
        </li>
      ))}
    </ul>
  )
}
