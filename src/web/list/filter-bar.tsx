/** The filter that is typed into: fields, values and spans of days are offered as one types. */
import { useId } from 'react'
import type { KeyboardEvent, RefObject } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { Key } from '#web/keys/key.tsx'
import { useNameOf } from '#web/controls/names.ts'
import type { Filter } from '#web/list/asked.ts'
import type { Meant, Speech } from '#web/list/meaning.ts'
import { chipText } from '#web/list/speech.ts'
import { useTyping } from '#web/list/use-typing.ts'

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
          <Key of="list.clear" />
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
  const called = isId || name === null ? '' : ` ${name}`
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
        aria-label={formatMessage(
          { id: 'list.removeFilter' },
          { what: `${label} ${told}${called}` },
        )}
        onClick={remove}
        onKeyDown={press}
      >
        <span className="muted">{label}</span> <bdi>{told}</bdi>{' '}
        {isId || name === null ? null : <bdi className="muted">{name}</bdi>}
        <span aria-hidden="true">×</span>
      </button>
    </li>
  )
}

function Typing(props: FilterBarProps) {
  const { field, typed, isOpen, meant, chosen, begin, take, press, setOpen } = useTyping(props)
  const list = useId()
  const { formatMessage } = useIntl()
  const isShown = isOpen && meant.length > 0
  return (
    <div className="typing">
      {field === null ? null : <span className="chip">{props.speech.told(field.label)}</span>}
      <input
        ref={props.input}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isShown ? `${list}-${chosen}` : undefined}
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
      className="filter-suggestions"
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
