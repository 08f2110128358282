/** The example company: the sales of a real store, loaded while the server already answers. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import type { Database } from '#server/database/database.ts'
import { importOnlineRetail } from '#server/import/online-retail.ts'
import type { ImportProgress } from '#server/import/online-retail.ts'
import type { Surroundings } from '#server/job.ts'
import { loggable } from '#server/log.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'

/** The example has the same number everywhere, so that a second start finds it. */
export const exampleOrganization = '00000000-0000-7000-8000-0000000e8a3b'
const company = 'store'
const file = join(
  import.meta.dirname,
  '../../examples/online-retail/online-retail-2010-12-01-2011-06-30.csv.gz',
)
/** What the organization is called until all is in; a start that finds it so goes on. */
const names = { loading: 'Example (loading)', whole: 'Example' } as const

/**
 * Loads the example into a database that has no organization yet. It is done once: what was
 * interrupted goes on at the next start, because invoices that are in repeat their keys. One key
 * is made with it, random in each installation and told on the terminal only, once.
 */
export function startExample({ services, say, example }: Surroundings): () => Promise<void> {
  if (example === 'none') return async () => {}
  const { database, log } = services
  const ended = new AbortController()
  const loading = load(database, say, example === 'make', ended.signal).catch((error: unknown) => {
    if (ended.signal.aborted) return
    log.error({ error: loggable(error) }, 'the example was not loaded')
    say('The example company could not be loaded; the next start tries again.')
  })
  return async () => {
    ended.abort()
    await loading
  }
}

async function load(
  database: Database,
  say: (sentence: string) => void,
  make: boolean,
  signal: AbortSignal,
): Promise<void> {
  const name = await nameOf(database)
  if (name === names.whole || (name === null && !make)) return
  if (name === null) await setUp(database, say)
  say('Loading the example company, seven months of a store’s sales; the server answers already.')
  const imported = await importOnlineRetail(
    database,
    exampleOrganization,
    company,
    createReadStream(file),
    { actor: 'the example', onProgress: teller(say, signal) },
  )
  if (!imported.ok) {
    for (const { message } of imported.problems) say(message)
    return
  }
  await database.transaction(exampleOrganization, (query) =>
    query({
      text: 'update ledger.organization set name = $2 where organization = $1',
      values: [exampleOrganization, names.whole],
    }),
  )
  const { recorded, repeated } = imported.value
  say(`The example company is loaded: ${recorded + repeated} invoices are in its books.`)
}

async function nameOf(database: Database): Promise<string | null> {
  const [found] = await database.transaction(exampleOrganization, (query) =>
    query<{ name: string }>({
      text: 'select name from ledger.organization where organization = $1',
      values: [exampleOrganization],
    }),
  )
  return found?.name ?? null
}

async function setUp(database: Database, say: (sentence: string) => void): Promise<void> {
  await database.transaction(exampleOrganization, async (query) => {
    await addOrganization(query, exampleOrganization, names.loading)
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

/** Tells each tenth, and ends the import when the server does. */
function teller(
  say: (sentence: string) => void,
  signal: AbortSignal,
): (progress: ImportProgress) => void {
  let told = 0
  return ({ invoices, ofInvoices }) => {
    signal.throwIfAborted()
    const tenth = Math.floor((invoices * 10) / ofInvoices)
    if (tenth === told || tenth === 10) return
    told = tenth
    say(`  ${tenth * 10} % of the example is in.`)
  }
}
