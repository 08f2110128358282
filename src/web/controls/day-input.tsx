/** An input for days: "t", "+3", "eom", "24.12."; Alt+Down opens a calendar. */
import { Popover } from '@mantine/core'
import { useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Calendar } from '#web/controls/calendar.tsx'
import { attributesOf, shownOf, textOf } from '#web/controls/control.ts'
import type { ControlProps } from '#web/controls/control.ts'
import { readDay, writtenDay } from '#web/controls/days.ts'
import { useHabits } from '#web/controls/habits.ts'
import { readTyped } from '#web/controls/read.ts'
import { useReplacedByTyping } from '#web/controls/use-replaced-by-typing.ts'

export function DayControl(props: ControlProps) {
  const { of, today, onChange, label } = props
  const { language } = useHabits()
  const [typed, setTyped] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const plain = textOf(shownOf(props))
  const day = /^\d{4}-\d\d-\d\d$/.test(plain) ? readDay(plain, today, language) : null
  const written = day === null ? plain : writtenDay(day, language)
  const input = useReplacedByTyping<HTMLInputElement>(written, typed)
  const close = (): void => {
    setOpen(false)
    input.current?.focus()
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} withRoles={false} position="bottom-start" trapFocus>
      <Popover.Target>
        <input
          {...attributesOf(props)}
          ref={input}
          value={typed ?? written}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => setTyped(null)}
          onChange={(event) => {
            const text = event.currentTarget.value
            setTyped(text)
            onChange(readTyped(text, of, { language, today }))
          }}
          onKeyDown={opening(() => setOpen(true))}
        />
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={label}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <Calendar
          day={day ?? today}
          today={today}
          close={close}
          choose={(chosen) => {
            setTyped(null)
            onChange(chosen)
            close()
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** Alt+Down opens. */
function opening(open: () => void) {
  return (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    open()
  }
}
