/** The desk of a department: what waits, what is late, and its figures. */
import { useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { Desk } from '#web/desk/desk.tsx'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/report/report.css'

export function DeskPage() {
  const { company, desk: name } = useParams({ from: '/inside/c/$company/desks/$desk' })
  const screens = useScreens(company)
  const { told } = useTold()
  const desk = screens.desks.find((one) => one.name === name)
  if (desk === undefined) {
    return (
      <p className="report-none">
        <FormattedMessage id="desk.unknown" />
      </p>
    )
  }
  return (
    <Desk key={name} screens={screens} title={told(desk.title)} desks={[desk]} isMine={false} />
  )
}
