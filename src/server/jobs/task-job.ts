/** Tasks as jobs: piece by piece, what is due is written as papers, in one transaction each. */
import { z } from 'zod'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { roleProblems } from '#kit/role-problem.ts'
import { actingAs, everywhere } from '#kit/role.ts'
import type { Actor } from '#kit/role.ts'
import type { Task } from '#kit/task.ts'
import { validated } from '#kit/validation.ts'
import { create, enter } from '#kit/write.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { JobKind, Step } from '#server/jobs/kind.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'

/** So many of what a run goes over are looked at in one step. */
const mostAtOnce = 200

const input = z.strictObject({
  task: z.string().min(1).max(100),
  /** The task's own fields, as JSON. */
  asked: z.record(z.string(), z.json()),
})
/** The code after which the next step goes on, and how many papers were refused until then. */
const cursor = z.strictObject({ after: z.string(), refused: z.int().min(0) })

type TaskStep = Step<z.output<typeof input>, z.output<typeof cursor>>

/**
 * The kind of jobs that run tasks. It acts as the task's own role and no other, in the name of who
 * asked. What is wrong with single papers is told in the job's log, and the others are written.
 * Problems: `task-unknown`, `task-without-company`, `role-missing` of who asked, those of the
 * task's fields.
 */
export function taskJob(
  catalogue: Catalogue,
  tasks: readonly Task[],
): JobKind<z.input<typeof input>> {
  return jobKind({
    kind: 'task',
    title: ({ task }) => `Run of the ${task}`,
    input,
    cursor,
    step: async (at) => {
      const task = tasks.find(({ name }) => name === at.input.task)
      if (task === undefined) return refused(unknownTask(at.input.task, tasks))
      const asked = validated(task.schema, at.input.asked)
      return asked.ok ? await runPiece(catalogue, task, asked.value, at) : asked
    },
  })
}

async function runPiece(
  catalogue: Catalogue,
  task: Task,
  asked: Readonly<Record<string, unknown>>,
  at: TaskStep,
): Promise<
  Outcome<{ goOn: z.input<typeof cursor>; did: number } | { did: number; result: object }>
> {
  const { services, organization, query } = at
  const company =
    at.company === null ? null : await services.directory.company(organization, at.company)
  if (company === null) return refused(withoutCompany(task))
  const desk = deskOf(organization, company, catalogue, at.asOf)
  const hindrances = await mayRun(task, at, desk.today)
  if (hindrances.length > 0) return refused(...hindrances)
  const books = booksIn(query, desk)
  const { after, refused: before } = at.cursor ?? { after: '', refused: 0 }
  const due = await task.due(books, asked, { after, most: mostAtOnce })
  const set = due.papers.map((values) => ({ values, actor: actorOf(task, at) }))
  const problems =
    task.verb === null
      ? (await create(books, task.makes, set)).map((one) => (one.ok ? [] : one.problems))
      : (await enter(books, task.makes, task.verb, set)).map((one) =>
          one.outcome === 'done' ? [] : one.problems,
        )
  for (const [place, found] of problems.entries()) {
    for (const { message } of found)
      at.log('warning', `Paper ${place + 1} of this step: ${message}`)
  }
  const hindered = before + problems.filter(({ length }) => length > 0).length
  const did = problems.filter(({ length }) => length === 0).length
  if (due.goOn === null) return fine({ did, result: { refused: hindered } })
  return fine({ goOn: { after: due.goOn, refused: hindered }, did })
}

/** The problem `role-missing` where who asked for the run may not do so today; none of nobody. */
async function mayRun(
  { name, by }: Task,
  { services, organization, person, askedBy, company }: TaskStep,
  today: PlainDate,
): Promise<Problem[]> {
  if (person === null) return []
  const who = { organization, person, actor: askedBy }
  const asker = await services.permissions.actorOf(who, today)
  const where = { company, site: null, department: null, madeBy: null }
  return roleProblems(`run the ${name}`, by, where, asker)
}

/** Who asked, with the one role of the task. */
function actorOf({ actsAs }: Task, { person, run, askedBy, company }: TaskStep): Actor {
  const who = { person: person ?? run, name: askedBy, origin: 'job' } as const
  return actingAs(who, [actsAs], { ...everywhere, company })
}

function unknownTask(name: string, tasks: readonly Task[]): Problem {
  const known = tasks.map((task) => task.name).join(', ')
  const message = `There is no task “${name}”. There is: ${known}.`
  return { rule: 'task-unknown', field: 'task', message }
}

function withoutCompany({ name }: Task): Problem {
  const message = `The ${name} is one company’s. Say for which one, by its code.`
  return { rule: 'task-without-company', field: 'company', message }
}
