/** Scratch. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { newId } from '#base/id.ts'
import { all } from '#departments/all.ts'
import { readOnlineRetail } from '#importers/online-retail/online-retail.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor } from '#kit/role.ts'
import { importOnlineRetail } from '#server/import/online-retail.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { addCommodities, addCompany, addOrganization } from '#server/set-up.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { askFor } from '#server/transfer/asking.ts'
import { readImport } from '#server/transfer/import.ts'
import { importJob } from '#server/transfer/job.ts'
import { countStaged } from '#server/transfer/staged.ts'
import { listDrafts } from '#server/transfer/draft.ts'
import { freshBooks } from '#test/books.ts'
import { servicesOf } from '#test/jobs/ground.ts'
import { startTestServer } from '#test/postgres.ts'
import { setTimeout as pause } from 'node:timers/promises'

const started = await startTestServer(18)
const books = await freshBooks(started.server)
const times = new Map<string, [number, number]>()
const database: typeof books.database = {
  ...books.database,
  transaction: (organization, work, options) =>
    books.database.transaction(
      organization,
      (query) =>
        work(async (statement) => {
          const began = performance.now()
          try {
            return await query(statement)
          } finally {
            const key = statement.name ?? statement.text.slice(0, 60)
            const [n, t] = times.get(key) ?? [0, 0]
            times.set(key, [n + 1, t + performance.now() - began])
          }
        }),
      options,
    ),
}
const roles = new Set<string>()
for (const of of all.all) {
  roles.add(of.read).add(of.write)
  if (of.noun === 'document') for (const t of Object.values(of.transitions)) roles.add(t.by)
}
const actorOf = (person: string, name: string): Actor => ({
  person,
  name,
  grants: [...roles].map((role) => ({ role, scope: everywhere })),
})
const organization = newId(Date.now())
const person = newId(Date.now())
await database.transaction(organization, async (query) => {
  await addOrganization(query, organization, 'Imported')
  await addCommodities(query, organization, [{ code: 'GBP', kind: 'currency', scale: 2 }])
  await addCompany(query, organization, { code: 'store', name: 'Store', currency: 'GBP' })
  await query({
    text: `insert into access.person (organization, id, kind, name, created_by) values ($1,$2,'program','x','x')`,
    values: [organization, person],
  })
})
const file = join(
  import.meta.dirname,
  '../examples/online-retail/online-retail-2010-12-01-2011-06-30.csv.gz',
)
const t0 = performance.now()
const lap = (what: string) =>
  console.log(
    what,
    ((performance.now() - t0) / 1000).toFixed(1),
    's',
    Math.round(process.memoryUsage().rss / 1e6),
    'MB',
  )
const read = await readOnlineRetail(createReadStream(file))
if (!read.ok) throw new Error(JSON.stringify(read.problems))
lap('read')
const most = Number(process.argv[2] ?? 1e9)
const retail = { ...read.value, invoices: read.value.invoices.slice(0, most) }
const rows = retail.invoices.reduce((sum, one) => sum + one.rows.length, 0)
const desk = deskOf(
  organization,
  { code: 'store', currency: 'GBP', timeZone: 'UTC' },
  all,
  Temporal.Now.instant(),
)
const asker = { askedBy: 'bench', person }
const made = await database.transaction(organization, (query) =>
  importOnlineRetail(
    booksIn(query, desk),
    retail,
    { file: { name: 'f.csv', hash: '00'.repeat(32) }, again: false },
    actorOf(person, 'bench'),
    asker,
  ),
)
if (!made.ok) throw new Error(JSON.stringify(made.problems))
const id = made.value
lap('staged')
const services = {
  ...servicesOf(database),
  catalogue: all,
  permissions: {
    scopesOf: () => [],
    readableAt: () => () => new Set<string>(),
    actorOf: ({ person: p, actor }: { person: string; actor: string }) =>
      Promise.resolve(actorOf(p, actor)),
  },
}
const runner = startRunner({
  services,
  kinds: [importJob],
  server: 'x',
  interval: 100,
  onProblem: (e) => console.log(e),
})
const until = async (state: string) => {
  for (;;) {
    const one = await database.transaction(organization, (query) =>
      readImport(query, organization, id),
    )
    if (one?.state === state) return
    await pause(100)
  }
}
await until('staged')
lap('checked')
console.log(
  await database.transaction(organization, (query) => countStaged(query, organization, id)),
)
const job = await database.transaction(organization, (query) =>
  askFor(booksIn(query, desk), id, 'post', asker, { leaveRefused: true }),
)
if (!job.ok) throw new Error(JSON.stringify(job.problems))
times.clear()
const cpu0 = process.cpuUsage()
const t1 = performance.now()
await until('posted')
lap('posted')
console.log('cpu', process.cpuUsage(cpu0).user / 1e6, process.cpuUsage(cpu0).system / 1e6)
for (const [k, [n, t]] of [...times].sort((a, b) => b[1][1] - a[1][1]).slice(0, 25))
  console.log(k.padEnd(60), n, Math.round(t), 'ms')
console.log(rows, 'rows', Math.round(rows / ((performance.now() - t1) / 1000)), 'rows/s')
console.log(
  await database.transaction(organization, (query) => countStaged(query, organization, id)),
)
const one = await database.transaction(organization, (query) => readImport(query, organization, id))
if (one)
  console.log(
    JSON.stringify(
      (
        await database.transaction(organization, (query) =>
          listDrafts(query, organization, one, { state: 'refused', limit: 3 }),
        )
      ).map((d) => [d.key, d.problems]),
    ),
  )
console.log(process.resourceUsage().maxRSS / 1024, 'MB')
await runner.stop()
await books.drop()
await started.end()
