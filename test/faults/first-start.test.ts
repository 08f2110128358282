/**
 * F5, F6: the server is killed during its very first start, and a second one wants the same folder.
 * What the launcher alone does is told in src/server/postgres/faults.test.ts and lock.test.ts.
 */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { judge } from '#test/faults/judge.ts'
import { bodyOf, money, regular } from '#test/faults/entries.ts'
import { answered } from '#test/faults/request.ts'
import { Rig } from '#test/faults/rig.ts'
import { booksAt, startAndEnd, startInVain } from '#test/faults/server-process.ts'
import { temporaryFolder } from '#test/postgres.ts'

const skip = process.platform === 'win32' && 'Windows has no signals'
const folder = temporaryFolder('backstay-first-')
before(printSeed)
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }))

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(
    `${signal} during the first start, again and again: the next one is whole`,
    { skip },
    async () => {
      const chance = new Chance(`first start ${signal}`)
      const place = join(folder, signal)
      // Each attempt goes on where the one before was ended: at the cluster, the tables, the port.
      for (let attempt = 0; attempt < times(5); attempt += 1) {
        await startAndEnd(booksAt({ folder: place }), chance.between(50, 1_800), signal)
      }
      const rig = await Rig.open(place)
      try {
        await assertItPosts(rig)
      } finally {
        await rig.close()
      }
    },
  )
}

test('a second server over one folder is told who has it', async () => {
  const place = join(folder, 'second')
  const rig = await Rig.open(place)
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { code, said } = await startInVain(booksAt({ folder: place }))
      assert.equal(code, 1)
      assert.ok(said.includes(String(rig.server.pid)) && said.includes(hostname()), said)
      assert.doesNotMatch(said, /\n +at /, 'no stack trace')
    }
    await assertItPosts(rig)
  } finally {
    await rig.close()
  }
})

async function assertItPosts(rig: Rig): Promise<void> {
  const store = await rig.newStore()
  const log = new OutsideLog()
  const made = regular('first', money('bank', 'sales', 100n))
  const reply = await answered(store, '/entries', bodyOf(made))
  assert.equal(reply.status, 201, reply.text)
  log.acknowledge(log.note(made.key, made.lines), (reply.json as { id: string }).id)
  assert.deepEqual(await judge(rig.superuser(), store.organization, log), [])
}
