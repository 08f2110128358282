/** What a webhook was told, in a table; a row opens to each attempt. */
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Screens } from '#web/screens.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { useTypeWords } from '#web/settings/webhook.ts'
import type { Attempt, Delivery, Step, Webhook } from '#web/settings/webhook.ts'
import type { Word } from '#web/words/en.ts'

interface Props {
  readonly webhook: Webhook
  readonly deliveries: readonly Delivery[]
  readonly steps: readonly Step[]
  readonly screens: Screens
  /** The number of the message whose attempts are shown. */
  readonly open: string
  readonly setOpen: (id: string) => void
}

const heads = ['call.at', 'hook.event', 'call.status', 'call.took', 'hook.attempts'] as const
const figures: ReadonlySet<Word> = new Set(['call.took', 'hook.attempts'])

export function DeliveryRows(props: Props) {
  const { webhook, deliveries, steps, screens, open, setOpen } = props
  if (deliveries.length === 0) {
    return (
      <p className="muted">
        <FormattedMessage id="hook.nothing" />
      </p>
    )
  }
  return (
    <div className="scrolls deliveries">
      <table>
        <caption className="sr-only">
          <FormattedMessage id="hook.deliveries" />
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={figures.has(head) ? 'figure' : ''}>
                <FormattedMessage id={head} />
              </th>
            ))}
            <th scope="col">
              <FormattedMessage id="hook.next" />
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <Fragment key={delivery.id}>
              <Row {...{ webhook, delivery, steps, setOpen }} isOpen={open === delivery.id} />
              {open === delivery.id ? (
                <Details webhook={webhook} delivery={delivery} screens={screens} />
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row(props: {
  readonly webhook: Webhook
  readonly delivery: Delivery
  readonly steps: readonly Step[]
  readonly isOpen: boolean
  readonly setOpen: (id: string) => void
}) {
  const { webhook, delivery, steps, isOpen, setOpen } = props
  const { id, at, type, number, attempts, nextAt } = delivery
  const { formatDate, formatMessage, formatNumber } = useIntl()
  const words = useTypeWords(steps)
  const [last] = attempts
  const label = (head: Word): string => formatMessage({ id: head })
  return (
    <tr className={isOpen ? 'is-open' : ''}>
      <td>{formatDate(at, { dateStyle: 'short', timeStyle: 'medium' })}</td>
      <td>
        <button
          type="button"
          className="event"
          aria-expanded={isOpen}
          onClick={() => setOpen(isOpen ? '' : id)}
        >
          {words(type)} {number === null ? null : <bdi className="number">{number}</bdi>}
        </button>
      </td>
      <td data-label={label('call.status')}>
        <Answer attempt={last} />
      </td>
      <td data-label={label('call.took')} className="figure">
        {last === undefined ? '' : formatNumber(last.milliseconds)}
      </td>
      <td data-label={label('hook.attempts')} className="figure">
        {formatNumber(last?.attempt ?? 0)}
      </td>
      <td data-label={label('hook.next')}>
        {nextAt === null || webhook.pause !== null
          ? '–'
          : formatDate(laterOf(nextAt, webhook.restsUntil), {
              dateStyle: 'short',
              timeStyle: 'medium',
            })}
      </td>
    </tr>
  )
}

function laterOf(one: string, other: string | null): string {
  return other !== null && Date.parse(other) > Date.parse(one) ? other : one
}

const failureWords: Readonly<Record<string, Word>> = {
  'address-refused': 'hook.addressRefused',
  'name-unknown': 'hook.nameUnknown',
  'time-over': 'hook.timeOver',
  certificate: 'hook.certificate',
  connection: 'hook.connection',
}

/** What was answered, or why nothing was. */
function Answer({ attempt }: { readonly attempt: Attempt | undefined }) {
  if (attempt === undefined) return <FormattedMessage id="hook.notYet" />
  const { status, failure } = attempt
  const isTaken = status !== null && status >= 200 && status < 300
  return (
    <span className={isTaken ? '' : 'wrong'}>
      {status ?? <FormattedMessage id={failureWords[failure ?? ''] ?? 'hook.connection'} />}
    </span>
  )
}

function Details(props: {
  readonly webhook: Webhook
  readonly delivery: Delivery
  readonly screens: Screens
}) {
  const { webhook, delivery, screens } = props
  const { id, attempts, kind, key, company, number } = delivery
  const { formatDate, formatMessage, formatNumber } = useIntl()
  const of = screens.descriptions.find(({ name }) => name === kind)
  return (
    <tr className="details">
      <td colSpan={heads.length + 1}>
        <p>
          <code>{id}</code>
        </p>
        {attempts.length === 0 ? null : (
          <ol reversed start={attempts[0]?.attempt}>
            {attempts.map((attempt) => (
              <li key={attempt.attempt}>
                {formatDate(attempt.at, { dateStyle: 'medium', timeStyle: 'medium' })}
                {' · '}
                <Answer attempt={attempt} />
                {' · '}
                {formatMessage(
                  { id: 'hook.milliseconds' },
                  { count: formatNumber(attempt.milliseconds) },
                )}
              </li>
            ))}
          </ol>
        )}
        {of === undefined || key === null || company === null ? null : (
          <Link to="/c/$company/$list/$key" params={{ company, list: of.address, key }}>
            <FormattedMessage id="inbox.openPaper" />
          </Link>
        )}{' '}
        {webhook.pause === null ? (
          <ActButton
            word="hook.again"
            called={`${formatMessage({ id: 'hook.again' })}: ${number ?? id}`}
            act={{ path: `/webhooks/${webhook.id}/deliveries/${id}/resendings`, body: {} }}
            said="hook.sent"
          />
        ) : null}
      </td>
    </tr>
  )
}
