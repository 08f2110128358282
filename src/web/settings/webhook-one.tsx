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
import { ChangedWebhook } from '#web/settings/webhook-form.tsx'
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
      <Acts webhook={webhook} steps={steps} show={show} />
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
/** What is being sent is held a minute by the server that sends it, and then due again. */
const withinReach = 90_000

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
  const soon = Date.now() + withinReach
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

function Acts(props: {
  readonly webhook: Webhook
  readonly steps: readonly Step[]
  readonly show: (secret: string) => void
}) {
  const { webhook, steps, show } = props
  const { id, address, pausedAt } = webhook
  const { formatMessage } = useIntl()
  const act = (word: Word, name: string, said: Word = 'set.done'): ReactNode => (
    <ActButton
      word={word}
      called={`${formatMessage({ id: word })}: ${address}`}
      act={{ path: `/webhooks/${id}/${name}`, body: {} }}
      said={said}
    />
  )
  return (
    <div className="webhook-acts">
      {pausedAt === null ? act('hook.test', 'tests', 'hook.sent') : null}
      {pausedAt === null ? act('set.pause', 'pauses') : act('set.resume', 'resumptions')}
      <ChangedWebhook webhook={webhook} steps={steps} />
      <Confirmed
        title="hook.renew"
        text="hook.renewText"
        path={`/webhooks/${id}/secrets`}
        done={({ secret }) => show(String(secret))}
      />
      <Removal id={id} />
    </div>
  )
}

function Removal({ id }: { readonly id: string }) {
  const { company = '' } = useParams({ strict: false })
  const navigate = useNavigate()
  return (
    <Confirmed
      title="hook.remove"
      text="hook.removeText"
      path={`/webhooks/${id}/removal`}
      done={() =>
        void navigate({ to: '/c/$company/settings/$part', params: { company, part: 'webhooks' } })
      }
    />
  )
}

/** What is done after one has read what it means. */
function Confirmed(props: {
  readonly title: Word
  readonly text: Word
  readonly path: string
  readonly done: (answer: Readonly<Record<string, unknown>>) => void
}) {
  const { title, text, path, done } = props
  return (
    <FormDialog quiet title={title} fields={[]} act={() => ({ path, body: {} })} done={done}>
      {() => (
        <p>
          <FormattedMessage id={text} />
        </p>
      )}
    </FormDialog>
  )
}
