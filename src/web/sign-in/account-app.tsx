/** The second factor: an app is added by a picture and its first code, with recovery codes. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { meQuery } from '#web/screens.ts'
import type { Me } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'
import { QrPicture } from '#web/sign-in/qr-picture.tsx'
import { typedText } from '#web/sign-in/typed.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { besideField } from '#web/shell/sentences.tsx'

interface Offered {
  readonly secret: string
  readonly address: string
}

interface Codes {
  readonly recoveryCodes: readonly string[]
}

export function AccountApp({ me }: { readonly me: Me }) {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const changed = (): Promise<void> => queries.invalidateQueries(meQuery)
  const show = async ({ recoveryCodes }: Codes): Promise<void> => {
    setCodes(recoveryCodes)
    await changed()
  }
  const renew = useMutation({
    mutationFn: () => post<Codes>('/me/recovery-codes', {}),
    onSuccess: show,
  })
  const remove = useMutation({
    mutationFn: () => post('/me/authenticator-app/removal', {}),
    onSuccess: async () => {
      say({ text: formatMessage({ id: 'account.appRemoved' }) })
      setCodes(null)
      await changed()
    },
  })
  const error = renew.error ?? remove.error
  return (
    <section aria-labelledby="account-app">
      <h2 id="account-app">
        <FormattedMessage id="account.app" />
      </h2>
      <p>
        <FormattedMessage
          id={me.authenticatorApp ? 'account.appOn' : 'account.appOff'}
          values={{ count: me.recoveryCodes }}
        />
      </p>
      <Refusal error={error} />
      {codes === null ? null : <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      {me.authenticatorApp ? (
        <div className="buttons">
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            <FormattedMessage id="account.codesNew" />
          </Button>
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            <FormattedMessage id="account.appRemove" />
          </Button>
        </div>
      ) : (
        <AddApp onAdded={show} />
      )}
    </section>
  )
}

function AddApp({ onAdded }: { readonly onAdded: (codes: Codes) => Promise<void> }) {
  const begin = useMutation({ mutationFn: () => post<Offered>('/me/authenticator-app', {}) })
  if (begin.data !== undefined) return <ConfirmApp offered={begin.data} onAdded={onAdded} />
  return (
    <>
      <Refusal error={begin.error} />
      <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        <FormattedMessage id="account.appAdd" />
      </Button>
    </>
  )
}

function ConfirmApp(props: {
  readonly offered: Offered
  readonly onAdded: (codes: Codes) => Promise<void>
}) {
  const { offered, onAdded } = props
  const { formatMessage } = useIntl()
  const { mutate, error, isPending } = useMutation({
    mutationFn: (code: string) => post<Codes>('/me/authenticator-app/confirmation', { code }),
    onSuccess: onAdded,
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(typedText(new FormData(event.currentTarget), 'code'))
  }
  return (
    <form onSubmit={send}>
      <p>
        <FormattedMessage id="account.scan" />
      </p>
      <QrPicture text={offered.address} name={formatMessage({ id: 'account.qr' })} />
      <TextInput
        readOnly
        value={offered.secret}
        className="secret"
        label={formatMessage({ id: 'account.secret' })}
      />
      <TextInput
        name="code"
        required
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        label={formatMessage({ id: 'account.appCode' })}
        error={besideField(error)}
      />
      <Button type="submit" loading={isPending}>
        <FormattedMessage id="account.appConfirm" />
      </Button>
    </form>
  )
}

function RecoveryCodes(props: { readonly codes: readonly string[]; readonly done: () => void }) {
  const { codes, done } = props
  return (
    <div className="codes" role="region" aria-labelledby="account-codes">
      <h3 id="account-codes">
        <FormattedMessage id="account.codesTitle" />
      </h3>
      <p>
        <FormattedMessage id="account.codesText" />
      </p>
      <ul>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="buttons">
        <Button
          variant="default"
          onClick={() => void navigator.clipboard.writeText(codes.join('\n'))}
        >
          <FormattedMessage id="account.copy" />
        </Button>
        <Button onClick={done}>
          <FormattedMessage id="account.kept" />
        </Button>
      </div>
    </div>
  )
}
