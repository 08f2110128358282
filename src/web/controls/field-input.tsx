/** The input of a field, by its kind. */
import type { ComponentType } from 'react'
import { ChoiceControl, YesOrNoControl } from '#web/controls/choice-input.tsx'
import type { ControlProps } from '#web/controls/control.ts'
import { DayControl } from '#web/controls/day-input.tsx'
import { DimensionsControl } from '#web/controls/dimensions-input.tsx'
import { FigureControl } from '#web/controls/figure-input.tsx'
import { LinkControl } from '#web/controls/link-input.tsx'
import { TextControl } from '#web/controls/text-input.tsx'
import '#web/controls/controls.css'

const controls: Readonly<Record<string, ComponentType<ControlProps>>> = {
  'whole number': FigureControl,
  decimal: FigureControl,
  money: FigureControl,
  percentage: FigureControl,
  day: DayControl,
  choice: ChoiceControl,
  'yes or no': YesOrNoControl,
  dimensions: DimensionsControl,
  link: LinkControl,
}

/** The input that fits; what has none of its own is text. */
export function FieldControl(props: ControlProps) {
  const Control = controls[props.of.kind] ?? TextControl
  return <Control {...props} />
}
