/** A button that opens a form, whose refusals stand at its fields. */
import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { useAct } from '#web/settings/acts.ts'
import type { Act } from '#web/settings/acts.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import type { Word } from '#web/words/en.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface FormProps {
  readonly title: Word
  /** The name of the button, where it is more than the title: of which row it is. */
  readonly called?: string
  readonly quiet?: boolean
  readonly submit?: Word
  /** Whether all is shown that must be seen before; it is, where left out. */
  readonly isReady?: boolean
  /** The fields that show their own problems. */
  readonly fields: readonly string[]
  /** What is sent of what was typed. */
  readonly act: (typed: FormData) => Act
  readonly done?: (answer: Readonly<Record<string, unknown>>) => void
  readonly children: (error: Error | null) => ReactNode
}

export function FormDialog(props: FormProps) {
  const { title, called, quiet = false } = props
  const [isOpen, setOpen] = useState(false)
  const { formatMessage } = useIntl()
  return (
    <>
      <Button
        variant={quiet ? 'subtle' : 'default'}
        size={quiet ? 'compact-sm' : 'sm'}
        aria-label={called}
        onClick={() => setOpen(true)}
      >
        {formatMessage({ id: title })}
      </Button>
      {isOpen ? <OpenForm {...props} close={() => setOpen(false)} /> : null}
    </>
  )
}

function OpenForm(props: FormProps & { readonly close: () => void }) {
  const { title, submit = title, isReady = true, fields, act, done, children, close } = props
  const { formatMessage } = useIntl()
  const { mutate, error, isPending } = useAct((answer) => {
    close()
    done?.(answer)
  })
  const form = useRef<HTMLFormElement>(null)
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(act(new FormData(event.currentTarget)))
  }
  return (
    <Dialog title={formatMessage({ id: title })} onClose={close}>
      <form ref={form} onSubmit={send}>
        {children(error)}
        <Refusal error={error} without={fields} />
        <CopyButtons
          copied={() => {
            const { path, body } = act(new FormData(form.current ?? undefined))
            return { call: { path, body } }
          }}
        />
        <Button type="submit" loading={isPending} disabled={!isReady}>
          {formatMessage({ id: submit })}
        </Button>
      </form>
    </Dialog>
  )
}
