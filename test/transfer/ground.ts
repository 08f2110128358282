/** A library for the tests of imports: files brought along, jobs that work on them, and a look. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import type { Database } from '#server/database/database.ts'
import { allFields, scopesOf } from '#kit/sight.ts'
import type { Services } from '#server/http/operation.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { readRun } from '#server/jobs/runs.ts'
import type { Run } from '#server/jobs/runs.ts'
import type { Repeated } from '#server/repeated.ts'
import { askFor, throwAway } from '#server/transfer/asking.ts'
import type { Asker, Wish } from '#server/transfer/asking.ts'
import { correctDraft, listDrafts } from '#server/transfer/draft.ts'
import type { Correction, SeenDraft } from '#server/transfer/draft.ts'
import { hashOf, importFile } from '#server/transfer/file.ts'
import type { FileWish } from '#server/transfer/file.ts'
import { readImport } from '#server/transfer/import.ts'
import type { Import, State } from '#server/transfer/import.ts'
import { importJob } from '#server/transfer/job.ts'
import type { Work } from '#server/transfer/job.ts'
import { countStaged } from '#server/transfer/staged.ts'
import type { Counts } from '#server/transfer/staged.ts'
import { openYearsUntilNow } from '#test/books.ts'
import { isOver, servicesOf } from '#test/jobs/ground.ts'
import { libraryBooks, openLibrary, someone } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { libraryCatalogue } from '#test/kit.ts'
import type { TestServer } from '#test/postgres.ts'
import { setTimeout as pause } from 'node:timers/promises'

/** What is said of a file; a deposit, kept with its numbers, unless said otherwise. */
export type Bring = Partial<Omit<FileWish, 'file'>> & { readonly name?: string }

/** A librarian’s desk, with an organization of its own. */
export interface ImportDesk {
  readonly library: Library
  readonly organization: string
  readonly services: Services
  readonly asker: Asker
  /** Somebody else, because four eyes are two persons. */
  readonly other: Asker
  /** What went wrong in runners. */
  readonly faults: unknown[]
  inBooks<Result>(work: (books: Books) => Promise<Result>): Promise<Result>
  read<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]>
  /** Brings a file along, and waits until it is checked. */
  bring(text: string | Uint8Array, wish?: Bring): Promise<Outcome<string>>
  /** The number of an import that could be brought along. */
  brought(text: string | Uint8Array, wish?: Bring): Promise<string>
  /** Asks for work and waits for its end. */
  work(id: string, work: Work, wish?: Wish, who?: Asker): Promise<Outcome<Import>>
  ask(id: string, work: Work, wish?: Wish, who?: Asker): Promise<Outcome<string>>
  /** Waits until a job is over. */
  over(job: string): Promise<Run>
  discard(id: string): Promise<Outcome<null>>
  see(id: string): Promise<Import>
  until(id: string, ...states: State[]): Promise<Import>
  counts(id: string): Promise<Counts>
  drafts(id: string): Promise<SeenDraft[]>
  correct(id: string, place: number, correction: Correction): Promise<Outcome<SeenDraft>>
  runner: Repeated
  close(): Promise<void>
}

/** The services of the library: its own descriptions, and everybody is a librarian. */
export function libraryServices(database: Database): Services {
  return {
    ...servicesOf(database),
    catalogue: libraryCatalogue,
    permissions: {
      actorOf: ({ person, actor }) => Promise.resolve({ ...someone(person), name: actor }),
      seers: () => Promise.resolve([]),
      scopesOf: (of, actor) => scopesOf(actor, (role) => role === of.read),
      readableAt: (of) => () => allFields(of.fields),
      guarded: (desk) => desk,
    },
  }
}

type InBooks = ImportDesk['inBooks']
type Looks = Pick<ImportDesk, 'see' | 'until' | 'over' | 'counts' | 'drafts'>
type Acts = Pick<ImportDesk, 'ask' | 'work' | 'correct' | 'discard'>

/** Opens a library on a server, with a librarian and a runner of jobs. */
export async function openDesk(server: TestServer): Promise<ImportDesk> {
  const library = await openLibrary(server)
  const { database, organization } = library
  await openYearsUntilNow(database, organization)
  const services = libraryServices(database)
  const folder = mkdtempSync(join(tmpdir(), 'backstay-import-'))
  const faults: unknown[] = []
  const runner = startRunner({
    services,
    kinds: [importJob],
    server: 'the test',
    interval: 20,
    backOff: () => 20,
    onProblem: (error) => void faults.push(error),
  })
  const asker = { askedBy: 'ann', person: newId(Date.now()) }
  const other = { askedBy: 'bob', person: newId(Date.now()) }
  await database.transaction(organization, async (query) => {
    await addPerson(query, organization, asker)
    await addPerson(query, organization, other)
  })
  const inBooks: InBooks = (work) =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const looks = looksThrough(inBooks)
  return {
    library,
    organization,
    services,
    asker,
    other,
    faults,
    inBooks,
    read: (text, ...values) =>
      database.transaction(organization, (query) => query({ text, values })),
    ...looks,
    ...bringsThrough(inBooks, looks, asker, folder),
    ...actsThrough(inBooks, looks, asker),
    runner,
    async close() {
      await runner.stop()
      rmSync(folder, { recursive: true, force: true })
      await library.drop()
    },
  }
}

/** How an import, its papers and its jobs stand. */
function looksThrough(inBooks: InBooks): Looks {
  const see = async (id: string): Promise<Import> => {
    const found = await inBooks(({ query, organization }) => readImport(query, organization, id))
    if (found === null) throw new Error('There is no such import.')
    return found
  }
  return {
    see,
    async until(id, ...states) {
      let found = await see(id)
      for (let waited = 0; !states.includes(found.state); waited += 10) {
        if (waited > 60_000) throw new Error(`The import is ${found.state}.`)
        await pause(10)
        found = await see(id)
      }
      return found
    },
    async over(job) {
      for (let waited = 0; waited < 60_000; waited += 10) {
        const run = await inBooks(({ query, organization }) => readRun(query, organization, job))
        if (run !== null && isOver(run)) return run
        await pause(10)
      }
      throw new Error(`The job ${job} does not end.`)
    },
    counts: (id) => inBooks(({ query, organization }) => countStaged(query, organization, id)),
    async drafts(id) {
      const one = await see(id)
      const page = { limit: 1000 }
      return await inBooks(({ query, organization }) => listDrafts(query, organization, one, page))
    },
  }
}

/** Brings files along, which are kept in a folder. */
function bringsThrough(
  inBooks: InBooks,
  looks: Looks,
  asker: Asker,
  folder: string,
): Pick<ImportDesk, 'bring' | 'brought'> {
  const bring: ImportDesk['bring'] = async (text, { name = 'deposits.csv', ...wish } = {}) => {
    const path = join(folder, newId(Date.now()))
    writeFileSync(path, text)
    const file = { path, name, hash: await hashOf(path) }
    const whole = {
      kind: 'deposit',
      verb: 'take',
      numbers: 'kept',
      form: {},
      again: false,
    } as const
    return await inBooks((books) => importFile(books, { ...whole, ...wish, file }, asker))
  }
  return {
    bring,
    async brought(text, wish) {
      const made = await bring(text, wish)
      if (!made.ok) throw new Error(JSON.stringify(made.problems))
      await looks.until(made.value, 'staged')
      return made.value
    },
  }
}

/** What is done with an import that is there. */
function actsThrough(inBooks: InBooks, looks: Looks, asker: Asker): Acts {
  const ask: ImportDesk['ask'] = (id, work, wish, who = asker) =>
    inBooks((books) => askFor(books, id, work, who, wish))
  return {
    ask,
    async work(id, work, wish, who) {
      const asked = await ask(id, work, wish, who)
      if (!asked.ok) return asked
      const { state, problems } = await looks.over(asked.value)
      if (state === 'failed') return refused(...problems)
      return fine(await looks.see(id))
    },
    correct: (id, place, correction) =>
      inBooks((books) => correctDraft(books, id, place, correction, someone('ann'))),
    discard: (id) => inBooks((books) => throwAway(books, id)),
  }
}

async function addPerson(
  query: Query,
  organization: string,
  { askedBy, person }: Asker,
): Promise<void> {
  await query({
    text: `insert into access.person (organization, id, kind, name, created_by)
      values ($1, $2, 'program', $3, 'the test')`,
    values: [organization, person, askedBy],
  })
}
