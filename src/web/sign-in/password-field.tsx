/** A field for a password, with a button that shows what is typed. */
import { PasswordInput } from '@mantine/core'
import type { PasswordInputProps } from '@mantine/core'
import { useIntl } from 'react-intl'

export function PasswordField(props: PasswordInputProps) {
  const { formatMessage } = useIntl()
  const name = formatMessage({ id: 'door.show' })
  return <PasswordInput required {...props} visibilityToggleButtonProps={{ 'aria-label': name }} />
}
