/** What every input is told, whatever its kind: one value as JSON, its words, and what is wrong. */
import type { FieldPage } from '#kit/derive/page.ts'

/** One input of a form or of a cell. */
export interface ControlProps {
  readonly of: FieldPage
  readonly company: string
  /** The company's today: what "t" means. */
  readonly today: string
  readonly id: string
  /** Its name for who cannot see where it stands. */
  readonly label: string
  /** As JSON; undefined where nothing was said, null where it is to be empty. */
  readonly value: unknown
  /** What stands there as long as nothing is said. */
  readonly proposed: unknown
  /** What cannot be read is handed on as it was typed: the server says what is wrong with it. */
  readonly onChange: (value: unknown) => void
  readonly describedBy: string | undefined
  readonly isWrong: boolean
  /** Whether it stands in a cell of a grid, which takes the keys that it leaves alone. */
  readonly isCell: boolean
  /** Digits behind the point, at least: those of an amount's currency. */
  readonly digits?: number | null
}

/** What is shown: what was said, or else what is proposed. */
export function shownOf({ value, proposed }: Pick<ControlProps, 'value' | 'proposed'>): unknown {
  return value === undefined ? proposed : value
}

/** Whether what is shown is only proposed. */
export function isProposed({ value, proposed }: Pick<ControlProps, 'value' | 'proposed'>): boolean {
  return value === undefined && proposed !== undefined && proposed !== null
}

/** A value as text; nothing is an empty one. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The attributes that all inputs have alike. */
export function attributesOf(props: ControlProps) {
  const { id, label, describedBy, isWrong, isCell, of } = props
  return {
    id,
    className: `control${isProposed(props) ? ' proposed' : ''}`,
    'aria-label': isCell ? label : undefined,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong || undefined,
    'aria-required': of.optional || isCell ? undefined : true,
    autoComplete: 'off',
    spellCheck: false,
  }
}
