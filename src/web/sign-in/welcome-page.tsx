/** Behind the link of the terminal: the example, or a company of one’s own. */
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage } from 'react-intl'
import { post } from '#web/api.ts'
import { tokenBehindHash } from '#web/sign-in/token.ts'
import '#web/sign-in/sign-in.css'

export function WelcomePage() {
  const [token] = useState(tokenBehindHash)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (_to: '/' | '/new-company') => await post('/welcome', { token }),
    onSuccess: async (_, to) => {
      queries.clear()
      await navigate({ to })
    },
  })
  return (
    <main className="door welcome">
      <p className="house">Backstay</p>
      <h1>
        <FormattedMessage id="welcome.title" />
      </h1>
      <p>
        <FormattedMessage id="welcome.text" />
      </p>
      {token === '' || error !== null ? (
        <div role="alert">
          <p className="wrong">{error?.message ?? <FormattedMessage id="door.noToken" />}</p>
          <Link to="/sign-in">
            <FormattedMessage id="door.back" />
          </Link>
        </div>
      ) : (
        <Ways isPending={isPending} go={mutate} />
      )}
    </main>
  )
}

function Ways(props: {
  readonly isPending: boolean
  readonly go: (to: '/' | '/new-company') => void
}) {
  const { isPending, go } = props
  return (
    <>
      <div className="ways">
        <div>
          <p>
            <FormattedMessage id="welcome.exampleText" />
          </p>
          <Button loading={isPending} onClick={() => go('/')}>
            <FormattedMessage id="welcome.example" />
          </Button>
        </div>
        <div>
          <p>
            <FormattedMessage id="welcome.ownText" />
          </p>
          <Button variant="default" loading={isPending} onClick={() => go('/new-company')}>
            <FormattedMessage id="welcome.own" />
          </Button>
        </div>
      </div>
      <p className="muted">
        <FormattedMessage id="welcome.over" />
      </p>
    </>
  )
}
