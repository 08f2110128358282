/** An input for figures: sums are reckoned, separators are the language’s, nothing rounds. */
import { useState } from 'react'
import { attributesOf, shownOf, textOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { writtenFigure } from '#web/controls/figures.ts'
import { useHabits } from '#web/controls/habits.ts'
import { plainPercentage } from '#web/controls/percentages.ts'
import { readTyped } from '#web/controls/read.ts'
import { useReplacedByTyping } from '#web/controls/use-replaced-by-typing.ts'

export function FigureControl(props: ControlProps) {
  const { of, today, onChange, digits } = props
  const { language, habits } = useHabits()
  const [typed, setTyped] = useState<string | null>(null)
  const shown = shownOf(props)
  const plain =
    of.kind === 'percentage' && typeof shown === 'number' ? plainPercentage(shown) : textOf(shown)
  // Whole numbers are counted or are years: they are not grouped.
  const how = of.kind === 'whole number' ? { ...habits, group: '' } : habits
  const written = /^-?\d+(\.\d+)?$/.test(plain) ? writtenFigure(plain, how, digits ?? 0) : plain
  const input = useReplacedByTyping<HTMLInputElement>(written, typed)
  return (
    <input
      {...attributesOf(props)}
      ref={input}
      data-side="end"
      inputMode="decimal"
      value={typed ?? written}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => setTyped(null)}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(readTyped(text, of, { language, today }))
      }}
    />
  )
}
