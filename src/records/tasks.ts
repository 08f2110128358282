/**
 * Tasks on papers and on rows of registers: somebody asks another, or themself, to do something
 * about one until a day. What becomes of a task is a row of its own, and nothing is deleted.
 */
import { isId, newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { PlainDate } from '#base/date.ts'
import { column } from '#kit/columns.ts'
import { text as textField } from '#kit/fields/text.ts'
import type { Described } from '#kit/key.ts'
import { placed, topicsOf, unknownTopic } from '#kit/topic.ts'
import type { Reader, Topic, TopicPlace, WritingPlace } from '#kit/topic.ts'
import { validated } from '#kit/validation.ts'

/** So many characters a task has at most. */
export const longestTask = 500

/** What somebody is to do. */
export interface NewTask {
  /** The paper or row that it is about. */
  readonly key: string
  readonly text: string
  /** Who is to do it. */
  readonly assignee: string
  readonly dueOn?: PlainDate | null
}

/** A task that is done, or is not after all. */
export interface TurnedTask {
  readonly key: string
  readonly task: string
  /** The version that the person saw; where it is another by now, nothing is done. */
  readonly version: number
  readonly isDone: boolean
}

/** What became of a task: its identifier, and how often it was written. */
export interface NotedTask {
  readonly task: string
  readonly version: number
}

/** A task as it stands. */
export interface Task extends NotedTask {
  readonly text: string
  readonly assignee: string
  readonly assigneeName: string
  readonly dueOn: PlainDate | null
  readonly isDone: boolean
  /** Who gave it. */
  readonly person: string
  readonly name: string
}

/** Whether a person may read a paper or row: whoever may not can do nothing about it. */
export type MayRead = (person: string, topic: Topic) => boolean

/**
 * Gives tasks. Answers for each, in the set's order; one that is refused leaves the others alone.
 * Problems: `paper-unknown`, `field-…` of the text, `assignee-unread` (there is no such person
 * here, or they may not read it).
 */
export async function addTasks(
  place: WritingPlace,
  of: Described,
  { actor, sight }: Reader,
  set: readonly NewTask[],
  mayRead: MayRead,
): Promise<Outcome<NotedTask>[]> {
  const keys = set.map(({ key }) => key)
  const topics = await topicsOf(place, of, sight, keys)
  const wanted = set.map((one): Outcome<Row> => {
    const topic = topics.get(one.key)
    const problems = [
      ...(topic === undefined ? [unknownTopic(of, one.key)] : []),
      ...textProblems(one.text),
      ...(topic === undefined || (isId(one.assignee) && mayRead(one.assignee, topic))
        ? []
        : [assigneeUnread(of)]),
    ]
    if (problems.length > 0) return refused(...problems)
    const { dueOn = null } = one
    return fine({ ...one, dueOn, task: newId(place.now), version: 1, isDone: false })
  })
  return await write(place, of, actor, wanted)
}

/**
 * Notes that tasks are done, or are not after all: by who gave them or is to do them. Problems:
 * `paper-unknown`, `task-unknown`, `task-other`, `version-other`.
 */
export async function turnTasks(
  place: WritingPlace,
  of: Described,
  { actor, sight }: Reader,
  set: readonly TurnedTask[],
): Promise<Outcome<NotedTask>[]> {
  const keys = set.map(({ key }) => key)
  const topics = await topicsOf(place, of, sight, keys)
  const found = await tasksOn(place, of, [...topics.keys()])
  const standing = new Map(found.map((one) => [`${one.key} ${one.task}`, one]))
  const wanted = set.map((sent): Outcome<Row> => {
    if (!topics.has(sent.key)) return refused(unknownTopic(of, sent.key))
    const task = standing.get(`${sent.key} ${sent.task}`)
    if (task === undefined) return refused(taskUnknown)
    if (![task.person, task.assignee].includes(actor.person)) return refused(taskOther)
    if (task.version !== sent.version) return refused(otherVersion)
    return fine({ ...task, ...sent, version: sent.version + 1 })
  })
  return await write(place, of, actor, wanted)
}

/** The tasks on one paper or row, open ones first; null where it is not there to be read. */
export async function listTasks(
  place: TopicPlace,
  of: Described,
  { sight }: Pick<Reader, 'sight'>,
  key: string,
): Promise<Task[] | null> {
  const topics = await topicsOf(place, of, sight, [key])
  if (!topics.has(key)) return null
  return (await tasksOn(place, of, [key])).map((one) => {
    const { task, version, text, assignee, assigneeName, dueOn, isDone, person, name } = one
    return { task, version, text, assignee, assigneeName, dueOn, isDone, person, name }
  })
}

async function tasksOn(
  place: TopicPlace,
  of: Described,
  keys: readonly string[],
): Promise<(Task & { readonly key: string })[]> {
  return await place.query<Task & { readonly key: string }>({
    name: 'paper.tasks',
    text: `select t.key, t.task, t.version, t.text, t.assignee, p.name as "assigneeName",
        t.due_on as "dueOn", t.is_done as "isDone", first.person, first.name
      from paper.task t
      join paper.task first on first.organization = t.organization and first.company = t.company
        and first.kind = t.kind and first.key = t.key and first.task = t.task and first.version = 1
      join access.person p on p.organization = t.organization and p.id = t.assignee
      where t.organization = $1 and t.company = $2 and t.kind = $3 and t.key = any ($4)
        and not exists (select from paper.task later
          where later.organization = t.organization and later.company = t.company
            and later.kind = t.kind and later.key = t.key and later.task = t.task
            and later.version = t.version + 1)
      order by t.is_done, t.due_on nulls last, t.task`,
    values: [...placed(place, of), keys],
  })
}

interface Row extends NotedTask {
  readonly key: string
  readonly text: string
  readonly assignee: string
  readonly dueOn: PlainDate | null
  readonly isDone: boolean
}

/** Writes rows; one whose version somebody else has written a moment ago is told so. */
async function write(
  place: WritingPlace,
  of: Described,
  actor: Reader['actor'],
  wanted: readonly Outcome<Row>[],
): Promise<Outcome<NotedTask>[]> {
  const rows = wanted.flatMap((one) => (one.ok ? [one.value] : []))
  if (rows.length === 0) return wanted.map((one) => (one.ok ? fine(one.value) : one))
  const written = await place.query<NotedTask>({
    name: 'paper.write tasks',
    text: `insert into paper.task (organization, company, kind, key, task, version, replaces,
        person, name, text, assignee, due_on, is_done)
      select $1::uuid, $2::text, $3::text, u.key, u.task, u.version, nullif(u.version - 1, 0),
        $4::text, $5::text, u.text, u.assignee, u.due_on, u.is_done
      from unnest($6::text[], $7::uuid[], $8::integer[], $9::text[], $10::uuid[], $11::date[],
        $12::boolean[]) u (key, task, version, text, assignee, due_on, is_done)
      on conflict do nothing returning task, version`,
    values: [
      ...placed(place, of),
      actor.person,
      actor.name,
      column(rows, ({ key }) => key),
      column(rows, ({ task }) => task),
      column(rows, ({ version }) => String(version)),
      column(rows, ({ text }) => text),
      column(rows, ({ assignee }) => assignee),
      column(rows, ({ dueOn }) => dueOn?.toString() ?? null),
      column(rows, ({ isDone }) => String(isDone)),
    ],
  })
  const there = new Set(written.map(({ task, version }) => `${task} ${version}`))
  return wanted.map((one) => {
    if (!one.ok) return one
    const { task, version } = one.value
    // What stands in the set twice is written once.
    return there.delete(`${task} ${version}`) ? fine({ task, version }) : refused(otherVersion)
  })
}

const { codec: textCodec } = textField({ most: longestTask }).kind

function textProblems(text: string): Problem[] {
  const read = validated(textCodec, text)
  if (read.ok) return []
  return read.problems.map(({ rule, message }) => ({
    rule,
    field: 'text',
    message: message.replace('The body', 'The text'),
  }))
}

function assigneeUnread({ name }: Described): Problem {
  const message =
    `Whoever is to do it may not read this ${name}, or is not here. Give the task to somebody ` +
    'who may, or have them granted a role first.'
  return { rule: 'assignee-unread', field: 'assignee', message }
}

const taskUnknown: Problem = {
  rule: 'task-unknown',
  field: 'task',
  message: 'There is no such task here. Read the list again.',
}

const taskOther: Problem = {
  rule: 'task-other',
  field: 'task',
  message: 'Only who gave a task or is to do it says that it is done. Ask one of them.',
}

const otherVersion: Problem = {
  rule: 'version-other',
  field: 'version',
  message: 'The task was changed meanwhile. Read it again, and decide anew.',
}
