/** Imports of formats that the program itself knows, brought on from the command line. */
import { setTimeout as pause } from 'node:timers/promises'
import { pino } from 'pino'
import { refused, type Outcome } from '#base/problem.ts'
import { whileRunning } from '#cli/api.ts'
import type { Company, Organization } from '#cli/choice.ts'
import type { Session } from '#cli/session.ts'
import type { Books } from '#kit/books.ts'
import { openEntrance } from '#server/access/entrance.ts'
import { commandLineActor } from '#server/access/first-owner.ts'
import type { Database } from '#server/database/database.ts'
import { retailAsker } from '#server/import/online-retail.ts'
import { readRun } from '#server/jobs/runs.ts'
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
  /** Asks for work and brings it to its end. Problems: those of `askFor` and of the job. */
  work(id: string, work: Work, wish?: Wish): Promise<Outcome<Import>>
  /** Waits until the job that works on an import is over. Problems: those of the job. */
  finish(id: string): Promise<Outcome<Import>>
}

/**
 * Opens the desk of a company. Whoever runs the command line has the login to the whole database,
 * and acts in the name of the program that it is there; the roles are those of the format.
 */
export async function openDesk(
  session: Session,
  database: Database,
  { id: organization }: Organization,
  company: Company,
): Promise<ImportDesk> {
  const entrance = openEntrance({ url: '', keyFile: '', onProblem: () => {} })
  const services = servicesOver(database, entrance, pino({ level: 'silent' }))
  const facts = await services.directory.company(organization, company.code)
  if (facts === null) throw new Error(`There is no company ${company.code}.`)
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> => {
    const desk = deskOf(organization, facts, services.catalogue, services.now())
    return database.transaction(organization, (query) => work(booksIn(query, desk)))
  }
  const { person } = await inBooks(({ query }) =>
    commandLineActor(query, organization, session.actor),
  )
  const asker = retailAsker(services.catalogue, { askedBy: session.actor, person })
  const read = async (id: string): Promise<Import> => {
    const found = await inBooks(({ query }) => readImport(query, organization, id))
    if (found === null) throw new Error(`There is no import ${id}.`)
    return found
  }
  const desk: ImportDesk = {
    organization,
    asker,
    inBooks,
    async work(id, work, wish) {
      const job = await inBooks((books) => askFor(books, id, work, asker, wish))
      return job.ok ? await desk.finish(id) : job
    },
    async finish(id) {
      const { job } = await read(id)
      const progress = session.progress('import', 'papers')
      const problems = await whileRunning(session, services, [importJob], async () => {
        for (;;) {
          const run = await inBooks(({ query }) => readRun(query, organization, job ?? ''))
          if (run === null) throw new Error(`There is no job ${job}.`)
          progress.tell(Number(run.done), run.total === null ? undefined : Number(run.total))
          if (run.state !== 'waiting' && run.state !== 'running') return run.problems
          await pause(50)
        }
      })
      progress.end()
      return problems.length > 0 ? refused(...problems) : { ok: true, value: await read(id) }
    },
  }
  return desk
}
