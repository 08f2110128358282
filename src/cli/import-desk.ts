/** Where imports are brought on from the command line: by the jobs of a server, run here. */
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { refused, type Outcome } from '#base/problem.ts'
import type { Company, Organization } from '#cli/choice.ts'
import type { Session } from '#cli/session.ts'
import { all } from '#departments/all.ts'
import type { Books } from '#kit/books.ts'
import { openEntrance } from '#server/access/entrance.ts'
import { commandLineActor } from '#server/access/first-owner.ts'
import type { Database } from '#server/database/database.ts'
import type { Services } from '#server/http/operation.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { readRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { servicesOver } from '#server/services.ts'
import { askFor, type Asker, type Wish } from '#server/transfer/asking.ts'
import { readImport, type Import } from '#server/transfer/import.ts'
import { importJob, type Work } from '#server/transfer/job.ts'

/** A company’s imports, as the command line works on them. */
export interface ImportDesk {
  readonly organization: string
  readonly asker: Asker
  inBooks<Result>(work: (books: Books) => Promise<Result>): Promise<Result>
  read(id: string): Promise<Import>
  /** Asks for work and brings it to its end. Problems: those of `askFor` and of the job. */
  work(id: string, work: Work, wish?: Wish): Promise<Outcome<Import>>
  /** Waits until the job that works on an import is over. */
  finish(id: string): Promise<Outcome<Import>>
}

/**
 * Opens the desk of a company. Whoever runs the command line has the login to the whole database:
 * it acts with the roles that the work needs, in the name of a program that is called like it.
 */
export async function openDesk(
  session: Session,
  database: Database,
  { id: organization }: Organization,
  company: Company,
  actsAs: readonly string[],
): Promise<ImportDesk> {
  // Nobody signs in here.
  const entrance = openEntrance({ url: '', keyFile: '', onProblem: () => {} })
  const services = servicesOver(database, entrance, pino({ level: 'silent' }))
  const facts = await services.directory.company(organization, company.code)
  if (facts === null) throw new Error(`There is no company ${company.code}.`)
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> => {
    const desk = deskOf(organization, facts, all, services.now())
    return database.transaction(organization, (query) => work(booksIn(query, desk)))
  }
  const { person } = await inBooks(({ query }) =>
    commandLineActor(query, organization, session.actor),
  )
  const asker = { askedBy: session.actor, person, actsAs }
  const desk: ImportDesk = {
    organization,
    asker,
    inBooks,
    async read(id) {
      const found = await inBooks(({ query }) => readImport(query, organization, id))
      if (found === null) throw new Error(`There is no import ${id}.`)
      return found
    },
    async work(id, work, wish) {
      const job = await inBooks((books) => askFor(books, id, work, asker, wish))
      return job.ok ? await desk.finish(id) : job
    },
    async finish(id) {
      const { job } = await desk.read(id)
      const run = await overAfter(session, services, organization, job ?? '')
      if (run.problems.length > 0) return refused(...run.problems)
      return { ok: true, value: await desk.read(id) }
    },
  }
  return desk
}

/** Runs jobs until one is over; a server over the same books may be the one who ends it. */
async function overAfter(
  session: Session,
  services: Services,
  organization: string,
  job: string,
): Promise<Run> {
  const progress = session.progress('import', 'papers')
  const runner = startRunner({
    services,
    kinds: [importJob],
    server: session.actor,
    interval: 100,
    onProblem: (error) => session.say(`A step is tried again: ${String(error)}`),
  })
  try {
    for (;;) {
      const run = await services.database.transaction(organization, (query) =>
        readRun(query, organization, job),
      )
      if (run === null) throw new Error(`There is no job ${job}.`)
      const { done, total, state } = run
      progress.tell(Number(done), total === null ? undefined : Number(total))
      if (state !== 'waiting' && state !== 'running') return run
      await pause(50)
    }
  } finally {
    await runner.stop()
    progress.end()
  }
}
