/** One’s own sign-in and habits; drawn by hand, as no paper is behind them. */
import { useQuery } from '@tanstack/react-query'
import { FormattedMessage } from 'react-intl'
import { KeysPart } from '#web/keys/keys-part.tsx'
import { meQuery } from '#web/screens.ts'
import { AccountApp } from '#web/sign-in/account-app.tsx'
import { AccountLook } from '#web/sign-in/account-look.tsx'
import { AccountNews } from '#web/sign-in/account-news.tsx'
import { AccountPassword } from '#web/sign-in/account-password.tsx'
import { AccountSessions } from '#web/sign-in/account-sessions.tsx'
import '#web/sign-in/account.css'

export function AccountPage() {
  const { data: me } = useQuery(meQuery)
  if (me === undefined) return null
  const { name, email, organizationName: organization } = me
  const isGuest = me.confirmedBy === 'welcome'
  return (
    <div className="account">
      <h1>
        <FormattedMessage id="account.title" />
      </h1>
      <p className="muted">
        <FormattedMessage id="account.of" values={{ name, email, organization }} />
      </p>
      <AccountLook />
      <KeysPart />
      <AccountNews />
      {isGuest ? (
        <section aria-labelledby="account-guest">
          <h2 id="account-guest">
            <FormattedMessage id="account.password" />
          </h2>
          <p>
            <FormattedMessage id="account.guest" />
          </p>
        </section>
      ) : (
        <>
          <AccountPassword />
          <AccountApp me={me} />
        </>
      )}
      <AccountSessions />
    </div>
  )
}
