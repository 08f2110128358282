/** What one is to do, above what is new for one. */
import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { DueOn } from '#web/paper/tasks-part.tsx'
import { ownTasksQuery, useTurning } from '#web/paper/tasks.ts'
import type { OwnTask } from '#web/paper/tasks.ts'
import { apiPath } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { useTold } from '#web/words/told.ts'

export function OwnTasks({ screens }: { readonly screens: Screens }) {
  const { data: tasks = [] } = useQuery(ownTasksQuery)
  const { mutate, error, variables, isPending } = useTurning()
  if (tasks.length === 0) return null
  return (
    <section className="own-tasks">
      <h2>
        <FormattedMessage id="inbox.tasks" />
      </h2>
      <Refusal error={error} />
      <ul>
        {tasks.map((one) => (
          <OneTask
            key={one.task}
            one={one}
            screens={screens}
            isGoing={isPending && variables.task === one.task}
            done={(path) => mutate({ path, task: one.task, version: one.version, isDone: true })}
          />
        ))}
      </ul>
    </section>
  )
}

function OneTask(props: {
  readonly one: OwnTask
  readonly screens: Screens
  /** Whether it is being noted that it is done. */
  readonly isGoing: boolean
  readonly done: (path: string) => void
}) {
  const { one, screens, isGoing, done } = props
  const { told } = useTold()
  const { paper, text, dueOn, by } = one
  const of = screens.descriptions.find(({ name }) => name === paper.kind)
  const company = paper.company ?? screens.company.code
  if (of === undefined) return null
  return (
    <li>
      <Checkbox
        label={<bdi>{text}</bdi>}
        checked={isGoing}
        onChange={() => done(`${apiPath(of, company)}/${encodeURIComponent(paper.key)}`)}
      />
      <p className="muted">
        <Link to="/c/$company/$list/$key" params={{ company, list: of.address, key: paper.key }}>
          {told(paper.kind, 'title')}
          {paper.number === null ? null : <bdi> {paper.number}</bdi>}
        </Link>{' '}
        · <bdi>{by}</bdi>{' '}
        <DueOn day={dueOn} isLate={dueOn !== null && dueOn < screens.company.today} />
      </p>
    </li>
  )
}
