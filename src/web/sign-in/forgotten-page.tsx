/** A forgotten password: asks for a link by mail, and says the same to everybody. */
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { typedText } from '#web/sign-in/typed.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import '#web/sign-in/sign-in.css'

export function ForgottenPage() {
  const { formatMessage } = useIntl()
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: (email: string) => post('/password-reset', { email }),
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(typedText(new FormData(event.currentTarget), 'email'))
  }
  return (
    <main className="door">
      <p className="house">Backstay</p>
      <h1>
        <FormattedMessage id="door.forgotTitle" />
      </h1>
      <p role="status">
        <FormattedMessage id={isSuccess ? 'door.sent' : 'door.forgotText'} />
      </p>
      <Refusal error={error} />
      {isSuccess ? null : (
        <form onSubmit={send}>
          <TextInput
            name="email"
            type="email"
            autoComplete="username"
            required
            label={formatMessage({ id: 'door.email' })}
          />
          <Button type="submit" loading={isPending}>
            <FormattedMessage id="door.send" />
          </Button>
        </form>
      )}
      <Link to="/sign-in">
        <FormattedMessage id="door.back" />
      </Link>
    </main>
  )
}
