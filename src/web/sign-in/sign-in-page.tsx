/** The door: who comes in, and back to where they wanted to go. */
import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { SignInSteps } from '#web/sign-in/steps.tsx'
import '#web/sign-in/sign-in.css'

export function SignInPage() {
  const search: Readonly<Record<string, string>> = useSearch({ strict: false })
  const queries = useQueryClient()
  const router = useRouter()
  const enter = async (): Promise<void> => {
    queries.clear()
    const to = search['to'] ?? '/'
    // Only our own pages: an address of another site begins with two strokes.
    await router.navigate({ href: /^\/(?![/\\])/.test(to) ? to : '/' })
  }
  return (
    <main className="door">
      <p className="house">Backstay</p>
      <h1>
        <FormattedMessage id="door.title" />
      </h1>
      <SignInSteps onSignedIn={enter}>
        <Link to="/forgotten">
          <FormattedMessage id="door.forgot" />
        </Link>
      </SignInSteps>
    </main>
  )
}
