/** One’s own password: changed by who knows the present one. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { problemAt } from '#web/settings/problems.tsx'
import { say } from '#web/shell/toasts.tsx'
import { PasswordField } from '#web/sign-in/password-field.tsx'
import { Refusal } from '#web/shell/refusal.tsx'

export function AccountPassword() {
  const { formatMessage } = useIntl()
  const queries = useQueryClient()
  const { mutateAsync, error, isPending } = useMutation({
    mutationFn: (body: object) => post('/me/password', body),
    onSuccess: async () => {
      say({ text: formatMessage({ id: 'account.changed' }) })
      await queries.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form)
    const body = { current: typed.get('current'), password: typed.get('password') }
    void mutateAsync(body).then(
      () => form.reset(),
      () => {},
    )
  }
  return (
    <section aria-labelledby="account-password">
      <h2 id="account-password">
        <FormattedMessage id="account.password" />
      </h2>
      <p>
        <FormattedMessage id="account.passwordText" />
      </p>
      <form onSubmit={send}>
        <PasswordField
          name="current"
          autoComplete="current-password"
          label={formatMessage({ id: 'account.current' })}
          error={problemAt(error, 'current')}
        />
        <PasswordField
          name="password"
          autoComplete="new-password"
          label={formatMessage({ id: 'door.newPassword' })}
          description={formatMessage({ id: 'door.newPasswordHelp' })}
          error={problemAt(error, 'password')}
        />
        <Refusal error={error} without={['current', 'password']} />
        <Button type="submit" variant="default" loading={isPending}>
          <FormattedMessage id="account.change" />
        </Button>
      </form>
    </section>
  )
}
