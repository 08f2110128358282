/** Imports the online store's file in a process of its own, so that its memory can be read. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { newId } from '#base/id.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
import { openRetailDesk } from '#test/online-retail/desk.ts'

/** What the process tells when it is done. */
export interface Imported {
  readonly rows: number
  readonly seconds: number
  /** The most memory that the process had. */
  readonly megabytes: number
}

const folder = join(import.meta.dirname, '../examples/online-retail')
const file = join(folder, 'online-retail-2010-12-01-2011-06-30.csv.gz')
const database = openDatabase(JSON.parse(process.argv[2] ?? '{}') as Address)
const organization = newId(Date.now())
await database.transaction(organization, async (query) => {
  await addOrganization(query, organization, 'Imported')
  await addCommodities(query, organization, [{ code: 'GBP', kind: 'currency', scale: 2 }])
  await addCompany(query, organization, { code: 'store', name: 'Store', currency: 'GBP' })
})
const began = performance.now()
const desk = await openRetailDesk(database, organization, 'store')
const brought = await desk.bring(createReadStream(file))
const seconds = (performance.now() - began) / 1000
if (!brought.ok) throw new Error(JSON.stringify(brought.problems))
const { refused } = await desk.counts(brought.value)
const [found] = await desk.inBooks(({ query }) =>
  query<{ rows: number }>({
    text: 'select rows from transfer.import where organization = $1 and id = $2',
    values: [organization, brought.value],
  }),
)
await database.close()
if (refused > 0) throw new Error(`${refused} papers were refused`)
const megabytes = process.resourceUsage().maxRSS / 1024
process.send?.({ rows: Number(found?.rows), seconds, megabytes } satisfies Imported)
process.disconnect?.()
