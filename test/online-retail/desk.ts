/** Imports sales files in tests as the example is: staged, checked and posted by jobs. */
import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { all } from '#departments/all.ts'
import type { FileBytes } from '#importers/online-retail/lines.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { Books } from '#kit/books.ts'
import type { Database } from '#server/database/database.ts'
import type { Services } from '#server/http/operation.ts'
import { importOnlineRetail, retailAsker } from '#server/import/online-retail.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { readRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { askFor } from '#server/transfer/asking.ts'
import type { Wish } from '#server/transfer/asking.ts'
import { importJob } from '#server/transfer/job.ts'
import type { Work } from '#server/transfer/job.ts'
import { countStaged } from '#server/transfer/staged.ts'
import type { Counts } from '#server/transfer/staged.ts'
import { isOver, servicesOf } from '#test/jobs/ground.ts'

/** A company into which sales files are imported. */
export interface RetailDesk {
  readonly organization: string
  /** Imports a file and posts it; answers the number of the import. */
  bring(file: FileBytes, wish?: RetailBring): Promise<Outcome<string>>
  work(id: string, work: Work, wish?: Wish): Promise<Outcome<Run>>
  counts(id: string): Promise<Counts>
  inBooks<Result>(work: (books: Books) => Promise<Result>): Promise<Result>
}

export interface RetailBring {
  readonly payments?: boolean
  readonly again?: boolean
  /** What the file is called, by which the same one is known. */
  readonly name?: string
}

type InBooks = RetailDesk['inBooks']

/** Opens the desk of a company; whoever works there is another person each time. */
export async function openRetailDesk(
  database: Database,
  organization: string,
  company: string,
): Promise<RetailDesk> {
  const services = servicesOf(database)
  const place = { code: company, currency: 'GBP', scale: 2, timeZone: 'UTC' }
  const inBooks: InBooks = (work) =>
    database.transaction(organization, (query) =>
      work(booksIn(query, deskOf(organization, place, all, services.now()))),
    )
  const person = await addPerson(inBooks)
  const asker = retailAsker(all, { askedBy: 'the test', person })
  const desk: RetailDesk = {
    organization,
    inBooks,
    async work(id, work, wish) {
      const job = await inBooks((books) => askFor(books, id, work, asker, wish))
      return job.ok ? await endOf(job.value, services, inBooks) : job
    },
    counts: (id) => inBooks(({ query }) => countStaged(query, organization, id)),
    async bring(file, { payments = false, again = false, name = 'sales.csv' } = {}) {
      const read = await readOnlineRetail(file)
      if (!read.ok) return read
      const hash = createHash('sha256').update(name).digest('hex')
      const wish = { file: { name, hash }, again, payments }
      const staged = await inBooks((books) => importOnlineRetail(books, read.value, wish, asker))
      if (!staged.ok) return staged
      const id = staged.value
      const checked = await endOf(await jobOf(id, inBooks), services, inBooks)
      if (!checked.ok) return checked
      const posted = await desk.work(id, 'post', { leaveRefused: true })
      return posted.ok ? fine(id) : posted
    },
  }
  return desk
}

/** Adds somebody who works at the desk; answers their number. */
async function addPerson(inBooks: InBooks): Promise<string> {
  const person = newId(Date.now())
  await inBooks(({ query, organization }) =>
    query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $2, 'program', 'the test', 'the test')`,
      values: [organization, person],
    }),
  )
  return person
}

/** The job that works on an import. */
async function jobOf(id: string, inBooks: InBooks): Promise<string> {
  const [found] = await inBooks(({ query }) =>
    query<{ job: string }>({
      text: 'select job from transfer.import where id = $1',
      values: [id],
    }),
  )
  return found?.job ?? ''
}

/** Works on a job until it is over. */
async function endOf(job: string, services: Services, inBooks: InBooks): Promise<Outcome<Run>> {
  const kinds = [importJob]
  const faults: unknown[] = []
  const onProblem = (error: unknown) => void faults.push(error)
  const runner = startRunner({ services, kinds, server: 'test', interval: 20, onProblem })
  try {
    for (;;) {
      const run = await inBooks(({ query, organization }) => readRun(query, organization, job))
      if (faults.length > 0) throw faults[0]
      if (run !== null && isOver(run)) {
        return run.problems.length > 0 ? refused(...run.problems) : fine(run)
      }
      await pause(20)
    }
  } finally {
    await runner.stop()
  }
}
