/** Why something is set as it is: asked for wherever somebody will want to know it later. */
import { TextInput } from '@mantine/core'
import { useIntl } from 'react-intl'
import { problemAt } from '#web/settings/problems.ts'

export function ReasonField(props: {
  readonly error: Error | null
  /** Whether it is where one begins to type. */
  readonly isFirst?: boolean
  readonly longest?: number
}) {
  const { error, isFirst = false, longest = 500 } = props
  const { formatMessage } = useIntl()
  return (
    <TextInput
      name="reason"
      required
      maxLength={longest}
      {...(isFirst ? { 'data-autofocus': true } : {})}
      label={formatMessage({ id: 'set.reason' })}
      error={problemAt(error, 'reason')}
    />
  )
}
