/** What is asked for by itself, and when: held back, taken up again, run now. */
import { FormattedMessage, useIntl } from 'react-intl'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { useTold } from '#web/words/told.ts'

interface Task {
  readonly task: string
  readonly title: string
  readonly company: string | null
  readonly every: 'day' | 'week' | 'month'
  readonly onDay: number | null
  readonly at: string
  readonly nextAt: string
  readonly pausedAt: string | null
}

const everyWords = {
  day: 'set.every.day',
  week: 'set.every.week',
  month: 'set.every.month',
} as const

export function TimetablePart() {
  const { told } = useTold()
  const { formatDate, formatMessage } = useIntl()
  const { data, error } = useSetting<{ tasks: Task[] }>('/timetable')
  return (
    <SettingsTable
      name="set.timetable"
      empty="set.noTasks"
      heads={['set.task', 'set.company', 'set.when', 'set.next']}
      error={error}
      rows={data?.tasks.map((task) => ({
        key: `${task.task} ${task.company ?? ''}`,
        cells: [
          told(task.title),
          task.company ?? formatMessage({ id: 'set.allCompanies' }),
          formatMessage({ id: everyWords[task.every] }, { at: task.at, day: task.onDay ?? 1 }),
          task.pausedAt === null ? (
            formatDate(task.nextAt, { dateStyle: 'medium', timeStyle: 'short' })
          ) : (
            <FormattedMessage id="set.paused" />
          ),
        ],
        acts: <TaskActs task={task} />,
      }))}
    />
  )
}

function TaskActs({ task }: { readonly task: Task }) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const body = { task: task.task, ...(task.company === null ? {} : { company: task.company }) }
  const called = (word: 'set.resume' | 'set.pause' | 'set.run'): string =>
    `${formatMessage({ id: word })}: ${told(task.title)}`
  return (
    <>
      {task.pausedAt === null ? (
        <ActButton
          word="set.pause"
          called={called('set.pause')}
          act={{ path: '/timetable/pauses', body }}
        />
      ) : (
        <ActButton
          word="set.resume"
          called={called('set.resume')}
          act={{ path: '/timetable/resumptions', body }}
        />
      )}
      <ActButton
        word="set.run"
        called={called('set.run')}
        act={{ path: '/timetable/runs', body }}
        said="set.asked2"
      />
    </>
  )
}
