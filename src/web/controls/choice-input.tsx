/** Inputs for one of a few words, and for yes or no. */
import { useIntl } from 'react-intl'
import { attributesOf, shownOf, textOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { readTyped, wordsOf } from '#web/controls/read.ts'
import { useTold } from '#web/words/told.ts'

export function ChoiceControl(props: ControlProps) {
  const { told } = useTold()
  const words = wordsOf(props.of).map((word) => ({ word, text: told(word) }))
  return <Words {...props} words={words} />
}

export function YesOrNoControl(props: ControlProps) {
  const { formatMessage } = useIntl()
  const words = [
    { word: 'true', text: formatMessage({ id: 'value.yes' }) },
    { word: 'false', text: formatMessage({ id: 'value.no' }) },
  ]
  return <Words {...props} words={words} />
}

function Words({
  words,
  ...props
}: ControlProps & { readonly words: readonly { readonly word: string; readonly text: string }[] }) {
  const { of, today, onChange } = props
  const shown = textOf(shownOf(props))
  // What was pasted and is none of the words stays to be seen, with what is wrong about it.
  const isOther = shown !== '' && !words.some(({ word }) => word === shown)
  return (
    <select
      {...attributesOf(props)}
      value={shown}
      onChange={(event) =>
        onChange(readTyped(event.currentTarget.value, of, { language: 'en', today }))
      }
    >
      <option value=""> </option>
      {isOther ? <option value={shown}>{shown}</option> : null}
      {words.map(({ word, text }) => (
        <option key={word} value={word}>
          {text}
        </option>
      ))}
    </select>
  )
}
