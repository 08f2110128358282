/** What a new company does first, with what is done of it; drawn by hand, as it names papers. */
import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { useScreens } from '#web/screens.ts'
import { useStepsHidden } from '#web/settings/steps-hidden.ts'
import { useFirstSteps } from '#web/settings/steps.ts'
import type { ShownGroup, ShownStep } from '#web/settings/steps.ts'
import { StepLink } from '#web/settings/step-link.tsx'
import { useTold } from '#web/words/told.ts'
import '#web/settings/new-company.css'

export function FirstSteps() {
  const { company = '' } = useParams({ strict: false })
  const screens = useScreens(company)
  const { groups, done, all, isKnown } = useFirstSteps(screens)
  const [isHidden, hide] = useStepsHidden(company)
  const next = isKnown ? groups.flatMap(({ steps }) => steps).find(({ isDone }) => !isDone) : null
  return (
    <div className="first-steps">
      <h1>
        <FormattedMessage id="steps.title" />
      </h1>
      <p>
        <FormattedMessage id="steps.text" />
      </p>
      {isKnown ? (
        <p className="muted" role="status">
          <FormattedMessage id="step.sofar" values={{ done, all }} />
        </p>
      ) : null}
      {groups.map((group) => (
        <OneGroup key={group.desk} group={group} company={company} next={next ?? null} />
      ))}
      <p className="other">
        <Link to="/c/$company/import" params={{ company }}>
          <FormattedMessage id="steps.import" />
        </Link>
        <Link to="/c/$company" params={{ company }}>
          <FormattedMessage id="steps.desk" />
        </Link>
        <Button variant="subtle" size="compact-sm" onClick={() => hide(!isHidden)}>
          <FormattedMessage id={isHidden ? 'step.show' : 'step.hide'} />
        </Button>
      </p>
    </div>
  )
}

function OneGroup(props: {
  readonly group: ShownGroup
  readonly company: string
  readonly next: ShownStep | null
}) {
  const { group, company, next } = props
  const { told } = useTold()
  return (
    <section>
      <h2>{group.title === null ? <FormattedMessage id="shell.house" /> : told(group.title)}</h2>
      <ol>
        {group.steps.map((step) => (
          <OneStep key={step.word} step={step} company={company} isNext={step === next} />
        ))}
      </ol>
    </section>
  )
}

function OneStep(props: {
  readonly step: ShownStep
  readonly company: string
  readonly isNext: boolean
}) {
  const { step, company, isNext } = props
  if (isNext) {
    return (
      <li>
        <span>
          <FormattedMessage id={step.word} />
        </span>
        <StepLink place={step.place} company={company} isNext>
          <FormattedMessage id="steps.next" />
        </StepLink>
      </li>
    )
  }
  return (
    <li>
      <StepLink place={step.place} company={company}>
        <FormattedMessage id={step.word} />
      </StepLink>
      {step.isDone ? (
        <span className="done">
          ✓ <FormattedMessage id="steps.done" />
        </span>
      ) : null}
    </li>
  )
}
