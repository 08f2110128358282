/** What the settings know of webhooks: how the API tells them, and how their steps are called. */
import { useIntl } from 'react-intl'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'

export interface Webhook {
  readonly id: string
  readonly company: string | null
  readonly address: string
  readonly note: string
  readonly hears: readonly string[]
  readonly madeBy: string
  readonly madeAt: string
  readonly oldSecretUntil: string | null
  readonly pausedAt: string | null
  readonly pause: 'wished' | 'gone' | 'failing' | null
  readonly pausedBy: string | null
  readonly waiting: number
  readonly restsUntil: string | null
}

/** A step that can be heard. */
export interface Step {
  readonly type: string
  readonly kind: string
  readonly step: string
}

export interface Attempt {
  readonly attempt: number
  readonly at: string
  readonly status: number | null
  readonly failure: string | null
  readonly milliseconds: number
}

export interface Delivery {
  readonly id: string
  readonly type: string
  readonly company: string | null
  readonly kind: string | null
  readonly key: string | null
  readonly number: string | null
  readonly at: string
  readonly deliveredAt: string | null
  readonly nextAt: string | null
  readonly attempts: readonly Attempt[]
}

/** What is done with every paper, which no description names. */
const usual: Readonly<Record<string, Word>> = {
  write: 'hook.write',
  change: 'hook.change',
  'throw away': 'hook.throwAway',
}

/** How a step is called: "issue". */
export function useStepWord(): (step: string) => string {
  const { formatMessage } = useIntl()
  const { toldVerb } = useTold()
  return (step) => {
    const own = usual[step]
    return own === undefined ? toldVerb(step) : formatMessage({ id: own })
  }
}

/** "sales_invoice.issue" among the steps, as people say it: "Sales invoice: issue". */
export function useTypeWords(steps: readonly Step[]): (type: string) => string {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const word = useStepWord()
  return (type) => {
    const found = steps.find((one) => one.type === type)
    if (found === undefined)
      return type === 'webhook.test' ? formatMessage({ id: 'hook.try' }) : type
    return `${told(found.kind, 'title')}: ${word(found.step)}`
  }
}
