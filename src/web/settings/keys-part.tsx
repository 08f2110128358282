/** Keys of programs: made with few scopes, shown once, revoked. */
import { Checkbox, TextInput } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { ShownSecret } from '#web/settings/shown-secret.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { useTold } from '#web/words/told.ts'
import { typedText } from '#web/sign-in/typed.ts'

interface Key {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedOn: string | null
}

interface Scope {
  readonly scope: string
  readonly meaning: string
  readonly held: boolean
}

export function KeysPart() {
  const { formatDate, formatMessage } = useIntl()
  const { data, error } = useSetting<{ keys: Key[] }>('/keys')
  const [shown, setShown] = useState<string | null>(null)
  const day = (text: string | null, none: string, timeZone?: string): string =>
    text === null
      ? none
      : formatDate(text, {
          dateStyle: 'medium',
          // A day is the same everywhere; a moment is told in the reader’s own zone.
          ...(timeZone === undefined ? {} : { timeZone }),
        })
  return (
    <>
      {error === null ? <NewKey show={setShown} /> : null}
      {shown === null ? null : (
        <ShownSecret
          title="set.keyNew"
          about="set.keyShown"
          text={shown}
          close={() => setShown(null)}
        />
      )}
      <SettingsTable
        name="set.keys"
        empty="set.noKeys"
        heads={['set.name', 'set.scopes', 'set.madeBy', 'set.lastUsed', 'set.expires']}
        error={error}
        rows={data?.keys.map((key) => ({
          key: key.id,
          cells: [
            key.name,
            key.scopes.join(', '),
            key.createdBy.replace(/ \(.*/, ''),
            day(key.lastUsedOn, formatMessage({ id: 'set.never' }), 'UTC'),
            day(key.expiresAt, ''),
          ],
          acts: <KeyActs of={key} />,
        }))}
      />
    </>
  )
}

function KeyActs({ of: { id, name, revokedAt } }: { readonly of: Key }) {
  const { company = '' } = useParams({ strict: false })
  const { formatMessage } = useIntl()
  return (
    <>
      <Link
        to="/c/$company/settings/$part"
        params={{ company, part: 'calls' }}
        search={{ key: id }}
        aria-label={formatMessage({ id: 'call.ofKeyNamed' }, { name })}
      >
        <FormattedMessage id="call.ofKey" />
      </Link>{' '}
      {revokedAt === null ? (
        <ActButton
          word="set.revoke"
          called={formatMessage({ id: 'set.revokeOf' }, { name })}
          act={{ path: `/keys/${id}/revocation`, body: {} }}
        />
      ) : (
        <FormattedMessage id="set.revoked" />
      )}
    </>
  )
}

function NewKey({ show }: { readonly show: (text: string) => void }) {
  const { formatMessage } = useIntl()
  const { data } = useSetting<{ scopes: Scope[] }>('/scopes')
  const [scopes, setScopes] = useState<string[]>([])
  return (
    <FormDialog
      title="set.keyNew"
      fields={['name', 'scopes', 'expiresAt']}
      act={(typed) => {
        const until = typedText(typed, 'expiresAt')
        const end = until === '' ? {} : { expiresAt: `${until}T23:59:59Z` }
        return { path: '/keys', body: { name: typedText(typed, 'name'), scopes, ...end } }
      }}
      done={({ key }) => show(String(key))}
    >
      {(error) => (
        <>
          <TextInput
            name="name"
            required
            maxLength={100}
            data-autofocus
            label={formatMessage({ id: 'set.keyFor' })}
            error={problemAt(error, 'name')}
          />
          <Checkbox.Group
            value={scopes}
            onChange={setScopes}
            label={formatMessage({ id: 'set.scopes' })}
            error={problemAt(error, 'scopes')}
          >
            <Scopes all={data?.scopes ?? []} />
          </Checkbox.Group>
          <TextInput
            name="expiresAt"
            type="date"
            label={formatMessage({ id: 'set.lastDay' })}
            description={formatMessage({ id: 'set.untilHelp' })}
            error={problemAt(error, 'expiresAt')}
          />
        </>
      )}
    </FormDialog>
  )
}

/** The scopes that one holds, and so can give. */
function Scopes({ all }: { readonly all: readonly Scope[] }) {
  const { told } = useTold()
  return (
    <div className="roles">
      {all
        .filter(({ held }) => held)
        .map(({ scope, meaning }) => (
          <Checkbox key={scope} value={scope} label={scope} description={told(meaning)} />
        ))}
    </div>
  )
}
