/** One turn of a server at a job: step after step, until it is over, lost, or others may go on. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Problem } from '#base/problem.ts'
import type { Query, Statement } from '#base/query.ts'
import { Unavailable } from '#server/database/database.ts'
import type { Services } from '#server/http/operation.ts'
import { mostAttempts } from '#server/jobs/back-off.ts'
import { advance, leave, look, parkedProblem, renew } from '#server/jobs/hold.ts'
import type { Hold, Leave, Standing } from '#server/jobs/hold.ts'
import type { JobKind, Level } from '#server/jobs/kind.ts'
import { fitting, lineOf } from '#server/jobs/log.ts'
import type { Line } from '#server/jobs/log.ts'

/** What a turn works with. */
export interface Means {
  readonly services: Services
  /** Milliseconds for which a hold lasts, unless it is renewed. */
  readonly lease: number
  /** Milliseconds after which a job goes to the end of the line. */
  readonly turn: number
  /** Milliseconds to wait after so many failures in a row. */
  readonly backOff: (failures: number) => number
  /** Aborted when no step may begin any more, and when those that run are to be left. */
  readonly ended: AbortSignal
  readonly abandoned: AbortSignal
  /** Told why a step failed. */
  readonly onProblem: (error: unknown, organization: string, run: string | null) => void
}

/** Thrown to roll a step back whose job another has, or that was noted before. */
class Overtaken extends Error {}

/** A turn at one job, as its steps share it. */
interface Turn {
  readonly means: Means
  readonly hold: Hold
  readonly kind: JobKind
  readonly signal: AbortSignal
}

/** Brings a job on for one turn. It throws where the database is away; the hold then lapses. */
export async function takeTurn(means: Means, hold: Hold, kind: JobKind): Promise<void> {
  const lost = new AbortController()
  const over = new AbortController()
  const signal = AbortSignal.any([lost.signal, means.abandoned])
  const turn: Turn = { means, hold, kind, signal }
  const keeping = keep(turn, lost, over.signal)
  const until = performance.now() + means.turn
  try {
    while (!means.ended.aborted) {
      if (!(await takeStep(turn))) return
      if (performance.now() >= until) break
      await giveWay(turn)
    }
    await putBack(turn)
  } finally {
    over.abort()
    await keeping
  }
}

/** Renews the hold while the turn lasts, and tells the step if it is lost. */
async function keep(
  { means, hold }: Turn,
  lost: AbortController,
  over: AbortSignal,
): Promise<void> {
  const { services, lease } = means
  while (await waited(lease / 3, over)) {
    const kept = await services.database
      .transaction(hold.organization, (query) => renew(query, hold, lease), { repeatable: true })
      // A database that is away is noticed by the step itself.
      .catch(() => true)
    if (!kept) return lost.abort()
  }
}

/** What was answered inside a step's transaction, which commits with it. */
type Taken = 'on' | 'over'

/** Takes one step; answers whether another may follow. */
async function takeStep(turn: Turn): Promise<boolean> {
  const { means, hold } = turn
  const { database } = means.services
  const seen: { standing: Standing | null } = { standing: null }
  try {
    const taken = await database.transaction(
      hold.organization,
      async (query): Promise<Taken> => {
        // Read anew in each attempt: what was noted by one whose answer was lost is seen.
        const standing = await look(query, hold)
        seen.standing = standing
        return standing === null ? 'over' : await stepOf(turn, standing, query)
      },
      { repeatable: true },
    )
    return taken === 'on'
  } catch (error) {
    if (error instanceof Overtaken) return true
    if (seen.standing === null) throw error
    if (!turn.signal.aborted) return !(await noteFailure(turn, seen.standing, error))
    await putBack(turn)
    return false
  }
}

/** One step within its transaction, with the note of how far it came. */
async function stepOf(turn: Turn, standing: Standing, query: Query): Promise<Taken> {
  const { means, hold, kind, signal } = turn
  const { attempts, cancelAskedBy } = standing
  if (cancelAskedBy !== null) {
    const told = [lineOf('info', `Cancelled by ${cancelAskedBy}; what was done stays.`)]
    const problems = null
    await left(query, turn, standing, { state: 'cancelled', attempts, problems, pause: 0, told })
    return 'over'
  }
  const { company, askedBy, person, asOf, input, cursor, done, total } = standing
  const gone = person === null ? [] : await leaving(query, hold.organization, person)
  if (gone.length > 0) {
    await left(query, turn, standing, heldBack(attempts, gone, []))
    return 'over'
  }
  const lines: Line[] = []
  await query({ text: 'savepoint before_the_step' })
  const known = { company, askedBy, person, asOf, input, cursor, done, total }
  const stepped = await kind.step({
    ...known,
    services: means.services,
    organization: hold.organization,
    run: hold.run,
    query: stoppable(query, signal),
    signal,
    log: (level: Level, message: string) => void lines.push(lineOf(level, message)),
  })
  const told = fitting(lines, standing.lines)
  if (stepped.ok) {
    const noted = await advance(query, hold, standing, stepped.value, told, means.lease)
    if (!noted) throw new Overtaken()
    return 'goOn' in stepped.value ? 'on' : 'over'
  }
  await query({ text: 'rollback to savepoint before_the_step' })
  const { problems } = stepped
  const isForbidden = problems.some(({ rule }) => rule === 'role-missing')
  const how: Leave = isForbidden
    ? heldBack(attempts, problems, told)
    : { state: 'failed', attempts, problems, pause: 0, told }
  await left(query, turn, standing, how)
  return 'over'
}

/** The problem `person-left` where the person in whose name a job acts is there no more. */
async function leaving(query: Query, organization: string, person: string): Promise<Problem[]> {
  const [found] = await query<{ name: string; left: boolean }>({
    name: 'job.person',
    text: `select name, left_at is not null as left from access.person
      where organization = $1 and id = $2`,
    values: [organization, person],
  })
  if (found?.left !== true) return []
  const message =
    `It acts in the name of ${found.name}, who has left. Cancel it, and ask for it in the name ` +
    'of somebody who is there; what was done stays.'
  return [{ rule: 'person-left', field: '', message }]
}

/** What may not be done any more waits for somebody to allow it, or to cancel it. */
function heldBack(attempts: number, problems: readonly Problem[], told: readonly Line[]): Leave {
  const lines = [...told, ...problems.map(({ message }) => lineOf('error', message))]
  return { state: 'parked', attempts, problems, pause: 0, told: lines }
}

async function left(query: Query, turn: Turn, standing: Standing, how: Leave): Promise<void> {
  if (!(await halt(query, turn, standing, how))) throw new Overtaken()
}

/** Leaves the hold; where the job fails or is parked by that, its kind may tell somebody. */
async function halt(
  query: Query,
  { hold, kind }: Turn,
  standing: Standing,
  how: Leave,
): Promise<boolean> {
  if (!(await leave(query, hold, standing, how))) return false
  const { organization, run } = hold
  const { company, person, input } = standing
  if (how.state === 'failed' || how.state === 'parked') {
    await kind.halted(query, { organization, run, company, person, input })
  }
  return true
}

/** Puts the job back into the line; another server, or this one later, goes on where it stands. */
async function putBack({ means, hold }: Turn): Promise<void> {
  await means.services.database.transaction(
    hold.organization,
    async (query) => {
      const standing = await look(query, hold)
      if (standing === null) return
      const { attempts } = standing
      const how = { state: 'waiting', attempts, problems: null, pause: 0, told: [] } as const
      await leave(query, hold, standing, how)
    },
    { repeatable: true },
  )
}

/**
 * Notes that a step failed by our defect: the job waits for longer and longer, then is parked.
 * Answers false where the step was noted before, its answer being lost, and the job goes on.
 */
async function noteFailure(turn: Turn, standing: Standing, error: unknown): Promise<boolean> {
  const { means, hold } = turn
  means.onProblem(error, hold.organization, hold.run)
  const attempts = standing.attempts + 1
  const how =
    attempts >= mostAttempts ? parking(attempts) : waiting(error, attempts, means.backOff(attempts))
  return await means.services.database.transaction(
    hold.organization,
    (query) => halt(query, turn, standing, how),
    { repeatable: true },
  )
}

function parking(attempts: number): Leave {
  const told = [lineOf('error', `${attempts} attempts failed without getting further: parked.`)]
  return { state: 'parked', attempts, problems: [parkedProblem()], pause: 0, told }
}

function waiting(error: unknown, attempts: number, wait: number): Leave {
  const again = `It is tried again in ${Math.ceil(wait / 1_000)} s.`
  const problem: Problem =
    error instanceof Unavailable
      ? { rule: 'unavailable', field: '', message: `The database was not available. ${again}` }
      : { rule: 'defect', field: '', message: `A step failed by a fault of ours. ${again}` }
  const told = [lineOf('warning', `Attempt ${attempts}: ${problem.message}`)]
  return { state: 'waiting', attempts, problems: [problem], pause: wait, told }
}

/** A query that throws once the step has been left, so that the step ends at its next one. */
function stoppable(query: Query, signal: AbortSignal): Query {
  return async <Row extends object>(statement: Statement) => {
    signal.throwIfAborted()
    return await query<Row>(statement)
  }
}

const longestWay = 1_000

/** People go before jobs: a step begins when none of them waits, or after a second. */
async function giveWay({ means, hold, signal }: Turn): Promise<void> {
  const { commits } = means.services
  for (let way = 0; way < longestWay && commits.peopleWait(hold.organization); way += 20) {
    if (!(await waited(20, signal))) return
  }
}

/** Waits without keeping the process alive; answers whether it was not ended. */
async function waited(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return await pause(milliseconds, true, { signal, ref: false }).catch(() => false)
}
