/** What an organization sets for itself; drawn by hand over the operations of each part. */
import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { useScreens } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import { CallsPart } from '#web/settings/calls-part.tsx'
import { CompaniesPart } from '#web/settings/companies-part.tsx'
import { DutiesPart } from '#web/settings/duties-part.tsx'
import { JobsPart } from '#web/settings/jobs-part.tsx'
import { KeysPart } from '#web/settings/keys-part.tsx'
import { NumberingPart } from '#web/settings/numbering-part.tsx'
import { OwnFieldsPart } from '#web/settings/own-fields-part.tsx'
import { PeoplePart } from '#web/settings/people-part.tsx'
import { PeriodsPart } from '#web/settings/periods-part.tsx'
import { PoliciesPart } from '#web/settings/policies-part.tsx'
import { PrintsPart } from '#web/settings/prints-part.tsx'
import { RolesPart } from '#web/settings/roles-part.tsx'
import { TimetablePart } from '#web/settings/timetable-part.tsx'
import { WebhooksPart } from '#web/settings/webhooks-part.tsx'
import type { Word } from '#web/words/en.ts'
import '#web/settings/settings.css'

interface Part {
  readonly name: string
  readonly word: Word
  readonly Content: ComponentType<{ readonly screens: Screens }>
}

/** Each part with its name in the address; the command bar goes to them, too. */
export const parts: readonly Part[] = [
  { name: 'people', word: 'set.people', Content: PeoplePart },
  { name: 'roles', word: 'set.roles', Content: RolesPart },
  { name: 'duties', word: 'set.duties', Content: DutiesPart },
  { name: 'approvals', word: 'set.approvals', Content: PoliciesPart },
  { name: 'companies', word: 'set.companies', Content: CompaniesPart },
  { name: 'periods', word: 'set.periods', Content: PeriodsPart },
  { name: 'numbering', word: 'set.numbering', Content: NumberingPart },
  { name: 'prints', word: 'set.prints', Content: PrintsPart },
  { name: 'own-fields', word: 'set.ownFields', Content: OwnFieldsPart },
  { name: 'keys', word: 'set.keys', Content: KeysPart },
  { name: 'calls', word: 'set.calls', Content: CallsPart },
  { name: 'webhooks', word: 'hook.title', Content: WebhooksPart },
  { name: 'jobs', word: 'set.jobs', Content: JobsPart },
  { name: 'timetable', word: 'set.timetable', Content: TimetablePart },
]

/** On a phone the parts stand in one line, of which the present one is to be seen. */
function inSight(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

export function SettingsPage() {
  const { company = '', part = '' } = useParams({ strict: false })
  const screens = useScreens(company)
  const { formatMessage } = useIntl()
  const shown = parts.find(({ name }) => name === part) ?? parts[0]
  if (shown === undefined) return null
  const { Content } = shown
  return (
    <div className="settings">
      <nav aria-label={formatMessage({ id: 'set.title' })}>
        <ul>
          {parts.map(({ name, word }) => (
            <li key={name}>
              <Link
                to="/c/$company/settings/$part"
                params={{ company, part: name }}
                ref={name === shown.name ? inSight : undefined}
              >
                <FormattedMessage id={word} />
              </Link>
            </li>
          ))}
          <li>
            <Link to="/c/$company/first-steps" params={{ company }}>
              <FormattedMessage id="steps.title" />
            </Link>
          </li>
        </ul>
      </nav>
      <div className="part">
        <h1>
          <FormattedMessage id={shown.word} />
        </h1>
        <Content key={shown.name} screens={screens} />
      </div>
    </div>
  )
}
