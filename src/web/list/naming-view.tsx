/** Asks under which name what is seen now is kept as a view, and for whom. */
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { useViews } from '#web/list/views.ts'
import type { View, Viewed } from '#web/list/views.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { besideField } from '#web/shell/sentences.tsx'

export function NamingView(props: { readonly viewed: Viewed; readonly close: () => void }) {
  const { viewed, close } = props
  const { company, list, settings, mayShare } = viewed
  const { save } = useViews(company, list)
  const [name, setName] = useState('')
  const [forTeam, setForTeam] = useState(false)
  const [isDefault, setDefault] = useState(false)
  const { formatMessage } = useIntl()
  const keep = (event: SyntheticEvent): void => {
    event.preventDefault()
    const view = { list, name: name.trim(), settings }
    const shown = (saved: View | undefined): void => {
      close()
      viewed.show(saved?.id ?? null)
    }
    save.mutate({ ...view, forTeam, isDefault }, { onSuccess: shown })
  }
  return (
    <Dialog title={formatMessage({ id: 'list.saveView' })} onClose={close}>
      <form onSubmit={keep} className="naming">
        <TextInput
          data-autofocus
          label={formatMessage({ id: 'list.viewName' })}
          maxLength={100}
          value={name}
          error={besideField(save.error)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Choices {...{ forTeam, isDefault, setForTeam, setDefault }} mayShare={mayShare} />
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
