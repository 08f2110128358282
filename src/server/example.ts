/** The example company: the papers of a real store, loaded while the server already answers. */
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import type { Outcome } from '#base/problem.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { Books } from '#kit/books.ts'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { makeWelcome } from '#server/access/welcome.ts'
import type { Services } from '#server/http/operation.ts'
import { importOnlineRetail, onlineRetail, retailAsker } from '#server/import/online-retail.ts'
import type { Surroundings } from '#server/job.ts'
import { readRun } from '#server/jobs/runs.ts'
import { loggable } from '#server/log.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
import { askFor } from '#server/transfer/asking.ts'
import type { Asker } from '#server/transfer/asking.ts'
import { hashOf } from '#server/transfer/file.ts'
import { listImports } from '#server/transfer/import.ts'
import type { Import } from '#server/transfer/import.ts'

/** The example has the same number everywhere, so that a second start finds it. */
export const exampleOrganization = '00000000-0000-7000-8000-0000000e8a3b'
const company = 'store'
const file = join(
  import.meta.dirname,
  '../../examples/online-retail/online-retail-2010-12-01-2011-06-30.csv.gz',
)
/** What the organization is called until all is in; a start that finds it so goes on. */
const names = { loading: 'Example (loading)', whole: 'Example' } as const
/** Milliseconds between two looks how far it is. */
const interval = 500

/**
 * Loads the example into a database that has no organization yet: its papers are staged, checked
 * and posted by a job like those of any import. It is done once; what was interrupted goes on at
 * the next start. One key is made with it, random in each installation and told on the terminal
 * only, once.
 */
export function startExample({ services, say, example }: Surroundings): () => Promise<void> {
  if (example === 'none') return async () => {}
  const ended = new AbortController()
  const loading = load(services, say, example === 'make', ended.signal).catch((error: unknown) => {
    if (ended.signal.aborted) return
    services.log.error({ error: loggable(error) }, 'the example was not loaded')
    say('The example company could not be loaded; the next start tries again.')
  })
  return async () => {
    ended.abort()
    await loading
  }
}

async function load(
  services: Services,
  say: (sentence: string) => void,
  make: boolean,
  signal: AbortSignal,
): Promise<void> {
  const name = await nameOf(services)
  if (name === null && !make) return
  if (name === null) await setUp(services, say)
  await tellWelcome(services, say)
  if (name === names.whole) return
  say('Loading the example company, seven months of a store’s sales; the server answers already.')
  const began = (await find(services)) === null ? await begin(services) : null
  if (began?.ok === false) {
    for (const { message } of began.problems) say(message)
    return
  }
  const whole = await bringOn(services, say, signal)
  await inBooks(services, ({ query }) =>
    query({
      text: 'update ledger.organization set name = $2 where organization = $1',
      values: [exampleOrganization, names.whole],
    }),
  )
  say(`The example company is loaded: ${whole.papers.toLocaleString('en-GB')} papers are in it.`)
}

/** Tells the way in for whoever sits at the terminal: once, and a new one at each start. */
async function tellWelcome(
  { database, entrance, now }: Services,
  say: (sentence: string) => void,
): Promise<void> {
  const today = now().toZonedDateTimeISO('UTC').toPlainDate()
  const link = await database.transaction(exampleOrganization, (query) =>
    makeWelcome(query, entrance, exampleOrganization, today),
  )
  say('Open this in your browser; it lets you in once, and each start tells a new one:')
  say(`  ${link}`)
}

async function nameOf({ database }: Services): Promise<string | null> {
  const [found] = await database.transaction(exampleOrganization, (query) =>
    query<{ name: string }>({
      text: 'select name from ledger.organization where organization = $1',
      values: [exampleOrganization],
    }),
  )
  return found?.name ?? null
}

/** The name under which the example is loaded. */
const loader = 'the example'

async function setUp({ database }: Services, say: (sentence: string) => void): Promise<void> {
  await database.transaction(exampleOrganization, async (query) => {
    await addOrganization(query, exampleOrganization, names.loading, { isExample: true })
    await addCommodities(query, exampleOrganization, [
      { code: 'GBP', kind: 'currency', name: 'Pound Sterling', scale: 2 },
    ])
    await addCompany(query, exampleOrganization, {
      code: company,
      name: 'The example store',
      currency: 'GBP',
      country: 'GB',
      timeZone: 'Europe/London',
    })
    await query({
      text: `insert into access.person (organization, id, kind, name, created_by)
        values ($1, $2, 'program', $3, 'the first start')`,
      values: [exampleOrganization, newId(Date.now()), loader],
    })
  })
  const key = await createKey(database, exampleOrganization, {
    name: 'example',
    scopes: allScopes,
    createdBy: 'the first start',
  })
  if (!key.ok) return
  say('A key to the example company, which is told only now:')
  say(`  ${key.value.text}`)
}

/** Stages the file: all of it or nothing. */
async function begin(services: Services): Promise<Outcome<string>> {
  const retail = await readOnlineRetail(createReadStream(file))
  if (!retail.ok) return retail
  const wish = {
    file: { name: basename(file), hash: await hashOf(file) },
    again: false,
    payments: true,
  }
  return await inBooks(services, async (books) =>
    importOnlineRetail(books, retail.value, wish, await askerIn(books)),
  )
}

/** Asks for what comes next whenever a job is over, until everything is posted. */
async function bringOn(
  services: Services,
  say: (sentence: string) => void,
  signal: AbortSignal,
): Promise<Import> {
  const told = new Teller(say)
  for (;;) {
    signal.throwIfAborted()
    const one = await find(services)
    if (one?.state === 'posted') return one
    if (one === null) throw new Error('The import of the example is not there.')
    const work = one.state === 'checking' ? 'check' : 'post'
    await inBooks(services, async (books) => {
      const job = one.job === null ? null : await readRun(books.query, exampleOrganization, one.job)
      if (one.state === 'posting' && job !== null) told.tell(Number(job.done), one.papers)
      if (job?.state === 'failed') throw new Error(job.problems[0]?.message ?? 'It failed.')
      if (job !== null && job.state !== 'done' && job.state !== 'cancelled') return
      // What was refused is told with the import, and is no reason to keep the rest back.
      await askFor(books, one.id, work, await askerIn(books), { leaveRefused: true })
    })
    await pause(interval, undefined, { signal }).catch(() => {})
  }
}

async function find({ database }: Services): Promise<Import | null> {
  const page = { company, kind: onlineRetail, limit: 1 }
  const [found] = await database.transaction(exampleOrganization, (query) =>
    listImports(query, exampleOrganization, page),
  )
  return found ?? null
}

async function askerIn({ query, catalogue }: Books): Promise<Asker> {
  const [found] = await query<{ id: string }>({
    text: `select id from access.person
      where organization = $1 and kind = 'program' and name = $2 order by id limit 1`,
    values: [exampleOrganization, loader],
  })
  if (found === undefined) throw new Error('Nobody loads the example.')
  return retailAsker(catalogue, { askedBy: loader, person: found.id })
}

async function inBooks<Result>(
  { database, catalogue, now }: Services,
  work: (books: Books) => Promise<Result>,
): Promise<Result> {
  const place = { code: company, currency: 'GBP', scale: 2, timeZone: 'Europe/London' }
  const desk = deskOf(exampleOrganization, place, catalogue, now())
  return await database.transaction(exampleOrganization, (query) => work(booksIn(query, desk)))
}

/** Tells each tenth. */
class Teller {
  private told = 0
  private readonly say: (sentence: string) => void

  constructor(say: (sentence: string) => void) {
    this.say = say
  }

  tell(done: number, total: number): void {
    const tenth = Math.floor((done * 10) / total)
    if (tenth <= this.told || tenth >= 10) return
    this.told = tenth
    this.say(`  ${tenth * 10} % of the example is in.`)
  }
}
