/** Broken backups: every one is refused with its place before a row of it is used. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Broken, verifyFile } from '#server/backup/backup-file.ts'
import { backup } from '#server/backup/backup.ts'
import { compress, head, headLength, noHash, readHead } from '#server/backup/block.ts'
import { asOwner } from '#server/backup/owner.ts'
import { restore } from '#server/backup/restore.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { fullStoreIn } from '#test/backup/full-store.ts'
import { temporaryFolder, testServers } from '#test/postgres.ts'

const [server] = await testServers()
if (server === undefined) throw new Error('There is no server to test on.')
const now = Date.now
const folder = temporaryFolder('backstay-damage-')
const good = join(folder, 'good.backstay')
const bad = join(folder, 'bad.backstay')

/** The same damage every time: a generator of Lehmer's, with a seed that a failure names. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Where the blocks of a file begin and end. */
function blocksOf(bytes: Buffer): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let from = 0; from < bytes.length;) {
    const length = readHead(bytes.subarray(from))?.length
    if (length === undefined) throw new Error(`No block at ${from}.`)
    found.push({ from, to: from + length })
    from += length
  }
  return found
}

const damages: readonly ((bytes: Buffer, any: (below: number) => number) => Buffer)[] = [
  function flipOneBit(bytes, any) {
    const copy = Buffer.from(bytes)
    const place = any(copy.length)
    copy[place] = (copy[place] ?? 0) ^ (1 << any(8))
    return copy
  },
  function cutTheTail(bytes, any) {
    return bytes.subarray(0, any(bytes.length))
  },
  function leaveBytesOut(bytes, any) {
    const from = any(bytes.length)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + any(100))])
  },
  function addBytes(bytes, any) {
    const from = any(bytes.length + 1)
    const more = Buffer.alloc(1 + any(100), any(256))
    return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)])
  },
  function leaveABlockOut(bytes, any) {
    const blocks = blocksOf(bytes)
    const gone = any(blocks.length)
    return Buffer.concat(
      blocks.filter((_, place) => place !== gone).map(({ from, to }) => bytes.subarray(from, to)),
    )
  },
  function swapTwoBlocks(bytes, any) {
    const blocks = blocksOf(bytes)
    const first = any(blocks.length - 1)
    const swapped = blocks.with(first, at(blocks, first + 1)).with(first + 1, at(blocks, first))
    return Buffer.concat(swapped.map(({ from, to }) => bytes.subarray(from, to)))
  },
]

function at<Value>(list: readonly Value[], place: number): Value {
  const found = list[place]
  if (found === undefined) throw new Error(`There is nothing at ${place}.`)
  return found
}

/** The rule by which a file is refused, or null. */
async function refusal(path: string): Promise<string | null> {
  try {
    await verifyFile(path)
    return null
  } catch (error) {
    if (!(error instanceof Broken)) throw error
    assert.match(error.problem.field, /^byte \d+$/)
    assert.match(error.problem.message, /\.$/)
    return error.problem.rule
  }
}

/** Writes the file anew from its blocks' contents, with hashes that are right again. */
async function forge(bytes: Buffer, change: (text: string) => string): Promise<Buffer> {
  const parts: Buffer[] = []
  let previous: Buffer = noHash
  for (const { from, to } of blocksOf(bytes)) {
    const block = bytes.subarray(from, to)
    const kind = readHead(block)?.kind ?? 'D'
    const body = await compress(Buffer.from(change(gunzipSync(block).toString('utf8'))))
    const first = head(kind, body, previous)
    previous = first.subarray(-32)
    parts.push(first, body)
  }
  return Buffer.concat(parts)
}

let books: FreshBooks
let bytes: Buffer

/** The rule by which a file is not restored; no database may be left of it. */
async function restoring(path: string): Promise<string | undefined> {
  const into = `restored_${randomBytes(6).toString('hex')}`
  const outcome = await restore(path, books.superuser, into, { now })
  const left = await asOwner(books.superuser, (client) =>
    client.query('select from pg_database where datname = $1', [into]),
  )
  assert.equal(left.rowCount, 0)
  return outcome.ok ? undefined : outcome.problems[0]?.rule
}

before(async () => {
  books = await freshBooks(server)
  await fullStoreIn(books.database, 40)
  const report = await backup(books.superuser, good, { now, check: false })
  assert.ok(report.ok, JSON.stringify(report))
  bytes = readFileSync(good)
})
after(async () => {
  await books.drop()
  rmSync(folder, { recursive: true, force: true })
})

test('the file as it was written is accepted', async () => {
  assert.equal(await refusal(good), null)
})

test('each of 600 damages is found: flipped, cut, left out, added, swapped', async () => {
  for (let seed = 1; seed <= 600; seed += 1) {
    const any = chance(seed)
    const damage = at(damages, seed % damages.length)
    const damaged = damage(bytes, any)
    if (damaged.equals(bytes)) continue
    writeFileSync(bad, damaged)
    const rule = await refusal(bad)
    assert.match(rule ?? '', /^(backup-damaged|not-a-backup)$/, `${damage.name}, seed ${seed}`)
  }
})

test('every byte of a head counts, and every one of the last hundred', async () => {
  const heads = Array.from({ length: headLength }, (_, place) => place)
  const lasts = Array.from({ length: 100 }, (_, back) => bytes.length - 1 - back)
  for (const place of [...heads, ...lasts]) {
    const damaged = Buffer.from(bytes)
    damaged[place] = (damaged[place] ?? 0) ^ 0x10
    writeFileSync(bad, damaged)
    assert.notEqual(await refusal(bad), null, `byte ${place}`)
  }
})

test('a damaged file makes no database', async () => {
  writeFileSync(bad, bytes)
  truncateSync(bad, bytes.length - 1)
  assert.equal(await restoring(bad), 'backup-damaged')
  writeFileSync(bad, gzipSync('something else'))
  assert.equal(await restoring(bad), 'not-a-backup')
  writeFileSync(bad, '')
  assert.equal(await restoring(bad), 'not-a-backup')
  assert.equal(await restoring(join(folder, 'nothing')), 'file-unusable')
  assert.equal(await restoring(folder), 'file-unusable')
})

test('a file with new hashes over other figures is found by what it says of itself', async () => {
  writeFileSync(bad, await forge(bytes, (text) => text.replace('\t101\t', '\t102\t')))
  assert.equal(await refusal(bad), null)
  assert.equal(await restoring(bad), 'backup-damaged')
  // Rows that break a rule of the tables never get that far.
  writeFileSync(bad, await forge(bytes, (text) => text.replaceAll('\tasset\t', '\tfoul\t')))
  assert.equal(await restoring(bad), 'backup-contradicts')
  writeFileSync(bad, await forge(bytes, (text) => text.replace('"ledger.line"', '"pg_proc"')))
  assert.equal(await restoring(bad), 'backup-damaged')
})

test('a newer format and an unknown or changed migration are refused by name', async () => {
  writeFileSync(bad, await forge(bytes, (text) => text.replace('"version":1', '"version":2')))
  assert.equal(await refusal(bad), 'backup-newer')
  const newer = (text: string) => text.replace('"0003-entries.sql"', '"9999-later.sql"')
  writeFileSync(bad, await forge(bytes, newer))
  assert.equal(await restoring(bad), 'migration-unknown')
  const changed = (text: string) => text.replace(/"checksum":"./, '"checksum":"-')
  writeFileSync(bad, await forge(bytes, changed))
  assert.equal(await restoring(bad), 'migration-changed')
})
