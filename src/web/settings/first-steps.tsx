/** What a new company does first; drawn by hand, as it names the papers of a first sale. */
import { Button } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { get } from '#web/api.ts'
import { useScreens } from '#web/screens.ts'
import type { Word } from '#web/words/en.ts'
import '#web/settings/new-company.css'

interface FirstStep {
  readonly list: string
  readonly word: Word
  readonly asked?: Readonly<Record<string, string>>
}

const steps: readonly FirstStep[] = [
  { list: 'parties', word: 'steps.customer' },
  { list: 'items', word: 'steps.item' },
  { list: 'sales-invoices', word: 'steps.invoice', asked: { state: 'issued' } },
]

export function FirstSteps() {
  const { company } = useParams({ strict: false })
  const { company: own, descriptions } = useScreens(company ?? '')
  const done = useQueries({
    queries: steps.map(({ list, asked = {} }) => {
      const of = descriptions.find(({ address }) => address === list)
      const inside = of?.ofCompany === true ? `/companies/${own.code}` : ''
      return {
        queryKey: ['count', own.code, list, asked],
        queryFn: async () =>
          (await get<{ count: number }>(`${inside}/counts/${list}`, asked)).count,
        enabled: of !== undefined,
      }
    }),
    combine: (all) => all.map(({ data = 0 }) => data > 0),
  })
  const next = done.indexOf(false)
  return (
    <div className="first-steps">
      <h1>
        <FormattedMessage id="steps.title" />
      </h1>
      <p>
        <FormattedMessage id="steps.text" />
      </p>
      <ol>
        {steps.map((step, at) => (
          <OneStep
            key={step.list}
            step={step}
            company={own.code}
            state={done[at] === true ? 'done' : at === next ? 'next' : 'later'}
          />
        ))}
      </ol>
      <p className="other">
        <Link to="/c/$company/import" params={{ company: own.code }}>
          <FormattedMessage id="steps.import" />
        </Link>
        <Link to="/c/$company" params={{ company: own.code }}>
          <FormattedMessage id="steps.desk" />
        </Link>
      </p>
    </div>
  )
}

function OneStep(props: {
  readonly step: FirstStep
  readonly company: string
  readonly state: 'done' | 'next' | 'later'
}) {
  const { step, company, state } = props
  const params = { company, list: step.list, key: 'new' }
  return (
    <li>
      {state === 'next' ? (
        <>
          <span>
            <FormattedMessage id={step.word} />
          </span>
          <Button
            renderRoot={(root) => <Link {...root} to="/c/$company/$list/$key" params={params} />}
          >
            <FormattedMessage id="steps.next" />
          </Button>
        </>
      ) : (
        <>
          <Link to="/c/$company/$list/$key" params={params}>
            <FormattedMessage id={step.word} />
          </Link>
          {state === 'done' ? (
            <span className="done">
              ✓ <FormattedMessage id="steps.done" />
            </span>
          ) : null}
        </>
      )}
    </li>
  )
}
