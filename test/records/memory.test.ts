/** Files of fifty megabytes come and go, several at once, through a server of little memory. */
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createCipheriv, createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createKey } from '#server/access/keys.ts'
import { allScopes } from '#server/access/scopes.ts'
import { create } from '#kit/write.ts'
import { libraryBooks, openLibrary, someone } from '#test/kit-books.ts'
import { loan } from '#test/kit.ts'
import { firstServer, temporaryFolder } from '#test/postgres.ts'

const size = 50_000_000
const atOnce = 4
/** Had the server held the files, it would have had to take four times fifty. */
const mostMegabytes = 100

const library = await openLibrary(await firstServer())
const folder = temporaryFolder('backstay-memory-')
const child = fork(
  join(import.meta.dirname, 'serve.ts'),
  [JSON.stringify(library.address), join(folder, 'key')],
  { execArgv: ['--max-old-space-size=64'] },
)
after(async () => {
  child.kill()
  await library.drop()
  rmSync(folder, { recursive: true, force: true })
})

const ready = told()
let files = ''
const headers = { authorization: '', 'content-type': 'application/octet-stream' }

async function told(): Promise<{ readonly port?: number; readonly megabytes?: number }> {
  const [message] = (await once(child, 'message')) as [object]
  return message
}

async function peak(): Promise<number> {
  const answer = told()
  child.send('how much?')
  return (await answer).megabytes ?? Infinity
}

/** Bytes that no compression makes small, the same for the same seed, never held as a whole. */
function* bytesOf(seed: number): Generator<Uint8Array<ArrayBuffer>> {
  const cipher = createCipheriv(
    'aes-256-ctr',
    createHash('sha256').update(`${seed}`).digest(),
    nonce,
  )
  const piece = Buffer.alloc(64_000)
  for (let sent = 0; sent < size; sent += piece.length) {
    yield new Uint8Array(cipher.update(piece.subarray(0, Math.min(piece.length, size - sent))))
  }
}

const nonce = Buffer.alloc(16)

function hashOf(seed: number): string {
  const hash = createHash('sha256')
  for (const part of bytesOf(seed)) hash.update(part)
  return hash.digest('hex')
}

test('four files of fifty megabytes at once need little more than none', async () => {
  const { database, organization } = library
  const { port } = await ready
  const made = await createKey(database, organization, {
    name: 'tests',
    scopes: allScopes,
    createdBy: 'the test',
  })
  assert.ok(made.ok)
  const values = { lentTo: 'ANN', lentOn: '2026-11-22', books: [] }
  const [paper] = await database.transaction(organization, (query) =>
    create(libraryBooks(query, organization), loan, [{ values, actor: someone('ann') }]),
  )
  assert.ok(paper?.ok === true)
  const at = `/api/v1/companies/store/loans/${paper.value.id}/attachments`
  files = `http://127.0.0.1:${port}${at}`
  headers.authorization = `Bearer ${made.value.text}`
  const send = async (seed: number) => {
    const body = ReadableStream.from(bytesOf(seed))
    const request = { method: 'POST', headers, body, duplex: 'half' as const }
    const response = await fetch(`${files}?name=${seed}.bin`, request)
    const answer = (await response.json()) as { attachment: string }
    assert.equal(response.status, 201, JSON.stringify(answer))
    return answer.attachment
  }
  // The first request loads what is loaded once.
  await fetch(files, { headers })
  const before = await peak()
  const sent = await Promise.all(Array.from({ length: atOnce }, (_, seed) => send(seed)))
  await Promise.all(
    sent.map(async (attachment, seed) => {
      const response = await fetch(`${files}/${attachment}`, { headers })
      assert.equal(response.headers.get('content-length'), String(size))
      const hash = createHash('sha256')
      const bytes: AsyncIterable<Uint8Array> | null = response.body
      assert.ok(bytes !== null)
      for await (const part of bytes) hash.update(part)
      assert.equal(hash.digest('hex'), hashOf(seed))
    }),
  )
  const taken = (await peak()) - before
  assert.ok(taken < mostMegabytes, `${taken} MB were taken`)
})

const whyNot = existsSync('/proc/self/fd') ? false : 'the system does not tell open files'

test('a sender that goes away leaves nothing behind', { skip: whyNot }, async () => {
  const { database, organization } = library
  const kept = () =>
    database.transaction(organization, (query) =>
      query<{ count: bigint }>({ text: 'select count(*) from paper.blob' }),
    )
  const before = await kept()
  const gone = new AbortController()
  const parts = bytesOf(99)
  const body = new ReadableStream({
    pull: (controller) => {
      const part = parts.next()
      if (part.done === true) controller.close()
      else controller.enqueue(part.value)
      if (openFiles().length > 0) gone.abort()
    },
  })
  const request = { method: 'POST', headers, body, duplex: 'half' as const, signal: gone.signal }
  await assert.rejects(fetch(`${files}?name=gone.bin`, request), { name: 'AbortError' })
  for (let waited = 0; openFiles().length > 0; waited += 1) {
    assert.ok(waited < 1000, openFiles().join(' '))
    await pause(10)
  }
  assert.deepEqual(await kept(), before)
})

/** The files in which the server has what is coming in, as the system tells them. */
function openFiles(): string[] {
  const descriptors = `/proc/${child.pid}/fd`
  return readdirSync(descriptors).flatMap((name) => {
    try {
      const target = readlinkSync(join(descriptors, name))
      return /backstay-(?:[0-9a-f]{24}|upload-)/.test(target) ? [target] : []
    } catch {
      return []
    }
  })
}
