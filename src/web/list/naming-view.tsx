/** Asks under which name what is seen now is kept as a view, and for whom. */
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Asked } from '#web/list/asked.ts'
import type { Change } from '#web/list/use-list.ts'
import { settingsOf, useViews } from '#web/list/views.ts'
import type { View } from '#web/list/views.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import type { Described } from '#web/screens.ts'

export function NamingView(props: {
  readonly of: Described
  readonly company: string
  readonly asked: Asked
  readonly change: Change
  readonly close: () => void
}) {
  const { of, company, asked, change, close } = props
  const { save } = useViews(company, of.address)
  const [name, setName] = useState('')
  const [forTeam, setForTeam] = useState(false)
  const [isDefault, setDefault] = useState(false)
  const { formatMessage } = useIntl()
  const keep = (event: SyntheticEvent): void => {
    event.preventDefault()
    const view = { list: of.address, name: name.trim(), settings: settingsOf(asked) }
    const shown = (saved: View | undefined): void => {
      close()
      change({ view: saved?.id ?? null }, 'in place')
    }
    save.mutate({ ...view, forTeam, isDefault }, { onSuccess: shown })
  }
  return (
    <Dialog onClose={close} title={formatMessage({ id: 'list.saveView' })}>
      <form onSubmit={keep} className="naming">
        <TextInput
          data-autofocus
          label={formatMessage({ id: 'list.viewName' })}
          maxLength={100}
          value={name}
          error={save.error?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Choices {...{ forTeam, isDefault, setForTeam, setDefault }} mayShare={of.mayWrite} />
        <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
          <FormattedMessage id="list.save" />
        </Button>
      </form>
    </Dialog>
  )
}

/** For whom the view is, and whether the list opens so. */
function Choices(props: {
  readonly mayShare: boolean
  readonly forTeam: boolean
  readonly isDefault: boolean
  readonly setForTeam: (chosen: boolean) => void
  readonly setDefault: (chosen: boolean) => void
}) {
  const { formatMessage } = useIntl()
  return (
    <>
      {props.mayShare ? (
        <Checkbox
          label={formatMessage({ id: 'list.forTeam' })}
          checked={props.forTeam}
          onChange={(event) => props.setForTeam(event.currentTarget.checked)}
        />
      ) : null}
      <Checkbox
        label={formatMessage({ id: 'list.isDefault' })}
        checked={props.isDefault}
        onChange={(event) => props.setDefault(event.currentTarget.checked)}
      />
    </>
  )
}
