/** The steps of signing in, for the door and for the dialog of a session that has ended. */
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { PasswordField } from '#web/sign-in/password-field.tsx'
import { Refusal } from '#web/shell/refusal.tsx'

type Step =
  | { readonly step: 'signed-in' }
  | { readonly step: 'second-factor'; readonly token: string }
  | {
      readonly step: 'organization'
      readonly choices: readonly { readonly name: string; readonly token: string }[]
    }

/** What is asked for beside mail and password. */
interface Asked {
  /** The mail, where it is known and is not to be another one. */
  readonly email?: string
  /** The organization, where it is known. */
  readonly organization?: string
  readonly onSignedIn: () => void | Promise<void>
  /** What stands below the button of the first step. */
  readonly children?: ReactNode
}

/** Asks until somebody is signed in. */
export function SignInSteps({ email, organization, onSignedIn, children }: Asked) {
  const [step, setStep] = useState<Step | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => post<Step>(path, body),
    onSuccess: async (reached) => {
      if (reached.step !== 'signed-in') return setStep(reached)
      await onSignedIn()
    },
  })
  const go: Go = (path, body) => mutate({ path, body })
  const meant = organization === undefined ? {} : { organization }
  return (
    <>
      <Refusal error={error} />
      {step?.step === 'organization' ? (
        <Organizations choices={step.choices} go={go} />
      ) : step?.step === 'second-factor' ? (
        <SecondFactor token={step.token} go={go} isPending={isPending} />
      ) : (
        <Password email={email} meant={meant} go={go} isPending={isPending}>
          {children}
        </Password>
      )}
    </>
  )
}

type Go = (path: string, body: object) => void

function Password(props: {
  readonly email: string | undefined
  readonly meant: object
  readonly go: Go
  readonly isPending: boolean
  readonly children: ReactNode
}) {
  const { email, meant, go, isPending, children } = props
  const { formatMessage } = useIntl()
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    go('/sign-in', { ...meant, email: typed.get('email'), password: typed.get('password') })
  }
  return (
    <form onSubmit={send}>
      <TextInput
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={email ?? ''}
        readOnly={email !== undefined}
        data-autofocus={email === undefined ? true : undefined}
        label={formatMessage({ id: 'door.email' })}
      />
      <PasswordField
        name="password"
        autoComplete="current-password"
        required
        data-autofocus={email === undefined ? undefined : true}
        label={formatMessage({ id: 'door.password' })}
      />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="door.enter" />
      </Button>
      {children}
    </form>
  )
}

function SecondFactor({
  token,
  go,
  isPending,
}: {
  readonly token: string
  readonly go: Go
  readonly isPending: boolean
}) {
  const { formatMessage } = useIntl()
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    go('/sign-in/second-factor', { token, code: typed.get('code') })
  }
  return (
    <form onSubmit={send}>
      <TextInput
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        required
        autoFocus
        label={formatMessage({ id: 'door.code' })}
        description={formatMessage({ id: 'door.codeHelp' })}
      />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="door.enter" />
      </Button>
    </form>
  )
}

function Organizations({
  choices,
  go,
}: {
  readonly choices: readonly { readonly name: string; readonly token: string }[]
  readonly go: Go
}) {
  return (
    <>
      <p>
        <FormattedMessage id="door.which" />
      </p>
      {choices.map(({ name, token }) => (
        <Button
          key={token}
          variant="default"
          onClick={() => go('/sign-in/organization', { token })}
        >
          {name}
        </Button>
      ))}
    </>
  )
}
