/** What needs me first, then what is late, then how we do. */
import { useParams } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import { Desk } from '#web/desk/desk.tsx'
import { useScreens } from '#web/screens.ts'
import '#web/report/report.css'

export function MyDesk() {
  const { company } = useParams({ from: '/inside/c/$company' })
  const screens = useScreens(company)
  const { formatMessage } = useIntl()
  const title = formatMessage({ id: 'shell.myDesk' })
  return <Desk screens={screens} title={title} desks={screens.desks} isMine />
}
