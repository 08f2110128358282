/** What hangs on papers, through the API: comments, files, timeline and search, by who may. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { newId } from '#base/id.ts'
import { keptTexts } from '#test/hostile-texts.ts'
import type { Reply } from '#test/http.ts'
import { rulesOf, seen, tellStories } from '#test/library-api.ts'
import type { Desk, Story } from '#test/library-api.ts'

const here = '/companies/store'
const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '73913.37' }
const loan = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

type Sendable = string | Buffer<ArrayBuffer> | ReadableStream<Uint8Array>

interface Noted {
  readonly outcome: string
  readonly comment: string
  readonly version: number
}

/** The identifier of what was attached. */
function attached(reply: Reply | undefined): string {
  return String(reply?.json['attachment'])
}

/** A new draft, and its address. */
async function draft({ post, keys }: Desk): Promise<{ id: string; version: number; at: string }> {
  const [made] = seen(await post(keys.all, `${here}/loans`, { papers: [loan] }))
  assert.ok(made !== undefined)
  return { ...made, at: `${here}/loans/${made.id}` }
}

async function lent(desk: Desk): Promise<{ id: string; at: string }> {
  const { at, ...paper } = await draft(desk)
  const done = await desk.post(desk.keys.all, `${here}/loans/lend`, { papers: [paper] })
  assert.equal(done.status, 200, done.text)
  return { id: paper.id, at }
}

async function upload(
  { send }: Desk,
  key: string,
  path: string,
  body: Sendable,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return await send(`/api/v1${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/octet-stream',
      ...headers,
    },
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
  })
}

async function bytesOf(desk: Desk, key: string, path: string) {
  const response = await fetch(`${desk.api.address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return { response, bytes: Buffer.from(await response.arrayBuffer()) }
}

const stories: readonly Story[] = [
  [
    'comments are said, changed and withdrawn, and stand in the timeline',
    async (desk) => {
      const { post, get, keys } = desk
      const { at } = await draft(desk)
      const texts = [{ text: 'For whom?' }, { text: '' }, { text: 'Handle with care' }]
      const some = await post(keys.all, `${at}/comments`, { comments: texts })
      assert.equal(some.status, 207, some.text)
      const noted = some.json['comments'] as Noted[]
      assert.deepEqual(
        noted.map(({ outcome }) => outcome),
        ['done', 'refused', 'done'],
      )
      const [first, , last] = noted
      const change = [{ comment: first?.comment, version: 1, text: 'For Ann?' }]
      const changed = await post(keys.all, `${at}/comments/changes`, { comments: change })
      assert.equal(changed.status, 200, changed.text)
      const again = await post(keys.all, `${at}/comments/changes`, { comments: change })
      assert.deepEqual([again.status, rulesOf(again)], [409, ['version-other']])
      const gone = [{ comment: last?.comment, version: 1 }]
      const other = await post(keys.bob, `${at}/comments/withdrawals`, { comments: gone })
      assert.deepEqual([other.status, rulesOf(other)], [422, ['comment-other']])
      assert.equal(
        (await post(keys.all, `${at}/comments/withdrawals`, { comments: gone })).status,
        200,
      )
      const list = await get(keys.reader, `${at}/comments`)
      assert.deepEqual(
        (list.json['comments'] as { text: string | null }[]).map(({ text }) => text),
        ['For Ann?', null],
      )
      const { json } = await get(keys.reader, `${at}/timeline`)
      const told = json['happenings'] as { what: string; text?: string; verb?: string }[]
      assert.deepEqual(
        told.map(({ what, text, verb }) => [what, text ?? verb]),
        [
          ['comment', undefined],
          ['comment', 'For Ann?'],
          ['act', 'write'],
        ],
      )
    },
  ],
  [
    'what is said under one key is said once',
    async (desk) => {
      const { post, get, keys } = desk
      const { at } = await draft(desk)
      const key = { 'idempotency-key': newId(Date.now()) }
      const body = { comments: [{ text: 'Once.' }] }
      const replies = await Promise.all(
        [1, 2, 3].map(() => post(keys.all, `${at}/comments`, body, key)),
      )
      assert.deepEqual(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size, 1)
      const other = await post(keys.all, `${at}/comments`, { comments: [{ text: 'Two.' }] }, key)
      assert.deepEqual([other.status, rulesOf(other)], [409, ['key-reused']])
      const list = await get(keys.all, `${at}/comments`)
      assert.equal((list.json['comments'] as object[]).length, 1)
    },
  ],
  [
    'a file comes back as it was sent, and as nothing that a browser runs',
    async (desk) => {
      const { get, keys } = desk
      const { at } = await draft(desk)
      const page = '<script>alert(document.domain)</script>'
      const name = 'Übersicht "1" \u202f– =cmd|calc.html'
      const sent = await upload(
        desk,
        keys.all,
        `${at}/attachments?name=${encodeURIComponent(name)}&category=note`,
        page,
      )
      assert.equal(sent.status, 201, sent.text)
      const list = await get(keys.reader, `${at}/attachments`)
      const [file] = list.json['attachments'] as Record<string, unknown>[]
      assert.deepEqual(
        [file?.['fileName'], file?.['mediaType'], file?.['size'], file?.['category']],
        [name, 'text/html', page.length, 'note'],
      )
      assert.equal(file?.['hash'], createHash('sha256').update(page).digest('hex'))
      const path = `${at}/attachments/${attached(sent)}`
      const { response, bytes } = await bytesOf(desk, keys.reader, path)
      assert.equal(bytes.toString(), page)
      const header = (of: string) => response.headers.get(of)
      assert.equal(header('content-type'), 'application/octet-stream')
      assert.equal(header('x-content-type-options'), 'nosniff')
      assert.match(header('content-security-policy') ?? '', /^sandbox; default-src 'none'/)
      assert.equal(header('content-length'), String(page.length))
      const disposition = header('content-disposition') ?? ''
      assert.match(disposition, /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''/)
      assert.equal(decodeURIComponent(disposition.split("UTF-8''")[1] ?? ''), name)
      const head = await desk.send(`/api/v1${path}`, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${keys.reader}` },
      })
      assert.deepEqual([head.status, head.text], [200, ''])
    },
  ],
  [
    'a file is replaced and withdrawn while its paper is written, and never after',
    async (desk) => {
      const { post, keys } = desk
      const { at } = await draft(desk)
      const first = await upload(desk, keys.all, `${at}/attachments?name=a.txt`, 'one')
      const file = `${at}/attachments/${attached(first)}`
      const better = `${file}/replacement?name=b.txt&version=1`
      assert.equal((await upload(desk, keys.all, better, 'two')).status, 201)
      const stale = await upload(desk, keys.all, better, 'three')
      assert.deepEqual([stale.status, rulesOf(stale)], [409, ['version-other']])
      assert.equal((await bytesOf(desk, keys.all, file)).bytes.toString(), 'two')
      assert.equal((await bytesOf(desk, keys.all, `${file}?version=1`)).bytes.toString(), 'one')
      const gone = await post(keys.all, `${file}/withdrawal`, { version: 2 })
      assert.equal(gone.status, 200, gone.text)
      assert.equal((await bytesOf(desk, keys.all, file)).response.status, 404)
      const paper = await lent(desk)
      const proof = await upload(desk, keys.all, `${paper.at}/attachments?name=p.txt`, 'proof')
      assert.equal(proof.status, 201, proof.text)
      const kept = `${paper.at}/attachments/${attached(proof)}`
      const frozen = [
        await post(keys.all, `${kept}/withdrawal`, { version: 1 }),
        await upload(desk, keys.all, `${kept}/replacement?name=p.txt&version=1`, 'forged'),
      ]
      for (const reply of frozen) {
        assert.deepEqual([reply.status, rulesOf(reply)], [422, ['paper-frozen']])
      }
    },
  ],
  [
    'what is no file, too large, or sent in another way is refused, and nothing is kept',
    async (desk) => {
      const { keys, library } = desk
      const { at } = await draft(desk)
      const path = `${at}/attachments?name=a.bin`
      const blobs = () =>
        library.database.transaction(library.organization, (query) =>
          query<{ count: bigint }>({ text: 'select count(*) from paper.blob' }),
        )
      const before = await blobs()
      const send = (to: string, body: Sendable, headers = {}) =>
        upload(desk, keys.all, to, body, headers)
      const rules = async (reply: Promise<Reply>) => {
        const answer = await reply
        return [answer.status, ...rulesOf(answer)]
      }
      assert.deepEqual(await rules(send(path, '')), [422, 'file-empty'])
      const slash = `${at}/attachments?name=..%2F..%2Fetc%2Fpasswd`
      assert.deepEqual(await rules(send(slash, 'x')), [422, 'file-name'])
      const line = `${at}/attachments?name=a%0D%0ASet-Cookie:x`
      assert.deepEqual(await rules(send(line, 'x')), [422, 'file-name'])
      const nul = `${at}/attachments?name=a%00b`
      assert.deepEqual(await rules(send(nul, 'x')), [400, 'parameter-malformed'])
      assert.deepEqual(await rules(send(`${at}/attachments`, 'x')), [400, 'field-missing'])
      const form = { 'content-type': 'multipart/form-data; boundary=x' }
      assert.deepEqual(await rules(send(path, 'x', form)), [415, 'not-a-file'])
      const large = Buffer.alloc(50_000_001)
      assert.deepEqual(await rules(send(path, large)), [413, 'body-too-large'])
      // And where its length is not told.
      const pieces = ReadableStream.from(
        (function* () {
          for (let count = 0; count < 60; count += 1) yield large.subarray(0, 1_000_000)
        })(),
      )
      assert.deepEqual(await rules(send(path, pieces)), [413, 'body-too-large'])
      const guest = await upload(desk, keys.reader, path, 'x')
      assert.deepEqual([guest.status, rulesOf(guest)], [403, ['role-missing']])
      assert.deepEqual(await blobs(), before)
    },
  ],
  [
    'a file that is sent twice under one key is attached once',
    async (desk) => {
      const { get, keys } = desk
      const { at } = await draft(desk)
      const content = randomBytes(3_000_000)
      const key = { 'idempotency-key': newId(Date.now()) }
      const path = `${at}/attachments?name=a.bin`
      const replies = await Promise.all(
        [1, 2].map(() => upload(desk, keys.all, path, content, key)),
      )
      assert.deepEqual(
        replies.map(({ status }) => status),
        [201, 201],
      )
      const other = await upload(desk, keys.all, path, 'another', key)
      assert.deepEqual([other.status, rulesOf(other)], [409, ['key-reused']])
      const list = await get(keys.all, `${at}/attachments`)
      assert.equal((list.json['attachments'] as object[]).length, 1)
      const { bytes } = await bytesOf(desk, keys.all, `${at}/attachments/${attached(replies[0])}`)
      assert.ok(bytes.equals(content))
    },
  ],
  [
    'what somebody does not see is like what is not there, byte by byte',
    async (desk) => {
      const { post, get, keys } = desk
      const { at, id } = await draft(desk)
      const file = await upload(desk, keys.all, `${at}/attachments?name=a.txt`, 'secret')
      await post(keys.all, `${at}/comments`, { comments: [{ text: 'secret' }] })
      const tails = ['comments', 'attachments', `attachments/${attached(file)}`, 'timeline']
      for (const tail of tails) {
        const hidden = await get(keys.nobody, `${at}/${tail}`)
        const absent = await get(keys.all, `${at.replace(id, newId(1))}/${tail}`)
        const elsewhere = await get(keys.all, `${here}/parties/${id}/${tail}`)
        assert.equal(hidden.status, 404)
        assert.equal(hidden.text, elsewhere.text)
        assert.equal(hidden.text, absent.text)
      }
      const said = { comments: [{ text: 'x' }] }
      assert.equal((await post(keys.nobody, `${at}/comments`, said)).status, 404)
      assert.equal((await upload(desk, keys.nobody, `${at}/attachments?name=a`, 'x')).status, 404)
      const readOnly = await desk.key('tests', 'papers:read')
      assert.equal((await post(readOnly, `${at}/comments`, said)).status, 403)
    },
  ],
  [
    'the timeline tells no value to who may not read it, and pages follow each other',
    async (desk) => {
      const { post, get, keys } = desk
      const { at } = await draft(desk)
      const trusted = await get(keys.bob, `${at}/timeline`)
      assert.match(trusted.text, /73913/)
      const reader = await get(keys.reader, `${at}/timeline`)
      assert.doesNotMatch(reader.text, /73913/)
      assert.match(reader.text, /"field":"books\[1\]\.value","label":"Books 1: Value"\}/)
      const comments = Array.from({ length: 7 }, (_, n) => ({ text: `Remark ${n}` }))
      await post(keys.all, `${at}/comments`, { comments })
      const told: unknown[] = []
      let next: string | undefined
      do {
        const query: string = next === undefined ? '' : `&after=${next}`
        const page = await get(keys.all, `${at}/timeline?limit=3${query}`)
        assert.equal(page.status, 200, page.text)
        told.push(...(page.json['happenings'] as unknown[]))
        ;({ next } = page.json)
      } while (next !== undefined)
      assert.equal(told.length, 8)
      const torn = await get(keys.all, `${at}/timeline?after=abc`)
      assert.deepEqual([torn.status, rulesOf(torn)], [400, ['cursor-other']])
      assert.equal((await get(keys.nobody, `${at}/timeline?after=abc`)).status, 404)
    },
  ],
  [
    'rows of registers have the same, those in common without a company',
    async (desk) => {
      const { post, get, keys } = desk
      const said = { comments: [{ text: 'A good reader.' }] }
      assert.equal((await post(keys.all, '/friends/ANN/comments', said)).status, 201)
      assert.equal((await get(keys.reader, '/friends/ANN/timeline')).status, 200)
      assert.equal((await post(keys.all, `${here}/friends/ANN/comments`, said)).status, 404)
      const shelf = `${here}/shelves/${encodeURIComponent('A 1')}`
      const file = await upload(desk, keys.all, `${shelf}/attachments?name=map.txt`, 'map')
      assert.equal(file.status, 201, file.text)
      const rates = [{ code: 'LATE', goodFrom: '2026-01-01', pence: 5 }]
      await post(keys.all, `${here}/late-rates`, { rows: rates })
      const rate = `${here}/late-rates/${encodeURIComponent('LATE 2026-01-01')}`
      assert.equal((await post(keys.all, `${rate}/comments`, said)).status, 201)
      assert.equal((await get(keys.all, `${here}/late-rates/LATE/comments`)).status, 404)
      const { json } = await get(keys.all, `${rate}/timeline`)
      const happened = json['happenings'] as { what: string; verb?: string }[]
      assert.deepEqual(
        happened.map(({ what, verb }) => verb ?? what),
        ['comment', 'add'],
      )
      assert.equal((await get(keys.all, `${here}/late-rates/LATE/timeline`)).status, 404)
    },
  ],
  [
    'papers and rows are found by who sees them, whatever is sought',
    async (desk) => {
      const { post, get, keys } = desk
      const note = 'Findable volume'
      const [made] = seen(await post(keys.all, `${here}/loans`, { papers: [{ ...loan, note }] }))
      const ask = (key: string, q: string, more = '') =>
        get(key, `${here}/search?q=${encodeURIComponent(q)}${more}`)
      const found = await ask(keys.reader, 'findable vol')
      assert.deepEqual(found.json['kinds'], [
        {
          kind: 'loans',
          found: [{ key: made?.id, code: null, name: 'Ann', state: 'draft' }],
          more: false,
        },
      ])
      assert.deepEqual((await ask(keys.nobody, 'findable')).json['kinds'], [])
      assert.deepEqual((await ask(keys.reader, 'findable', '&kinds=friends')).json['kinds'], [])
      assert.deepEqual((await ask(keys.reader, '73913.37')).json['kinds'], [])
      const nothing = await ask(keys.reader, ' - ')
      assert.deepEqual([nothing.status, rulesOf(nothing)], [400, ['search-empty']])
      for (const text of keptTexts) {
        const reply = await ask(keys.reader, text.slice(0, 200))
        assert.ok([200, 400].includes(reply.status), `${text}: ${reply.status}`)
      }
      assert.equal((await get(keys.all, '/companies/nowhere/search?q=x')).status, 404)
    },
  ],
]

await tellStories(stories)
