/** The list below a link's input: what it may be, and a new one last. */
import { FormattedMessage } from 'react-intl'
import type { Option } from '#web/controls/link-options.ts'

interface ChoicesProps {
  readonly id: string
  readonly label: string
  readonly options: readonly Option[]
  /** The one that the keys have marked; the new one stands behind the last. */
  readonly at: number
  readonly choose: (option: Option) => void
  readonly fresh: { readonly text: string; readonly make: () => void } | null
}

export function LinkChoices({ id, label, options, at, choose, fresh }: ChoicesProps) {
  if (options.length === 0 && fresh === null) {
    return (
      <p className="muted">
        <FormattedMessage id="control.none" />
      </p>
    )
  }
  // The input keeps the focus: a press on a choice must not take it.
  return (
    <ul id={id} role="listbox" aria-label={label} onMouseDown={(event) => event.preventDefault()}>
      {options.map((option, place) => (
        <li
          key={option.key}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          onClick={() => choose(option)}
        >
          <bdi className="code">{option.code}</bdi>
          {option.name === null ? null : <bdi className="name">{option.name}</bdi>}
          {option.isRecent === true ? (
            <span className="muted">
              <FormattedMessage id="control.recent" />
            </span>
          ) : null}
        </li>
      ))}
      {fresh === null ? null : (
        <li
          id={`${id}-${options.length}`}
          role="option"
          aria-selected={at === options.length}
          onClick={fresh.make}
        >
          {fresh.text}
        </li>
      )}
    </ul>
  )
}
