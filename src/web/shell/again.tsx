/** Dialogs that requests wait for: sign in again, or show again who one is; nothing is lost. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get, helpRequests, post } from '#web/api.ts'
import type { Helper, Lack } from '#web/api.ts'
import { meQuery } from '#web/screens.ts'
import type { Me } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { SignInSteps } from '#web/sign-in/steps.tsx'
import { PasswordField } from '#web/sign-in/password-field.tsx'

interface Open {
  readonly lack: Lack
  readonly message: string
  readonly settle: (given: boolean) => void
}

/** Stands in the shell; whatever request lacks something, waits until it was asked for here. */
export function Again() {
  const [open, setOpen] = useState<Open | null>(null)
  const { data: me } = useQuery({ ...meQuery, staleTime: Infinity })
  useEffect(() => helpRequests(oneAtATime(setOpen)), [])
  if (open === null || me === undefined) return null
  return open.lack === 'session' ? (
    <SessionOver me={me} settle={open.settle} />
  ) : (
    <Confirm me={me} message={open.message} settle={open.settle} />
  )
}

/** Several requests that lack the same wait for one dialog. */
function oneAtATime(show: (open: Open | null) => void): Helper {
  const asking = new Map<Lack, Promise<boolean>>()
  return async (lack, { message }) => {
    const known = asking.get(lack)
    if (known !== undefined) return await known
    const asked = new Promise<boolean>((resolve) => {
      const settle = (given: boolean): void => {
        asking.delete(lack)
        show(null)
        resolve(given)
      }
      show({ lack, message, settle })
    })
    asking.set(lack, asked)
    return await asked
  }
}

type Settle = (given: boolean) => void

function SessionOver({ me, settle }: { readonly me: Me; readonly settle: Settle }) {
  const { formatMessage } = useIntl()
  const enter = async (): Promise<void> => {
    const now = await get<Me>('/me')
    // Somebody else sits here now: nothing of the one before is shown to them.
    if (now.person !== me.person) window.location.assign('/')
    else settle(true)
  }
  const isGuest = me.confirmedBy === 'welcome'
  return (
    <Dialog title={formatMessage({ id: 'again.sessionTitle' })}>
      <p>
        <FormattedMessage id={isGuest ? 'again.welcomeOver' : 'again.sessionText'} />
      </p>
      {isGuest ? null : (
        <SignInSteps email={me.email} organization={me.organization} onSignedIn={enter} />
      )}
      <Button variant="subtle" onClick={() => window.location.assign('/sign-in')}>
        <FormattedMessage id="again.leave" />
      </Button>
    </Dialog>
  )
}

function Confirm(props: { readonly me: Me; readonly message: string; readonly settle: Settle }) {
  const { me, message, settle } = props
  const { formatMessage } = useIntl()
  return (
    <Dialog title={formatMessage({ id: 'again.confirmTitle' })} onClose={() => settle(false)}>
      <p>{message}</p>
      {me.confirmedBy === 'welcome' ? (
        <p>
          <FormattedMessage id="again.noPassword" />
        </p>
      ) : (
        <Proof byCode={me.authenticatorApp} settle={settle} />
      )}
    </Dialog>
  )
}

function Proof({ byCode, settle }: { readonly byCode: boolean; readonly settle: Settle }) {
  const { formatMessage } = useIntl()
  const { mutate, error, isPending } = useMutation({
    mutationFn: (proof: object) => post('/me/confirmation', proof),
    onSuccess: () => settle(true),
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    event.stopPropagation()
    const typed = new FormData(event.currentTarget)
    mutate(byCode ? { code: typed.get('code') } : { password: typed.get('password') })
  }
  return (
    <form onSubmit={send}>
      {byCode ? (
        <TextInput
          name="code"
          autoComplete="one-time-code"
          required
          data-autofocus
          label={formatMessage({ id: 'door.code' })}
          description={formatMessage({ id: 'door.codeHelp' })}
          error={error?.message}
        />
      ) : (
        <PasswordField
          name="password"
          autoComplete="current-password"
          required
          data-autofocus
          label={formatMessage({ id: 'door.password' })}
          error={error?.message}
        />
      )}
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="again.confirm" />
      </Button>
    </form>
  )
}
