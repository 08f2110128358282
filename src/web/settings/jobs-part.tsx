/** What the server does or did in the background, and how far it is. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { useScreens } from '#web/screens.ts'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { SentenceList } from '#web/shell/sentences.tsx'
import type { Said } from '#web/controls/said.ts'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'

interface Job {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly company: string | null
  readonly state: string
  readonly askedBy: string
  readonly askedAt: string
  readonly done: number
  readonly total: number | null
  readonly problems: readonly Said[]
}

const words: Readonly<Record<string, Word>> = {
  waiting: 'set.jobState.waiting',
  running: 'set.jobState.running',
  done: 'set.jobState.done',
  failed: 'set.jobState.failed',
  cancelled: 'set.jobState.cancelled',
  parked: 'set.jobState.parked',
}

export function JobsPart() {
  const { formatDate, formatMessage } = useIntl()
  const { data, error } = useQuery({
    queryKey: ['settings', '/jobs'],
    queryFn: () => get<{ jobs: Job[] }>('/jobs'),
    refetchInterval: 3_000,
    retry: false,
  })
  return (
    <SettingsTable
      name="set.jobs"
      empty="set.noJobs"
      heads={['set.job', 'set.state', 'set.progress', 'set.madeBy', 'set.asked']}
      error={error}
      rows={data?.jobs.map((job) => ({
        key: job.id,
        cells: [
          <Title key="title" job={job} />,
          <State key="state" job={job} />,
          job.total === null
            ? job.done
            : formatMessage({ id: 'import.progress' }, { done: job.done, total: job.total }),
          job.askedBy.replace(/ \(.*/, ''),
          formatDate(job.askedAt, { dateStyle: 'medium', timeStyle: 'short' }),
        ],
        acts: <JobActs job={job} />,
      }))}
    />
  )
}

/** What a job works on is seen by who asked for it. */
function Title({ job: { id, kind, title, company, askedBy } }: { readonly job: Job }) {
  const { told } = useTold()
  const { company: here = '' } = useParams({ strict: false })
  const { person } = useScreens(here)
  if (kind !== 'bulk step' || company === null || !askedBy.startsWith(person.name)) {
    return told(title)
  }
  return (
    <Link to="/c/$company/bulk-steps/$job" params={{ company, job: id }}>
      {told(title)}
    </Link>
  )
}

function State({ job: { state, problems } }: { readonly job: Job }) {
  return (
    <>
      <FormattedMessage id={words[state] ?? 'set.jobState.waiting'} />
      <div className="wrong">
        <SentenceList problems={problems} />
      </div>
    </>
  )
}

function JobActs({ job: { id, state, title } }: { readonly job: Job }) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const called = (word: 'set.cancel' | 'set.resume'): string =>
    `${formatMessage({ id: word })}: ${told(title)}`
  const isParked = state === 'parked'
  return (
    <>
      {isParked ? (
        <ActButton
          word="set.resume"
          called={called('set.resume')}
          act={{ path: `/jobs/${id}/resumption`, body: {} }}
        />
      ) : null}
      {isParked || state === 'waiting' || state === 'running' ? (
        <ActButton
          word="set.cancel"
          called={called('set.cancel')}
          act={{ path: `/jobs/${id}/cancellation`, body: {} }}
        />
      ) : null}
    </>
  )
}
