/** What stands in a list's place or above it while it is fetched, empty, or cannot be read. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import type { Described } from '#web/screens.ts'
import { ErrorSentences } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

/** An empty list says what belongs there and how it is begun; or that nothing fits the filters. */
export function EmptyList(props: {
  readonly of: Described
  readonly company: string
  readonly isFiltered: boolean
  readonly clear: () => void
}) {
  const { of, company, isFiltered, clear } = props
  const { told } = useTold()
  const values = { what: told(of.plural) }
  if (isFiltered) {
    return (
      <div className="list-empty">
        <p>
          <FormattedMessage id="list.nothingFits" values={values} />
        </p>
        <Button variant="default" size="xs" onClick={clear}>
          <FormattedMessage id="list.clear" />
        </Button>
      </div>
    )
  }
  return (
    <div className="list-empty">
      <p>
        <strong>
          <FormattedMessage id="list.empty" values={values} />
        </strong>
      </p>
      {of.about === null ? null : <p>{told(of.about)}</p>}
      {of.mayWrite ? (
        <p className="bulk-actions">
          <Link
            to="/c/$company/$list/$key"
            params={{ company, list: of.address, key: 'new' }}
            className="first-action"
          >
            <FormattedMessage id="command.new" values={{ what: told(of.name) }} />
          </Link>
          <Link to="/c/$company/import" params={{ company }} search={{ kind: of.name }}>
            <FormattedMessage id="list.import" />
          </Link>
        </p>
      ) : null}
    </div>
  )
}

/** Why a list cannot be read now; what was read stays below. */
export function ListTrouble({
  error,
  again,
}: {
  readonly error: Error
  readonly again: () => void
}) {
  return (
    <div role="alert" className="list-trouble">
      <ErrorSentences error={error} />
      <Button variant="default" size="xs" onClick={again}>
        <FormattedMessage id="list.again" />
      </Button>
    </div>
  )
}

/** Rows that are not there yet: their places, and nothing that moves. */
export function WaitingRows() {
  return (
    <div className="list-waiting" role="status">
      <span className="sr-only">
        <FormattedMessage id="shell.waiting" />
      </span>
      {Array.from({ length: 12 }, (_, at) => (
        <div key={at} />
      ))}
    </div>
  )
}
