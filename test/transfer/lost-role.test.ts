/** An import goes on only as long as the person who asked may write what its file holds. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { resumeRun } from '#server/jobs/runs.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { importJob } from '#server/transfer/job.ts'
import { someone } from '#test/kit-books.ts'
import { openDesk } from '#test/transfer/ground.ts'
import { testServers } from '#test/postgres.ts'

const file = ['Number,Owner,Taken on,Pence', 'X1,ANN,2026-11-22,100', 'X2,ANN,2026-11-22,5']

for (const server of await testServers()) {
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('who lost the role posts nothing, until it is granted again'), async () => {
    const desk = await openDesk(server)
    after(() => desk.close())
    const id = await desk.brought(file.join('\n'))
    await desk.runner.stop()
    const asked = await desk.ask(id, 'post')
    assert.ok(asked.ok)
    const { permissions } = desk.services
    let held = 'reader'
    const services = {
      ...desk.services,
      permissions: {
        ...permissions,
        actorOf: ({ person, actor }: { readonly person: string; readonly actor: string }) =>
          Promise.resolve({ ...someone(person, held), name: actor }),
      },
    }
    const runner = startRunner({ services, kinds: [importJob], server: 'test', interval: 20 })
    after(() => runner.stop())
    const parked = await desk.over(asked.value)
    assert.deepEqual(
      [parked.state, parked.problems.map(({ message }) => message)],
      ['parked', ['Only a librarian may import deposits. Mrs Hill can grant that role.']],
    )
    assert.equal((await desk.counts(id)).good, 2)
    held = 'librarian'
    await desk.inBooks(({ query, organization }) =>
      resumeRun(query, organization, asked.value, 'bob'),
    )
    await desk.until(id, 'posted')
    assert.equal((await desk.counts(id)).posted, 2)
  })
}
