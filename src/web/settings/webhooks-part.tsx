/** Webhooks: programs elsewhere that are told what happens with papers; all of them, and one. */
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { useSearchTexts } from '#web/report/place.ts'
import type { Screens } from '#web/screens.ts'
import { useSetting } from '#web/settings/acts.ts'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { ShownSecret } from '#web/settings/shown-secret.tsx'
import { NewWebhook } from '#web/settings/webhook-form.tsx'
import { OneWebhook } from '#web/settings/webhook-one.tsx'
import { WebhookState } from '#web/settings/webhook-state.tsx'
import { useTypeWords } from '#web/settings/webhook.ts'
import type { Step, Webhook } from '#web/settings/webhook.ts'
import '#web/settings/webhooks.css'

export function WebhooksPart({ screens }: { readonly screens: Screens }) {
  const { webhook = '' } = useSearchTexts()
  const [shown, setShown] = useState<string | null>(null)
  const { data, error } = useSetting<{ steps: Step[] }>('/webhook-steps')
  const steps = data?.steps ?? []
  return (
    <>
      {shown === null ? null : (
        <ShownSecret
          title="hook.secret"
          about="hook.secretShown"
          text={shown}
          close={() => setShown(null)}
        />
      )}
      {webhook === '' ? (
        <AllWebhooks steps={steps} mayMake={error === null} show={setShown} />
      ) : (
        <OneWebhook id={webhook} steps={steps} screens={screens} show={setShown} />
      )}
    </>
  )
}

function AllWebhooks(props: {
  readonly steps: readonly Step[]
  readonly mayMake: boolean
  readonly show: (secret: string) => void
}) {
  const { steps, mayMake, show } = props
  const { formatMessage } = useIntl()
  const { data, error } = useSetting<{ webhooks: Webhook[] }>('/webhooks')
  return (
    <>
      <p className="muted">
        <FormattedMessage id="hook.text" />
      </p>
      {mayMake && error === null ? <NewWebhook steps={steps} show={show} /> : null}
      <SettingsTable
        name="hook.title"
        empty="hook.none"
        heads={['hook.address', 'hook.hears', 'set.company', 'hook.state']}
        error={error}
        rows={data?.webhooks.map((webhook) => ({
          key: webhook.id,
          cells: [
            <Called key="called" webhook={webhook} />,
            <Heard key="heard" types={webhook.hears} steps={steps} />,
            webhook.company ?? formatMessage({ id: 'set.allCompanies' }),
            <WebhookState key="state" webhook={webhook} />,
          ],
        }))}
      />
    </>
  )
}

/** Its address, which leads to what it was told, and what it is for. */
function Called({ webhook: { id, address, note } }: { readonly webhook: Webhook }) {
  const { company = '' } = useParams({ strict: false })
  return (
    <div className="webhook-called">
      <Link
        to="/c/$company/settings/$part"
        params={{ company, part: 'webhooks' }}
        search={{ webhook: id }}
      >
        <bdi>{address.replace(/^https:\/\//, '')}</bdi>
      </Link>
      {note === '' ? null : <span className="muted">{note}</span>}
    </div>
  )
}

/** The first steps that it hears, and how many more. */
function Heard(props: { readonly types: readonly string[]; readonly steps: readonly Step[] }) {
  const { types, steps } = props
  const { formatMessage } = useIntl()
  const words = useTypeWords(steps)
  const shown = types.slice(0, types.length > 3 ? 2 : 3)
  const more = types.length - shown.length
  return (
    <ul className="webhook-heard">
      {shown.map((type) => (
        <li key={type}>{words(type)}</li>
      ))}
      {more === 0 ? null : <li>{formatMessage({ id: 'hook.more' }, { count: more })}</li>}
    </ul>
  )
}
