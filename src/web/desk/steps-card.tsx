/** The first steps on one's desk, as long as some are left and they are not hidden. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import type { Screens } from '#web/screens.ts'
import { useStepsHidden } from '#web/settings/steps-hidden.ts'
import { useFirstSteps } from '#web/settings/steps.ts'
import { StepLink } from '#web/settings/step-link.tsx'

export function StepsCard({ screens }: { readonly screens: Screens }) {
  const company = screens.company.code
  const [isHidden, hide] = useStepsHidden(company)
  const isMeant = !isHidden && !screens.isExample && screens.person.settings.includes('roles')
  const { groups, done, all, isKnown } = useFirstSteps(screens, isMeant)
  const next = groups.flatMap(({ steps }) => steps).find(({ isDone }) => !isDone)
  if (!isMeant || !isKnown || next === undefined) return null
  return (
    <section className="desk-part steps-card">
      <h2>
        <FormattedMessage id="steps.title" />
      </h2>
      <p>
        <FormattedMessage id="step.sofar" values={{ done, all }} />{' '}
        <Link to="/c/$company/first-steps" params={{ company }}>
          <FormattedMessage id="step.see" />
        </Link>
      </p>
      <p>
        <StepLink place={next.place} company={company}>
          <FormattedMessage id={next.word} />
        </StepLink>{' '}
        <Button variant="subtle" size="compact-sm" onClick={() => hide(true)}>
          <FormattedMessage id="step.hide" />
        </Button>
      </p>
    </section>
  )
}
