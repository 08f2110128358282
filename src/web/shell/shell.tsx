/** The shell that stays: the desks on the left, the company and the command bar above. */
import { Outlet, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { useFollowedPreferences } from '#web/preferences.ts'
import { useScreens } from '#web/screens.ts'
import { Again } from '#web/shell/again.tsx'
import { CommandBar } from '#web/shell/command-bar.tsx'
import { ExampleBar } from '#web/shell/example-bar.tsx'
import { Rail } from '#web/shell/rail.tsx'
import { TopBar } from '#web/shell/top-bar.tsx'
import { Toasts } from '#web/shell/toasts.tsx'
import '#web/shell/shell.css'

export function Shell() {
  const { company } = useParams({ from: '/inside/c/$company' })
  const screens = useScreens(company)
  useFollowedPreferences()
  return (
    <div className="shell" data-example={screens.isExample || undefined}>
      <a className="skip" href="#content">
        <FormattedMessage id="shell.skip" />
      </a>
      <ExampleBar screens={screens} />
      <TopBar screens={screens} />
      <Rail screens={screens} />
      <main id="content" tabIndex={-1}>
        <Outlet />
      </main>
      <CommandBar screens={screens} />
      <Toasts />
      <Again />
    </div>
  )
}
