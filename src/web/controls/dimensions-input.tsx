/** An input for dimensions, as "department=sales; project=P1". */
import { useState } from 'react'
import { attributesOf, shownOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { readTyped, writtenDimensions } from '#web/controls/read.ts'
import { useReplacedByTyping } from '#web/controls/use-replaced-by-typing.ts'

export function DimensionsControl(props: ControlProps) {
  const { of, today, onChange } = props
  const [typed, setTyped] = useState<string | null>(null)
  const written = writtenDimensions(shownOf(props))
  const input = useReplacedByTyping<HTMLInputElement>(written, typed)
  return (
    <input
      {...attributesOf(props)}
      ref={input}
      placeholder="department=sales"
      value={typed ?? written}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(readTyped(text, of, { language: 'en', today }))
      }}
    />
  )
}
