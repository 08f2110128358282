/** An input for dimensions, as "department=sales; project=P1". */
import { useState } from 'react'
import { attributesOf, shownOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { readTyped, writtenDimensions } from '#web/controls/read.ts'

export function DimensionsControl(props: ControlProps) {
  const { of, today, onChange } = props
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <input
      {...attributesOf(props)}
      placeholder="department=sales"
      value={typed ?? writtenDimensions(shownOf(props))}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(readTyped(text, of, { language: 'en', today }))
      }}
    />
  )
}
