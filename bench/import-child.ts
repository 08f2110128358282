/** Imports the online store's file in a process of its own, so that its memory can be read. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { newId } from '#base/id.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { importOnlineRetail } from '#server/import/online-retail.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'

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
const result = await importOnlineRetail(database, organization, 'store', createReadStream(file), {})
const seconds = (performance.now() - began) / 1000
await database.close()
if (!result.ok || result.value.refused > 0) {
  throw new Error(JSON.stringify(result.ok ? result.value.refusals : result.problems))
}
const megabytes = process.resourceUsage().maxRSS / 1024
process.send?.({ rows: result.value.file.rows, seconds, megabytes } satisfies Imported)
process.disconnect?.()
