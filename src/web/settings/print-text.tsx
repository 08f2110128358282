/** A text with fields in it, which are chosen from a list and stand in braces. */
import { Select, Textarea } from '@mantine/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Choice } from '#web/settings/print-layout.ts'

export function TextWithFields(props: {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly choices: readonly Choice[]
  readonly change: (value: string) => void
  readonly error: ReactNode
}) {
  const { name, label, value, choices, change, error } = props
  const { formatMessage } = useIntl()
  const text = useRef<HTMLTextAreaElement>(null)
  const insert = (path: string | null): void => {
    if (path === null) return
    const at = text.current?.selectionStart ?? value.length
    const end = text.current?.selectionEnd ?? at
    change(`${value.slice(0, at)}{${path}}${value.slice(end)}`)
    text.current?.focus()
  }
  const insertLabel = formatMessage({ id: 'set.insertField' })
  return (
    <div className="with-fields">
      <Textarea
        ref={text}
        name={name}
        rows={3}
        resize="vertical"
        maxLength={2000}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
        label={label}
        description={formatMessage({ id: 'set.textHelp' })}
        error={error}
      />
      <Select
        size="xs"
        searchable
        value={null}
        onChange={insert}
        placeholder={insertLabel}
        aria-label={`${insertLabel}: ${label}`}
        data={choices.map(({ path, label: called }) => ({ value: path, label: called }))}
      />
    </div>
  )
}
