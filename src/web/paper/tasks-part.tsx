/** What somebody is to do about a paper: given to who may read it, and done with one click. */
import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { FocusEvent, FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { readDay, writtenDay } from '#web/controls/days.ts'
import { useHabits } from '#web/controls/habits.ts'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import { tasksQuery, useTurning } from '#web/paper/tasks.ts'
import type { Task } from '#web/paper/tasks.ts'
import { useScreens } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import { problemAt } from '#web/settings/problems.tsx'
import { Refusal } from '#web/shell/refusal.tsx'
import { typedText } from '#web/sign-in/typed.ts'

export function Tasks({ path }: { readonly path: string }) {
  const { company = '' } = useParams({ strict: false })
  const screens = useScreens(company)
  const { data: tasks = [] } = useQuery(tasksQuery(path))
  const [isNew, setNew] = useState(false)
  const turning = useTurning()
  return (
    <section className="tasks">
      <h2>
        <FormattedMessage id="paper.tasks" />
      </h2>
      <Refusal error={turning.error} />
      {tasks.length === 0 ? null : (
        <ul className="plain-list">
          {tasks.map((task) => (
            <OneTask
              key={task.task}
              task={task}
              me={screens.person.id}
              today={screens.company.today}
              turn={(isDone) => {
                const { task: id, version } = task
                turning.mutate({ path, task: id, version, isDone })
              }}
            />
          ))}
        </ul>
      )}
      {isNew ? (
        <NewTask path={path} screens={screens} close={() => setNew(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setNew(true)}>
          <FormattedMessage id="paper.task.add" />
        </Button>
      )}
    </section>
  )
}

function OneTask(props: {
  readonly task: Task
  readonly me: string
  readonly today: string
  readonly turn: (isDone: boolean) => void
}) {
  const { task, me, today, turn } = props
  const { text, assigneeName: name, isDone, dueOn } = task
  return (
    <li data-done={isDone}>
      <Checkbox
        label={<bdi>{text}</bdi>}
        checked={isDone}
        disabled={![task.person, task.assignee].includes(me)}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      <p className="muted">
        <bdi>{name}</bdi> <DueOn day={dueOn} isLate={!isDone && dueOn !== null && dueOn < today} />
      </p>
    </li>
  )
}

/** The last day for a task. */
export function DueOn({ day, isLate }: { readonly day: string | null; readonly isLate: boolean }) {
  const { language } = useHabits()
  if (day === null) return null
  return (
    <span className={isLate ? 'late' : undefined}>
      <FormattedMessage id="paper.task.until" values={{ day: writtenDay(day, language) }} />
    </span>
  )
}

function NewTask(props: {
  readonly path: string
  readonly screens: Screens
  readonly close: () => void
}) {
  const { path, screens, close } = props
  const { formatMessage } = useIntl()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const [assignee, setAssignee] = useState<string | null>(screens.person.id)
  const days = useTypedDay(screens.company.today)
  const { mutate, error, isPending } = useGiving(path, close)
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    mutate({ text: typedText(typed, 'text'), assignee, dueOn: days.inForm(typed) })
  }
  const at = (field: string) => problemAt(error, `tasks[1].${field}`) ?? problemAt(error, field)
  return (
    <form onSubmit={send}>
      <TextInput
        name="text"
        required
        maxLength={500}
        autoFocus
        label={formatMessage({ id: 'paper.task.text' })}
        error={at('text')}
      />
      <Select
        required
        searchable
        value={assignee}
        onChange={setAssignee}
        data={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
        label={formatMessage({ id: 'paper.task.who' })}
        error={at('assignee')}
      />
      <TextInput
        name="dueOn"
        label={formatMessage({ id: 'paper.task.dueOn' })}
        description={formatMessage({ id: 'paper.task.dueHelp' })}
        error={at('dueOn')}
        onBlur={days.write}
      />
      <Refusal error={error} without={ofFields} />
      <Giving isPending={isPending} close={close} />
    </form>
  )
}

const ofFields = ['text', 'assignee', 'dueOn'].flatMap((name) => [name, `tasks[1].${name}`])

function Giving(props: { readonly isPending: boolean; readonly close: () => void }) {
  return (
    <div className="saying">
      <Button type="submit" size="xs" loading={props.isPending}>
        <FormattedMessage id="paper.task.give" />
      </Button>
      <Button size="xs" variant="subtle" onClick={props.close}>
        <FormattedMessage id="paper.task.leave" />
      </Button>
    </div>
  )
}

function useGiving(path: string, close: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (task: object) => post(`${path}/tasks`, { tasks: [task] }),
    onSuccess: async () => {
      close()
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      await queries.invalidateQueries({ queryKey: ['happened'] })
    },
  })
}

/** A day as it is typed: "t", "+3"; it is written out when the field is left. */
function useTypedDay(today: string) {
  const { language } = useHabits()
  const written = useRef<{ readonly text: string; readonly day: string } | null>(null)
  const dayOf = (text: string): string | null =>
    text === written.current?.text ? written.current.day : readDay(text, today, language)
  // What is no day is sent as it was typed, and refused with the sentence for it.
  const inForm = (typed: FormData): string | null => {
    const due = typedText(typed, 'dueOn').trim()
    return due === '' ? null : (dayOf(due) ?? due)
  }
  const write = ({ currentTarget }: FocusEvent<HTMLInputElement>): void => {
    const day = dayOf(currentTarget.value.trim())
    if (day === null) return
    written.current = { day, text: writtenDay(day, language) }
    currentTarget.value = written.current.text
  }
  return { inForm, write }
}
