/** A job with many papers by itself: found again from news, and from the list of jobs. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { workQuery } from '#web/list/work.ts'
import { WorkView } from '#web/list/work-view.tsx'
import { useScreens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/list/list.css'

export function WorkPage() {
  const { company = '', job = '' } = useParams({ strict: false })
  const { data } = useQuery(workQuery(company, job))
  const { descriptions } = useScreens(company)
  const { told } = useTold()
  const of = descriptions.find(({ name }) => name === data?.kind)
  return (
    <div className="work-page">
      <h1>{data === undefined ? <FormattedMessage id="work.page" /> : told(data.title)}</h1>
      <WorkView company={company} job={job} />
      <p className="work-ways">
        {of === undefined ? null : (
          <Link to="/c/$company/$list" params={{ company, list: of.address }}>
            {told(of.plural, 'title')}
          </Link>
        )}
        <Link to="/c/$company/settings/$part" params={{ company, part: 'jobs' }}>
          <FormattedMessage id="set.jobs" />
        </Link>
      </p>
    </div>
  )
}
