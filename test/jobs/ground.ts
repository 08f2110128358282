/** Books for the tests of jobs, runners in them, and kinds that leave marks to be counted. */
import pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { openEntrance } from '#server/access/entrance.ts'
import type { Database } from '#server/database/database.ts'
import type { Services } from '#server/http/operation.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { servicesOver } from '#server/services.ts'
import type { Order } from '#server/jobs/enqueue.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { JobKind, Step, Stepped } from '#server/jobs/kind.ts'
import { startRunner } from '#server/jobs/runner.ts'
import type { RunnerOptions } from '#server/jobs/runner.ts'
import { readLog, readRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import type { Repeated } from '#server/repeated.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import type { TestServer } from '#test/postgres.ts'

export interface Ground {
  readonly books: FreshBooks
  readonly database: Database
  readonly organization: string
  readonly other: string
  /** What went wrong in runners, without what tests expect. */
  readonly faults: unknown[]
  /** A runner that ends with the ground unless it is stopped before. */
  runner(kinds: readonly JobKind[], options?: Partial<RunnerOptions>): Repeated
  ask<Input>(kind: JobKind<Input>, input: NoInfer<Input>, order?: Partial<Order>): Promise<string>
  run(id: string): Promise<Run>
  /** Waits until a job stands as wanted. */
  until(id: string, is: (run: Run) => boolean): Promise<Run>
  log(id: string): Promise<string[]>
  /** The things that a job did, by their numbers; one that it did twice stands twice. */
  marks(id: string): Promise<number[]>
  /** As the superuser. */
  sql<Row extends object = object>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

const marksText = `create schema test;
  create table test.mark (organization uuid not null, run uuid not null, thing integer not null);
  alter table test.mark enable row level security;
  create policy own on test.mark using (organization
    = nullif(current_setting('app.organization', true), '')::uuid);
  grant usage on schema test to backstay_server;
  grant select, insert on test.mark to backstay_server`

export async function openGround(server: TestServer): Promise<Ground> {
  const books = await freshBooks(server)
  const { database } = books
  const superuser = new pg.Pool({ ...books.superuser, max: 2 })
  superuser.on('error', () => {})
  await superuser.query(marksText)
  const [organization, other] = [await storeIn(database), await storeIn(database)]
  const faults: unknown[] = []
  const runners: Repeated[] = []
  return {
    books,
    database,
    organization,
    other,
    faults,
    runner(kinds, options = {}) {
      const runner = startRunner({
        services: servicesOf(database),
        kinds,
        server: `server ${runners.length + 1}`,
        interval: 20,
        backOff: () => 20,
        onProblem: (error) => void faults.push(error),
        ...options,
      })
      runners.push(runner)
      return runner
    },
    ...looksInto(database, organization),
    sql: async <Row extends object>(text: string, values?: unknown[]) =>
      (await superuser.query<Row>(text, values)).rows,
    async close() {
      await Promise.all(runners.map((runner) => runner.stop()))
      await superuser.end()
      await books.drop()
    },
  }
}

/** What tests ask for and see, as the server's login does. */
function looksInto(
  database: Database,
  organization: string,
): Pick<Ground, 'ask' | 'run' | 'until' | 'log' | 'marks'> {
  const inside = <Result>(work: (query: Query) => Promise<Result>) =>
    database.transaction(organization, work)
  const run = async (id: string): Promise<Run> => {
    const found = await inside((query) => readRun(query, organization, id))
    if (found === null) throw new Error('There is no such job.')
    return found
  }
  return {
    async ask(kind, input, order = {}) {
      const asked = await inside((query) =>
        enqueue(query, organization, kind, input, { askedBy: 'the test', ...order }),
      )
      if (!asked.ok) throw new Error(asked.problems[0]?.message)
      return asked.value
    },
    run,
    async until(id, is) {
      let found = await run(id)
      for (let waited = 0; !is(found); waited += 10) {
        if (waited > 30_000) throw new Error(`The job is ${found.state}, ${found.done} done.`)
        await pause(10)
        found = await run(id)
      }
      return found
    },
    log: async (id) => {
      const page = { after: 0, limit: 100_000 }
      const lines = await inside((query) => readLog(query, organization, id, page))
      return lines.map(({ message }) => message)
    },
    marks: async (id) => {
      const text = 'select thing from test.mark where organization = $1 and run = $2 order by 1'
      const rows = await inside((query) =>
        query<{ thing: number }>({ text, values: [organization, id] }),
      )
      return rows.map(({ thing }) => thing)
    },
  }
}

export function servicesOf(database: Database): Services {
  const entrance = openEntrance({ url: '', keyFile: 'no such folder/key', onProblem: () => {} })
  return servicesOver(database, entrance, pino({ level: 'silent' }))
}

export const isOver = ({ state }: Run): boolean => !['waiting', 'running'].includes(state)

/** The whole numbers from 1. */
export function upTo(most: number): number[] {
  return Array.from({ length: most }, (_, place) => place + 1)
}

const countInput = z.strictObject({
  things: z.int().min(1),
  chunk: z.int().min(1),
  pause: z.int().optional(),
  /** The thing that is the asker's mistake. */
  wrong: z.int().optional(),
})
const countCursor = z.strictObject({ next: z.int() })

type CountStep = Step<z.output<typeof countInput>, z.output<typeof countCursor>>

/** Marks things with numbers, some in a step; `inside` runs in each step behind its marks. */
export function counting(
  kind: string,
  inside: (at: CountStep, last: number) => Promise<void> = async () => {},
): JobKind<z.input<typeof countInput>> {
  return jobKind({
    kind,
    title: ({ things }) => `Count to ${things}`,
    input: countInput,
    cursor: countCursor,
    step: async (at) => {
      const { things, chunk, pause: slow = 0, wrong } = at.input
      const first = at.cursor?.next ?? 1
      const last = Math.min(first + chunk - 1, things)
      const did = last - first + 1
      await at.query({
        text: `insert into test.mark (organization, run, thing)
          select $1, $2, thing from generate_series($3::integer, $4::integer) thing`,
        values: [at.organization, at.run, first, last],
      })
      at.log('info', `${first} to ${last}`)
      await inside(at, last)
      if (slow > 0) await pause(slow)
      if (wrong !== undefined && wrong <= last) {
        return refused({ rule: 'wrong', field: `things[${wrong}]`, message: 'It is wrong.' })
      }
      const sum = { did, total: things }
      const stepped: Stepped<{ next: number }> =
        last < things ? { ...sum, goOn: { next: last + 1 } } : { ...sum, result: { sum: last } }
      return fine(stepped)
    },
  })
}

export const count = counting('count')

/** A gate that a step waits at, and a test opens. */
export function gate(): {
  readonly reached: Promise<void>
  readonly pass: () => Promise<void>
  readonly open: () => void
} {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  return {
    reached: reached.promise,
    pass: async () => {
      reached.resolve()
      await opened.promise
    },
    open: () => opened.resolve(),
  }
}
