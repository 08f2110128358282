/** The strip of an example: in words and in a colour of its own, that nothing here is real. */
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Screens } from '#web/screens.ts'

export function ExampleBar({ screens }: { readonly screens: Screens }) {
  const { formatMessage } = useIntl()
  if (!screens.isExample) return null
  const { code: company } = screens.company
  return (
    <aside className="example-bar" aria-label={formatMessage({ id: 'example.label' })}>
      <strong>
        <FormattedMessage id="example.label" />
      </strong>
      <span className="long">
        <FormattedMessage id="example.text" />
      </span>
      <Link to="/c/$company/settings/$part" params={{ company, part: 'companies' }}>
        <FormattedMessage id="example.end" />
      </Link>
    </aside>
  )
}
