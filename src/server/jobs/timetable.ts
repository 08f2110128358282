/** The timetable: asks for the tasks of companies when they are due, each once. */
import type { Instant } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'
import { enqueueAll } from '#server/jobs/enqueue.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { nextMoment } from '#server/jobs/rhythm.ts'
import type { Rhythm } from '#server/jobs/rhythm.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'

/** A task as it stands in a timetable. */
export interface Task {
  /** The company's code; null where it is the whole organization's. */
  readonly company: string | null
  /** The kind of job, and what it is asked with. */
  readonly task: string
  readonly input: unknown
  readonly rhythm: Rhythm
  readonly nextAt: Instant
  readonly setBy: string
  /** Since when, and by whom it is held back; null where it is not. */
  readonly pausedAt: Instant | null
  readonly pausedBy: string | null
}

/** A task that stands in the timetable of every organization, until somebody changes it there. */
export interface StandingTask {
  readonly kind: JobKind
  readonly input: object
  /** In the hours of UTC. */
  readonly rhythm: Rhythm
}

/** Where a task belongs, who sets it, and what is the moment. */
export interface Setting {
  /** Null for the whole organization, in the hours of UTC. */
  readonly company: string | null
  readonly setBy: string
  /** In whose name the jobs act. */
  readonly person?: string
  readonly now: Instant
}

/**
 * Puts a task into a company's timetable, or changes it there; answers the moment of its first run.
 * Problems: those of the kind's input; `company-unknown`.
 */
export async function setTask<Input>(
  query: Query,
  organization: string,
  kind: JobKind<Input>,
  input: NoInfer<Input>,
  rhythm: Rhythm,
  { company, setBy, person, now }: Setting,
): Promise<Outcome<Instant>> {
  const asked = kind.ask(input)
  if (!asked.ok) return asked
  const zone = await zoneOf(query, organization, company)
  if (zone === null) {
    const message = `There is no company “${company}”. Take its code from the list of companies.`
    return refused({ rule: 'company-unknown', field: 'company', message })
  }
  const nextAt = nextMoment(rhythm, zone, now)
  await query({
    text: `insert into job.timetable as t
        (organization, company, task, input, every, on_day, at, next_at, set_by, person)
      values ($1, $2, $3, $4::jsonb, $5, $6, $7::time, $8, $9, $10)
      on conflict (organization, company, task) do update set input = excluded.input,
        every = excluded.every, on_day = excluded.on_day, at = excluded.at,
        next_at = excluded.next_at, set_by = excluded.set_by,
        person = excluded.person, set_at = clock_timestamp()`,
    values: [
      organization,
      company,
      kind.kind,
      JSON.stringify(asked.value.input),
      rhythm.every,
      rhythm.every === 'day' ? null : rhythm.onDay,
      rhythm.at.toString(),
      nextAt.toString(),
      setBy,
      person ?? null,
    ],
  })
  return fine(nextAt)
}

/** The time zone in which a task's hours are told; null where there is no such company. */
export async function zoneOf(
  query: Query,
  organization: string,
  company: string | null,
): Promise<string | null> {
  if (company === null) return 'UTC'
  const [found] = await query<{ zone: string }>({
    text: 'select time_zone as zone from ledger.company where organization = $1 and code = $2',
    values: [organization, company],
  })
  return found?.zone ?? null
}

/** Takes a task out of a company's timetable; answers whether it was in. */
export async function removeTask(
  query: Query,
  organization: string,
  company: string | null,
  task: string,
): Promise<boolean> {
  const removed = await query({
    text: `delete from job.timetable
      where organization = $1 and company is not distinct from $2 and task = $3
      returning task`,
    values: [organization, company, task],
  })
  return removed.length > 0
}

/** The tasks in the timetables of an organization and its companies. */
export async function listTasks(query: Query, organization: string): Promise<Task[]> {
  const rows = await query<TaskRow & Omit<Task, 'rhythm'>>({
    text: `select company, task, input, every, on_day as "onDay", at, next_at as "nextAt",
        set_by as "setBy", paused_at as "pausedAt", paused_by as "pausedBy"
      from job.timetable where organization = $1 order by company nulls first, task`,
    values: [organization],
  })
  return rows.map(({ every, onDay, at, ...row }) => {
    return { ...row, rhythm: rhythmOf({ ...row, every, onDay, at }) }
  })
}

export interface TimetableOptions {
  readonly database: Database
  readonly kinds: readonly JobKind[]
  /** What each organization has in its timetable from the beginning. */
  readonly standing?: readonly StandingTask[]
  readonly now: () => Instant
  /** Milliseconds between two looks: ten seconds. */
  readonly interval?: number
  /** Told what stood in the way of one organization; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

/** Starts to ask for what is due. Several servers may on one database: a slot is asked for once. */
export function startTimetable(options: TimetableOptions): Repeated {
  const { interval = 10_000, onProblem = () => {} } = options
  const told = (error: unknown): void => onProblem(error, null)
  return repeatedly((signal) => askForAll(options, signal), interval, told)
}

/** One look over all organizations; answers how many jobs were asked for. */
async function askForAll(options: TimetableOptions, signal: AbortSignal): Promise<number> {
  const { database, kinds, now, onProblem = () => {} } = options
  if (kinds.length === 0) return 0
  const moment = now()
  await putStanding(options, moment, signal)
  const due = await database.bare<{ organization: string }>({
    text: 'select organization from job.organizations_due($1, $2) as organization',
    values: [moment.toString(), kinds.map(({ kind }) => kind)],
  })
  let asked = 0
  for (const { organization } of due) {
    if (signal.aborted) break
    try {
      // Done again where the answer was lost, it finds the slots moved on.
      asked += await database.transaction(
        organization,
        (query) => askForDue(query, organization, kinds, moment),
        { repeatable: true },
      )
    } catch (error) {
      onProblem(error, organization)
    }
  }
  return asked
}

/** Puts what every organization has into the timetables of those that lack it. */
async function putStanding(
  { database, standing = [], onProblem = () => {} }: TimetableOptions,
  moment: Instant,
  signal: AbortSignal,
): Promise<void> {
  if (standing.length === 0) return
  const lacking = await database.bare<{ organization: string }>({
    text: 'select organization from job.organizations_lacking($1) as organization',
    values: [standing.map(({ kind }) => kind.kind)],
  })
  for (const { organization } of lacking) {
    if (signal.aborted) return
    try {
      await database.transaction(organization, (query) =>
        query({
          text: `insert into job.timetable
              (organization, company, task, input, every, on_day, at, next_at, set_by)
            select $1, null, u.*, 'the program' from unnest($2::text[], $3::jsonb[], $4::text[],
              $5::smallint[], $6::time[], $7::timestamptz[]) u
            on conflict (organization, company, task) do nothing`,
          values: [
            organization,
            standing.map(({ kind }) => kind.kind),
            standing.map(({ input }) => JSON.stringify(input)),
            standing.map(({ rhythm }) => rhythm.every),
            standing.map(({ rhythm }) => (rhythm.every === 'day' ? null : rhythm.onDay)),
            standing.map(({ rhythm }) => rhythm.at.toString()),
            standing.map(({ rhythm }) => nextMoment(rhythm, 'UTC', moment).toString()),
          ],
        }),
      )
    } catch (error) {
      onProblem(error, organization)
    }
  }
}

/**
 * Asks for the tasks that are due in an organization, and moves each on to its next moment. What
 * was missed while no server ran is made up for by one job, which stands for the latest slot.
 */
async function askForDue(
  query: Query,
  organization: string,
  kinds: readonly JobKind[],
  moment: Instant,
): Promise<number> {
  const rows = await query<DueRow>({
    text: `select t.company, t.task, t.input, t.every, t.on_day as "onDay", t.at,
        t.next_at as "nextAt", t.person, coalesce(c.time_zone, 'UTC') as zone
      from job.timetable t
      left join ledger.company c on c.organization = t.organization and c.code = t.company
      where t.organization = $1 and t.next_at <= $2 and t.task = any ($3) and t.paused_at is null
      order by t.company, t.task for update of t skip locked`,
    values: [organization, moment.toString(), kinds.map(({ kind }) => kind)],
  })
  const due = rows.map((row) => ({ ...row, ...slotOf(row, moment) }))
  const orders = due.map(({ company, task, input, person, slot }) => {
    const read = kinds.find(({ kind }) => kind === task)?.read(input)
    // What no longer fits is asked for all the same: the job fails and says what is wrong.
    const asked = read?.ok === true ? read.value : { kind: task, title: task, input }
    const once = `timetable ${company ?? ''} ${task} ${slot.toString()}`
    const order = { once, asOf: slot, askedBy: 'timetable' }
    const inCompany = company === null ? {} : { company }
    return { ...asked, ...order, ...inCompany, ...(person === null ? {} : { person }) }
  })
  const made = await enqueueAll(query, organization, orders)
  await query({
    text: `update job.timetable t set next_at = moved.next_at
      from unnest($2::text[], $3::text[], $4::timestamptz[]) as moved (company, task, next_at)
      where t.organization = $1 and t.company is not distinct from moved.company
        and t.task = moved.task`,
    values: [
      organization,
      due.map(({ company }) => company),
      due.map(({ task }) => task),
      due.map(({ next }) => next.toString()),
    ],
  })
  return made.length
}

interface DueRow extends TaskRow {
  readonly input: unknown
  readonly person: string | null
  readonly zone: string
}

interface TaskRow {
  readonly company: string | null
  readonly task: string
  readonly every: Rhythm['every']
  readonly onDay: number | null
  /** "02:30:00" */
  readonly at: string
  readonly nextAt: Instant
}

function rhythmOf({ every, onDay, at: written }: Pick<TaskRow, 'every' | 'onDay' | 'at'>): Rhythm {
  const at = Temporal.PlainTime.from(written)
  return every === 'day' ? { every, at } : { every, at, onDay: onDay ?? 1 }
}

/** The latest slot that is due at a moment, and the one after it. */
function slotOf(row: DueRow, moment: Instant): { readonly slot: Instant; readonly next: Instant } {
  const rhythm = rhythmOf(row)
  let slot = row.nextAt
  for (;;) {
    const next = nextMoment(rhythm, row.zone, slot)
    if (Temporal.Instant.compare(next, moment) > 0) return { slot, next }
    slot = next
  }
}
