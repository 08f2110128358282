/** The door: mail and password, the organization where there are several, a second factor. */
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import '#web/sign-in/sign-in.css'

type Step =
  | { readonly step: 'signed-in' }
  | { readonly step: 'second-factor'; readonly token: string }
  | {
      readonly step: 'organization'
      readonly choices: readonly { readonly name: string; readonly token: string }[]
    }

export function SignInPage() {
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const [step, setStep] = useState<Step | null>(null)
  const queries = useQueryClient()
  const router = useRouter()
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) => post<Step>(path, body),
    onSuccess: async (reached) => {
      if (reached.step !== 'signed-in') return setStep(reached)
      queries.clear()
      const to = search['to'] ?? '/'
      // Only our own pages: an address of another site begins with two strokes.
      await router.navigate({ href: /^\/(?!\/)/.test(to) ? to : '/' })
    },
  })
  const go = (path: string, body: object): void => mutate({ path, body })
  return (
    <main className="door">
      <h1>Backstay</h1>
      {error === null ? null : (
        <p className="wrong" role="alert">
          {error.message}
        </p>
      )}
      {step?.step === 'organization' ? (
        <Organizations choices={step.choices} go={go} />
      ) : step?.step === 'second-factor' ? (
        <SecondFactor token={step.token} go={go} isPending={isPending} />
      ) : (
        <Password go={go} isPending={isPending} />
      )}
    </main>
  )
}

type Go = (path: string, body: object) => void

function Password({ go, isPending }: { readonly go: Go; readonly isPending: boolean }) {
  const { formatMessage } = useIntl()
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    go('/sign-in', { email: typed.get('email'), password: typed.get('password') })
  }
  return (
    <form onSubmit={send}>
      <TextInput
        name="email"
        type="email"
        autoComplete="username"
        required
        label={formatMessage({ id: 'door.email' })}
      />
      <PasswordInput
        name="password"
        autoComplete="current-password"
        required
        label={formatMessage({ id: 'door.password' })}
      />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="door.enter" />
      </Button>
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
