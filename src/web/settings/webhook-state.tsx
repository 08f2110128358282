/** How a webhook stands, in a sentence: at work, held back for a while, or paused and why. */
import { FormattedMessage, useIntl } from 'react-intl'
import type { Webhook } from '#web/settings/webhook.ts'

const pauseWords = {
  wished: 'hook.pausedBy',
  gone: 'hook.gone',
  failing: 'hook.failing',
} as const

export function WebhookState({ webhook }: { readonly webhook: Webhook }) {
  const { pause, pausedAt, pausedBy, restsUntil, waiting } = webhook
  const { formatDate } = useIntl()
  const moment = (text: string | null): string =>
    text === null ? '' : formatDate(text, { dateStyle: 'medium', timeStyle: 'short' })
  const values = {
    at: moment(pausedAt ?? restsUntil),
    by: (pausedBy ?? '').replace(/ \(.*/, ''),
    waiting,
  }
  if (pause !== null) {
    return (
      <span className={pause === 'wished' ? '' : 'wrong'}>
        <FormattedMessage id={pauseWords[pause]} values={values} />
      </span>
    )
  }
  if (restsUntil !== null) {
    return (
      <span className="wrong">
        <FormattedMessage id="hook.rests" values={values} />
      </span>
    )
  }
  return <FormattedMessage id={waiting === 0 ? 'hook.active' : 'hook.waits'} values={values} />
}
