/** An input for text: one line, or as many as it needs. */
import { attributesOf, shownOf, textOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { isOwnName } from '#web/controls/own-values.ts'
import { useReplacedByTyping } from '#web/controls/use-replaced-by-typing.ts'

/** From so many characters on, text has several lines. */
const linesFrom = 300

export function TextControl(props: ControlProps) {
  const { of, isCell, onChange, value } = props
  const shown = textOf(shownOf(props))
  const line = useReplacedByTyping<HTMLInputElement>(shown, value)
  const lines = useReplacedByTyping<HTMLTextAreaElement>(shown, value)
  const { maxLength } = of.schema
  const most = typeof maxLength === 'number' ? maxLength : undefined
  const change = (text: string): void => onChange(text === '' ? null : text)
  // What an organization calls a field of its own is rarely longer than a line.
  const isLine = most === undefined || most < linesFrom || isOwnName(of.name)
  if (isCell || (isLine && !shown.includes('\n'))) {
    return (
      <input
        {...attributesOf(props)}
        ref={line}
        dir="auto"
        value={shown}
        onChange={(event) => change(event.currentTarget.value)}
      />
    )
  }
  return (
    <textarea
      {...attributesOf(props)}
      ref={lines}
      dir="auto"
      rows={Math.min(8, Math.max(2, shown.split('\n').length))}
      value={shown}
      onChange={(event) => change(event.currentTarget.value)}
    />
  )
}
