/** The lock of a folder: one holder, named to whoever comes second, and outlived by nobody. */

import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'

import { temporaryFolder } from '#test/postgres.ts'

import { lockHolder, takeLock } from './lock.ts'
import { bootMark, startMark } from './processes.ts'

const folder = temporaryFolder('backstay-lock-')
const noon = Date.UTC(2026, 10, 22, 12)
after(() => rmSync(folder, { recursive: true, force: true }))

function fresh(name: string): string {
  const made = join(folder, name)
  mkdirSync(made)
  return made
}

/** Lays a lock as another process would have left it. */
function leaveLock(place: string, holder: object, number = 1): void {
  mkdirSync(join(place, 'lock'), { recursive: true })
  writeFileSync(join(place, 'lock', String(number)), JSON.stringify(holder))
}

/** The number of a process that has certainly ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid
}

const here = { host: hostname(), since: '2026-11-21T08:00:00.000Z', boot: bootMark() }

test('a held folder is refused with process, machine and moment, and free again after', () => {
  const place = fresh('held')
  const first = takeLock(place, noon)
  assert.ok(first.ok)
  const second = takeLock(place, noon)
  assert.ok(!second.ok)
  assert.equal(second.problems[0]?.rule, 'folder-held')
  const who = `process ${process.pid} on ${hostname()} since 2026-11-22T12:00:00.000Z`
  assert.ok(second.problems[0].message.includes(who), second.problems[0].message)
  assert.equal(lockHolder(place)?.pid, process.pid)
  first.value.release()
  first.value.release()
  assert.equal(lockHolder(place), null)
  const third = takeLock(place, noon)
  assert.ok(third.ok)
  assert.deepEqual(readdirSync(join(place, 'lock')), ['2'])
})

test('the lock of a dead process is taken over', () => {
  const place = fresh('dead')
  leaveLock(place, { ...here, pid: deadProcess(), started: '1' })
  assert.equal(lockHolder(place), null)
  assert.ok(takeLock(place, noon).ok)
})

const noMark = startMark(process.pid) === null && 'this system does not tell when a process began'

test('the number of a dead holder in use by another program', { skip: noMark }, () => {
  const place = fresh('reused')
  leaveLock(place, { ...here, pid: process.pid, started: '1' })
  assert.ok(takeLock(place, noon).ok)
})

const noBoot = bootMark() === null && 'this system does not mark its runs'

test('a lock from before the machine was booted is taken over', { skip: noBoot }, () => {
  const place = fresh('booted')
  leaveLock(place, { ...here, pid: process.pid, started: startMark(process.pid), boot: 'before' })
  assert.ok(takeLock(place, noon).ok)
})

test('a lock of another machine is refused, and the sentence says how to remove it', () => {
  const place = fresh('foreign')
  leaveLock(place, { ...here, host: 'elsewhere', pid: deadProcess(), started: '1' })
  const taken = takeLock(place, noon)
  assert.ok(!taken.ok)
  assert.match(taken.problems[0]?.message ?? '', /on elsewhere since 2026-11-21.*delete .*lock/s)
  rmSync(join(place, 'lock'), { recursive: true })
  assert.ok(takeLock(place, noon).ok)
})

test('a damaged lock and the drafts of dead processes do not stand in the way', () => {
  const place = fresh('damaged')
  leaveLock(place, {}, 7)
  writeFileSync(join(place, 'lock', `draft-${deadProcess()}-00`), '')
  assert.ok(takeLock(place, noon).ok)
  assert.deepEqual(readdirSync(join(place, 'lock')), ['8'])
  const holder: unknown = JSON.parse(readFileSync(join(place, 'lock', '8'), 'utf8'))
  assert.equal((holder as { pid: unknown }).pid, process.pid)
})

const rounds = 50
const rivals = 4

/** One rival: for each round it waits for the round's moment and tries; it lives until told. */
const rivalProgram = `
  import { takeLock } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
  const [folder, begin, rounds] = process.argv.slice(1)
  for (let round = 0; round < Number(rounds); round += 1) {
    while (Date.now() < Number(begin) + round * 15);
    console.log(round, takeLock(folder + '/' + round, Date.now()).ok)
  }
  process.stdin.resume().on('end', () => process.exit())`

test(`of ${rivals} processes at once exactly one gets the folder, ${rounds} times`, async () => {
  const place = fresh('raced')
  const dead = { ...here, pid: deadProcess(), started: '1' }
  for (let round = 0; round < rounds; round += 1) {
    mkdirSync(join(place, String(round)))
    // Every second folder has a stale lock, so that taking over is raced as well.
    if (round % 2 === 1) leaveLock(join(place, String(round)), dead)
  }
  const begin = String(Date.now() + 1500)
  const answers = await Promise.all(
    Array.from({ length: rivals }, () => rival([place, begin, String(rounds)])),
  )
  for (const { end } of answers) end()
  for (let round = 0; round < rounds; round += 1) {
    const winners = answers.filter(({ lines }) => lines.includes(`${round} true`))
    assert.equal(winners.length, 1, `round ${round} had ${winners.length} winners`)
  }
})

async function rival(words: string[]): Promise<{ lines: string[]; end: () => void }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '--eval', rivalProgram, ...words],
    { stdio: ['pipe', 'pipe', 'inherit'], cwd: import.meta.dirname },
  )
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length === rounds) break
  }
  assert.equal(lines.length, rounds, 'a rival ended early')
  return { lines, end: () => void child.stdin.end() }
}
