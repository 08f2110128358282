/** The pages behind mailed links: a password is set, once, by whoever has the link. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { Refused, post } from '#web/api.ts'
import { tokenBehindHash } from '#web/sign-in/token.ts'
import type { Word } from '#web/words/en.ts'
import { PasswordField } from '#web/sign-in/password-field.tsx'
import '#web/sign-in/sign-in.css'

/** An invitation that is accepted. */
export function InvitationPage() {
  return <SetPassword path="/invitation" title="door.invitationTitle" />
}

/** A password that was forgotten. */
export function PasswordResetPage() {
  return <SetPassword path="/password-reset/password" title="door.resetTitle" />
}

interface WasSet {
  readonly email: string
  readonly organizationName: string
}

function SetPassword({ path, title }: { readonly path: string; readonly title: Word }) {
  const [token] = useState(tokenBehindHash)
  const { mutate, error, isPending, data } = useMutation({
    mutationFn: (password: string) => post<WasSet>(path, { token, password }),
  })
  return (
    <main className="door">
      <p className="house">Backstay</p>
      <h1>
        <FormattedMessage id={title} />
      </h1>
      {data !== undefined ? (
        <p role="status">
          <FormattedMessage
            id="door.isSet"
            values={{ organization: data.organizationName, email: data.email }}
          />
        </p>
      ) : token === '' ? (
        <p className="wrong" role="alert">
          <FormattedMessage id="door.noToken" />
        </p>
      ) : (
        <NewPassword error={error} isPending={isPending} send={mutate} />
      )}
      <Link to="/sign-in">
        <FormattedMessage id={data === undefined ? 'door.back' : 'door.enter'} />
      </Link>
    </main>
  )
}

function NewPassword(props: {
  readonly error: Error | null
  readonly isPending: boolean
  readonly send: (password: string) => void
}) {
  const { error, isPending, send } = props
  const { formatMessage } = useIntl()
  const isOfField =
    error instanceof Refused && error.problems.some(({ field }) => field === 'password')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    send(String(new FormData(event.currentTarget).get('password')))
  }
  return (
    <form onSubmit={submit}>
      {error === null || isOfField ? null : (
        <p className="wrong" role="alert">
          {error.message}
        </p>
      )}
      <PasswordField
        name="password"
        autoComplete="new-password"
        required
        autoFocus
        label={formatMessage({ id: 'door.newPassword' })}
        description={formatMessage({ id: 'door.newPasswordHelp' })}
        error={isOfField ? error.message : null}
      />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="door.setPassword" />
      </Button>
    </form>
  )
}
