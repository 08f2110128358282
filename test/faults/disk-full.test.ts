/** F7: the disk is full while clients post: they are told to come back, and nothing is lost. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Address } from '#server/database/database.ts'
import { Chance, printSeed } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import { judge } from '#test/faults/judge.ts'
import { bodyOf, nextEntry } from '#test/faults/entries.ts'
import { request } from '#test/faults/request.ts'
import { Rig } from '#test/faults/rig.ts'
import type { Store } from '#test/faults/store.ts'
import { temporaryFolder } from '#test/postgres.ts'

const mount = temporaryFolder('backstay-disk-')
const megabyte = 1_048_576
const skip = mounted()
let rig: Rig | undefined

after(async () => {
  await rig?.close()
  if (skip === false) execFileSync('umount', ['--lazy', mount])
  rmSync(mount, { recursive: true, force: true })
})

before(async () => {
  printSeed()
  if (skip !== false) return
  const place = join(mount, 'data')
  mkdirSync(place, { mode: 0o711 })
  rig = await Rig.open(place)
})

test('no space for another page: 503, and on when there is space', { skip }, async () => {
  await assertSurvived(2 * megabyte, async (poster) => {
    await poster.postUntilRefused()
    // While it stays full nothing else may be said than to come back.
    await poster.post(20)
  })
})

test('no space for the log: PostgreSQL ends, and comes back when there is', { skip }, async () => {
  await assertSurvived(12 * megabyte, async (poster, of) => {
    // A segment of the log has 16 MB; those that are left are used up first.
    for (let segment = 0; poster.unanswered === 0; segment += 1) {
      assert.ok(segment < 20, 'the log is never full')
      await switchLog(of.superuser())
      await poster.post(1)
    }
    await poster.post(3)
  })
})

/** Leaves so many bytes free, lets `press` use them up, frees them, and judges. */
async function assertSurvived(
  left: number,
  press: (poster: Poster, of: Rig) => Promise<void>,
): Promise<void> {
  assert.ok(rig !== undefined)
  const store = await rig.newStore()
  const log = new OutsideLog()
  const poster = new Poster(store, log, new Chance(`disk full ${left}`))
  await poster.post(50)
  assert.equal(poster.unanswered, 0)
  const filler = join(mount, 'filler')
  fill(filler, left)
  await press(poster, rig)
  const { lastRefusal } = poster
  rmSync(filler)
  const began = performance.now()
  // A server that gives up may do so a moment later: whoever watches it starts it again.
  const house = rig
  let gaveUp = false
  await poster.postUntilTaken(async () => {
    gaveUp = (await house.keepUp()) || gaveUp
  })
  console.log(
    `full after ${log.acknowledged} entries (${lastRefusal}); ` +
      `${gaveUp ? 'started again, ' : ''}posting went on after ` +
      `${Math.round(performance.now() - began)} ms`,
  )
  await poster.sendUnansweredAgain()
  assert.deepEqual(await judge(rig.superuser(), store.organization, log), [])
  assert.deepEqual(log.defects, [])
}

async function switchLog(superuser: Address): Promise<void> {
  const client = new pg.Client(superuser)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_switch_wal()')
  } catch {
    // The log is full.
  } finally {
    await client.end().catch(() => {})
  }
}

/** Posts one paper after the other and remembers those without an answer. */
class Poster {
  lastRefusal = ''
  private readonly store: Store
  private readonly log: OutsideLog
  private readonly chance: Chance
  private readonly open = new Map<string, object>()
  private papers = 0

  constructor(store: Store, log: OutsideLog, chance: Chance) {
    this.store = store
    this.log = log
    this.chance = chance
  }

  get unanswered(): number {
    return this.open.size
  }

  async post(count: number): Promise<void> {
    for (let place = 0; place < count; place += 1) await this.next()
  }

  async postUntilRefused(): Promise<void> {
    for (let place = 0; this.unanswered === 0; place += 1) {
      assert.ok(place < 50_000, 'the disk is never full')
      await this.next()
    }
  }

  async postUntilTaken(keepUp: () => Promise<void>): Promise<void> {
    const taken = this.log.acknowledged
    for (const began = performance.now(); this.log.acknowledged === taken;) {
      assert.ok(performance.now() - began < 30_000, 'nothing is taken after there is space')
      await keepUp()
      await this.next()
    }
  }

  async sendUnansweredAgain(): Promise<void> {
    for (const [key, body] of this.open) await this.send(key, body)
    assert.equal(this.unanswered, 0)
  }

  private async next(): Promise<void> {
    const made = nextEntry(`full-${++this.papers}`, this.chance)
    this.log.note(made.key, made.lines)
    await this.send(made.key, bodyOf(made))
  }

  private async send(key: string, body: object): Promise<void> {
    const note = this.log.notes.get(key)
    assert.ok(note !== undefined)
    const reply = await request(this.store, '/entries', body)
    if (reply === null || reply.status === 503 || reply.status === 507) {
      this.lastRefusal = reply === null ? 'no answer' : `status ${reply.status}`
      this.open.set(key, body)
      return await pause(50)
    }
    this.open.delete(key)
    if (reply.status === 201) this.log.acknowledge(note, (reply.json as { id: string }).id)
    else if (reply.status === 422) this.log.refuse(note)
    else this.log.defects.push(`${key}: ${reply.status} ${reply.text}`)
  }
}

/** Leaves only so many bytes of the disk free. */
function fill(file: string, left: number): void {
  const { bavail, bsize } = statfsSync(mount)
  writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

/** A small disk of its own in memory; why not, where the system does not allow it. */
function mounted(): false | string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'mounting a disk needs root'
  try {
    const options = ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', mount]
    execFileSync('mount', options, { stdio: 'ignore' })
    return false
  } catch {
    return 'this system lets nobody mount a disk'
  }
}
