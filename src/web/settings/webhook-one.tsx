/** One webhook: how it stands, what can be done with it, and what it was told. */
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { useSearchGo, useSearchTexts } from '#web/report/place.ts'
import type { Screens } from '#web/screens.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { DeliveryRows } from '#web/settings/delivery-rows.tsx'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { WebhookState } from '#web/settings/webhook-state.tsx'
import { useTypeWords } from '#web/settings/webhook.ts'
import type { Delivery, Step, Webhook } from '#web/settings/webhook.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import type { Word } from '#web/words/en.ts'

interface Page {
  readonly webhook: Webhook
  readonly deliveries: readonly Delivery[]
  readonly next?: string
}

interface Props {
  readonly id: string
  readonly steps: readonly Step[]
  readonly screens: Screens
  /** Shows a new secret. */
  readonly show: (secret: string) => void
}

export function OneWebhook({ id, steps, screens, show }: Props) {
  const search = useSearchTexts()
  const go = useSearchGo()
  const found = useDeliveries(id)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = found
  const webhook = data?.pages[0]?.webhook
  if (data === undefined || webhook === undefined) return <Refusal error={error} />
  return (
    <>
      <ToAll />
      <h2 className="webhook-title">
        <bdi>{webhook.address}</bdi>
      </h2>
      <Facts webhook={webhook} steps={steps} />
      <Acts webhook={webhook} show={show} />
      <h2>
        <FormattedMessage id="hook.deliveries" />
      </h2>
      <DeliveryRows
        webhook={webhook}
        deliveries={data.pages.flatMap((page) => page.deliveries)}
        steps={steps}
        screens={screens}
        open={search['open'] ?? ''}
        setOpen={(open) => go({ ...search, open }, { replace: true })}
      />
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          <FormattedMessage id="call.older" />
        </Button>
      ) : null}
    </>
  )
}

/** While something is due in a moment, it is looked again how it went. */
const lookAgain = 2_000

function useDeliveries(id: string) {
  const path = `/webhooks/${encodeURIComponent(id)}/deliveries`
  return useInfiniteQuery({
    queryKey: ['settings', path],
    queryFn: ({ pageParam, signal }) => get<Page>(path, { before: pageParam, limit: 25 }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.pages.some(isDue) ? lookAgain : false),
  })
}

function isDue({ webhook, deliveries }: Page): boolean {
  const soon = Date.now() + 15_000
  const rests = Date.parse(webhook.restsUntil ?? '') > soon
  return (
    webhook.pause === null &&
    !rests &&
    deliveries.some(({ nextAt }) => nextAt !== null && Date.parse(nextAt) < soon)
  )
}

function ToAll() {
  const { company = '' } = useParams({ strict: false })
  return (
    <Link to="/c/$company/settings/$part" params={{ company, part: 'webhooks' }} search={{}}>
      <FormattedMessage id="hook.toAll" />
    </Link>
  )
}

function Facts(props: { readonly webhook: Webhook; readonly steps: readonly Step[] }) {
  const { webhook, steps } = props
  const { company, hears, madeAt, madeBy, note, oldSecretUntil } = webhook
  const { formatDate, formatMessage } = useIntl()
  const words = useTypeWords(steps)
  const until = oldSecretUntil !== null && Date.parse(oldSecretUntil) > Date.now()
  const made = {
    by: madeBy.replace(/ \(.*/, ''),
    at: formatDate(madeAt, { dateStyle: 'medium', timeStyle: 'short' }),
  }
  const facts: readonly (readonly [Word, ReactNode])[] = [
    ['hook.state', <WebhookState key="state" webhook={webhook} />],
    ['hook.hears', hears.map((type) => words(type)).join(', ')],
    ['set.company', company ?? formatMessage({ id: 'set.allCompanies' })],
    ...(note === '' ? [] : [['hook.note', note] as const]),
    ['set.madeBy', formatMessage({ id: 'hook.madeByAt' }, made)],
    ...(until
      ? [
          [
            'hook.oldSecret',
            formatDate(oldSecretUntil, { dateStyle: 'medium', timeStyle: 'short' }),
          ] as const,
        ]
      : []),
  ]
  return (
    <dl className="webhook-facts">
      {facts.map(([word, fact]) => (
        <div key={word}>
          <dt>
            <FormattedMessage id={word} />
          </dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function Acts(props: { readonly webhook: Webhook; readonly show: (secret: string) => void }) {
  const { webhook, show } = props
  const { id, address, pausedAt } = webhook
  const { company = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  const { formatMessage } = useIntl()
  const at = `/webhooks/${id}`
  const called = (word: Word): string => `${formatMessage({ id: word })}: ${address}`
  const leave = (): void =>
    void navigate({ to: '/c/$company/settings/$part', params: { company, part: 'webhooks' } })
  return (
    <div className="webhook-acts">
      {pausedAt === null ? (
        <>
          <ActButton
            word="hook.test"
            called={called('hook.test')}
            act={{ path: `${at}/tests`, body: {} }}
            said="hook.sent"
          />
          <ActButton
            word="set.pause"
            called={called('set.pause')}
            act={{ path: `${at}/pauses`, body: {} }}
          />
        </>
      ) : (
        <ActButton
          word="set.resume"
          called={called('set.resume')}
          act={{ path: `${at}/resumptions`, body: {} }}
        />
      )}
      <FormDialog
        quiet
        title="hook.renew"
        fields={[]}
        act={() => ({ path: `${at}/secrets`, body: {} })}
        done={({ secret }) => show(String(secret))}
      >
        {() => (
          <p>
            <FormattedMessage id="hook.renewText" />
          </p>
        )}
      </FormDialog>
      <FormDialog
        quiet
        title="hook.remove"
        fields={[]}
        act={() => ({ path: `${at}/removal`, body: {} })}
        done={leave}
      >
        {() => (
          <p>
            <FormattedMessage id="hook.removeText" />
          </p>
        )}
      </FormDialog>
    </div>
  )
}
