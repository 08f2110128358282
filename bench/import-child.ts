/**
 * Stages the online store's file in a process of its own, so that its memory can be read, and waits
 * while the server under measurement checks and posts it.
 */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#base/id.ts'
import { all } from '#departments/all.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import type { Books } from '#kit/books.ts'
import { openDatabase } from '#server/database/database.ts'
import type { Address } from '#server/database/database.ts'
import { importOnlineRetail, retailAsker } from '#server/import/online-retail.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
import { askFor } from '#server/transfer/asking.ts'
import { readImport } from '#server/transfer/import.ts'
import type { State } from '#server/transfer/import.ts'
import { countStaged } from '#server/transfer/staged.ts'

/** What the process tells when all is posted. */
export interface Imported {
  readonly rows: number
  /** From the first byte of the file to the last paper. */
  readonly seconds: number
  /** Of these, what posting took. */
  readonly postingSeconds: number
  /** The most memory that the process had, which reads the file and stages it. */
  readonly megabytes: number
}

const [address = '{}', invoices = '0'] = process.argv.slice(2)
const folder = join(import.meta.dirname, '../examples/online-retail')
const file = join(folder, 'online-retail-2010-12-01-2011-06-30.csv.gz')
const database = openDatabase(JSON.parse(address) as Address, 2)
const [organization, person] = [newId(Date.now()), newId(Date.now())]
await database.transaction(organization, async (query) => {
  await addOrganization(query, organization, 'Imported')
  await addCommodities(query, organization, [{ code: 'GBP', kind: 'currency', scale: 2 }])
  await addCompany(query, organization, { code: 'store', name: 'Store', currency: 'GBP' })
  await query({
    text: `insert into access.person (organization, id, kind, name, created_by)
      values ($1, $2, 'program', 'the benchmark', 'the benchmark')`,
    values: [organization, person],
  })
})
const place = { code: 'store', currency: 'GBP', scale: 2, timeZone: 'UTC' }
const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
  database.transaction(organization, (query) =>
    work(booksIn(query, deskOf(organization, place, all, Temporal.Now.instant()))),
  )
const asker = retailAsker(all, { askedBy: 'the benchmark', person })

const began = performance.now()
const read = await readOnlineRetail(createReadStream(file))
if (!read.ok) throw new Error(JSON.stringify(read.problems))
const retail = { ...read.value, invoices: read.value.invoices.slice(0, Number(invoices)) }
const wish = { file: { name: file, hash: '00'.repeat(32) }, again: false, payments: false }
const staged = await inBooks((books) => importOnlineRetail(books, retail, wish, asker))
if (!staged.ok) throw new Error(JSON.stringify(staged.problems))
const id = staged.value
await until('staged')
const posting = performance.now()
const asked = await inBooks((books) => askFor(books, id, 'post', asker))
if (!asked.ok) throw new Error(JSON.stringify(asked.problems))
await until('posted')
const ended = performance.now()
const { refused } = await inBooks(({ query }) => countStaged(query, organization, id))
await database.close()
if (refused > 0) throw new Error(`${refused} papers were refused.`)
process.send?.({
  rows: retail.invoices.reduce((sum, { rows }) => sum + rows.length, 0),
  seconds: (ended - began) / 1000,
  postingSeconds: (ended - posting) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1024,
} satisfies Imported)
process.disconnect?.()

async function until(state: State): Promise<void> {
  for (;;) {
    const one = await inBooks(({ query }) => readImport(query, organization, id))
    if (one?.state === state) return
    await pause(100)
  }
}
