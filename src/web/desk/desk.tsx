/** How a desk is laid out: what needs somebody, what is late, how we do, and the way to work. */
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { Charts } from '#web/desk/charts.tsx'
import { DeskDay, useAsOf } from '#web/desk/desk-day.tsx'
import { Late, ageingReport } from '#web/desk/late.tsx'
import { Needed } from '#web/desk/needed.tsx'
import { Standing } from '#web/desk/standing.tsx'
import { StepsCard } from '#web/desk/steps-card.tsx'
import { TaxReturn, taxReport } from '#web/desk/tax-return.tsx'
import { WhyPane } from '#web/report/why-pane.tsx'
import type { DeskPage, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/desk/desk.css'

export function Desk(props: {
  readonly screens: Screens
  readonly title: string
  readonly desks: readonly DeskPage[]
  /** Whether it is everything of the one who is signed in, and not one department. */
  readonly isMine: boolean
}) {
  const { screens, title, desks, isMine } = props
  const reports = desks.flatMap((desk) => desk.reports)
  const asOf = useAsOf(screens)
  return (
    <div className="with-why">
      <article className="desk">
        <header className="desk-head">
          <h1>{title}</h1>
          {reports.length === 0 ? null : <DeskDay screens={screens} />}
        </header>
        {isMine ? <StepsCard screens={screens} /> : null}
        <div className="desk-first">
          <Needed screens={screens} desks={desks} isMine={isMine} />
          {reports.includes(ageingReport) ? <Late screens={asOf} /> : null}
        </div>
        <Standing screens={asOf} reports={reports} />
        <Charts screens={asOf} reports={reports} />
        {reports.includes(taxReport) && !isMine ? <TaxReturn screens={asOf} /> : null}
        {isMine ? null : <Work screens={screens} desks={desks} />}
      </article>
      <WhyPane screens={screens} />
    </div>
  )
}

/** The lists and reports of a desk, where the rail is not at hand. */
function Work({
  screens,
  desks,
}: {
  readonly screens: Screens
  readonly desks: readonly DeskPage[]
}) {
  const { told } = useTold()
  const company = screens.company.code
  const names = new Set(desks.flatMap(({ papers, registers }) => [...papers, ...registers]))
  const reports = new Set(desks.flatMap((desk) => desk.reports))
  return (
    <section className="desk-part">
      <h2>
        <FormattedMessage id="desk.work" />
      </h2>
      <ul className="desk-work">
        {screens.descriptions
          .filter(({ name }) => names.has(name))
          .map(({ address, plural }) => (
            <li key={address}>
              <Link to="/c/$company/$list" params={{ company, list: address }}>
                {told(plural, 'title')}
              </Link>
            </li>
          ))}
        {screens.reports
          .filter(({ name }) => reports.has(name))
          .map(({ name, title }) => (
            <li key={name}>
              <Link to="/c/$company/reports/$report" params={{ company, report: name }}>
                {told(title)}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  )
}
