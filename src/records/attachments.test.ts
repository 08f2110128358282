/** Tests that files are attached, replaced and withdrawn by who may, and kept where they must. */
import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import pg from 'pg'
import { newId } from '#base/id.ts'
import type { Outcome } from '#base/problem.ts'
import {
  addAttachments,
  findAttachment,
  listAttachments,
  replaceAttachments,
  withdrawAttachments,
} from '#records/attachments.ts'
import type { NotedAttachment } from '#records/attachments.ts'
import type { Incoming } from '#records/blob.ts'
import type { Books } from '#kit/books.ts'
import { perform } from '#kit/perform.ts'
import { create, discard } from '#kit/write.ts'
import { blobStore, pieceLength } from '#server/attachments/blob-store.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import { friend, loan } from '#test/kit.ts'
import { readerOf } from '#test/record-kit.ts'

const ann = someone('ann')
const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }
const whole = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

function fileOf(content: string | Buffer): Incoming {
  const bytes = Buffer.from(content)
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    head: bytes.subarray(0, 1000),
    bytes: async function* () {
      // In parts of no round length.
      for (let at = 0; at < bytes.length; at += 300_007) {
        yield await Promise.resolve(bytes.subarray(at, at + 300_007))
      }
    },
  }
}

function rules(answers: readonly Outcome<NotedAttachment>[]): string[] {
  return answers.map((one) =>
    one.ok ? `version ${one.value.version}` : one.problems.map(({ rule }) => rule).join(' '),
  )
}

function fineOf(answers: readonly Outcome<NotedAttachment>[]): NotedAttachment {
  const [one] = answers
  assert.ok(one?.ok === true, JSON.stringify(answers))
  return one.value
}

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization } = library
  const store = blobStore(database)
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const sql = <Row extends object>(text: string, of = organization): Promise<Row[]> =>
    database.transaction(of, (query) => query<Row>({ text }))
  const written = async (): Promise<string> => {
    const [made] = await inBooks((books) => create(books, loan, [{ values: whole, actor: ann }]))
    assert.ok(made?.ok === true)
    return made.value.id
  }
  const lent = async (): Promise<string> => {
    const id = await written()
    const [done] = await inBooks((books) => perform(books, loan, 'lend', [{ id, actor: ann }]))
    assert.equal(done?.outcome, 'done')
    return id
  }
  const byAnn = readerOf(loan, ann)
  const add = (key: string, content: string | Buffer, fileName = 'receipt.txt', reader = byAnn) =>
    inBooks((books) =>
      addAttachments(books, store, loan, reader, [{ key, file: fileOf(content), fileName }]),
    )
  const list = (key: string) => inBooks((books) => listAttachments(books, loan, byAnn, key))
  const readAll = async (hash: string): Promise<Buffer> => {
    const parts: Uint8Array[] = []
    for await (const part of store.read(organization, hash)) parts.push(part)
    return Buffer.concat(parts)
  }

  test(here('a file comes back byte by byte, and is known by its content'), async () => {
    const key = await written()
    for (const size of [1, 7, pieceLength - 1, pieceLength, pieceLength + 1, 3 * pieceLength + 5]) {
      const content = randomBytes(size)
      fineOf(await add(key, content, `${size}.pdf`))
      const file = (await list(key))?.at(-1)
      assert.deepEqual([file?.fileName, file?.size], [`${size}.pdf`, size])
      assert.ok((await readAll(file?.hash ?? '')).equals(content), `${size} bytes`)
    }
    fineOf(await add(key, '%PDF-1.7', 'picture.png'))
    assert.equal((await list(key))?.at(-1)?.mediaType, 'application/pdf')
  })

  test(
    here('the same content is kept once, whoever attaches it, also at the same moment'),
    async () => {
      const keys = await Promise.all([written(), written(), written(), written()])
      let content = Buffer.alloc(0)
      for (let round = 0; round < 10; round += 1) {
        content = randomBytes(2 * pieceLength)
        const answers = await Promise.all(keys.map((key) => add(key, content)))
        assert.deepEqual(
          answers.flatMap(rules),
          keys.map(() => 'version 1'),
        )
      }
      const hash = fileOf(content).hash
      const [count] = await sql<{ count: bigint }>(
        `select count(*) from paper.blob_piece where hash = '\\x${hash}'`,
      )
      assert.equal(count?.count, 2n)
      assert.ok((await readAll(hash)).equals(content))
    },
  )

  test(here('while a paper is written its files are replaced and withdrawn'), async () => {
    const key = await written()
    const first = fineOf(await add(key, 'one'))
    const seen = { key, ...first }
    const better = { ...seen, file: fileOf('two'), fileName: 'better.txt', category: 'receipt' }
    const replace = () =>
      inBooks((books) => replaceAttachments(books, store, loan, byAnn, [better]))
    assert.deepEqual(rules(await replace()), ['version 2'])
    assert.deepEqual(rules(await replace()), ['version-other'])
    const [standing] = (await list(key)) ?? []
    assert.deepEqual([standing?.fileName, standing?.category], ['better.txt', 'receipt'])
    const earlier = await inBooks((books) => findAttachment(books, loan, byAnn, seen))
    assert.equal(earlier?.hash, fileOf('one').hash)
    const withdraw = (version: number) =>
      inBooks((books) => withdrawAttachments(books, loan, byAnn, [{ ...seen, version }]))
    assert.deepEqual(rules(await withdraw(2)), ['version 3'])
    assert.deepEqual(rules(await withdraw(3)), ['attachment-unknown'])
    assert.deepEqual(await list(key), [])
    const { attachment } = first
    const gone = await inBooks((books) => findAttachment(books, loan, byAnn, { key, attachment }))
    assert.equal(gone, null)
  })

  test(
    here('to what has left its first state files are added, and none is taken away'),
    async () => {
      const key = await lent()
      const seen = { key, ...fineOf(await add(key, 'proof')) }
      const [withdrawn] = await inBooks((books) => withdrawAttachments(books, loan, byAnn, [seen]))
      assert.deepEqual(
        withdrawn?.ok === false ? withdrawn.problems.map(({ message }) => message) : [],
        [
          'The loan LOAN-2026-00001 is lent: its files are kept as they are. ' +
            'Add another one instead.',
        ],
      )
      const other = { ...seen, file: fileOf('forged'), fileName: 'receipt.txt' }
      assert.deepEqual(
        rules(await inBooks((books) => replaceAttachments(books, store, loan, byAnn, [other]))),
        ['paper-frozen'],
      )
      // And the same with SQL.
      const row = (version: number, hash: string): string =>
        `insert into paper.attachment (organization, company, kind, key, attachment, version,
        replaces, hash, size, file_name, media_type, person, name)
       values ('${organization}', 'store', 'loan',
        '${key}', '${seen.attachment}', ${version}, ${version - 1}, ${hash},
        'x', 'text/plain', 'ann', 'ann')`
      await assert.rejects(sql(row(2, 'null, null')), { code: '42501' })
      await assert.rejects(sql(row(2, `'\\x${fileOf('proof').hash}', 5`)), { code: '42501' })
      assert.equal((await list(key))?.length, 1)
    },
  )

  test(here('a file is not withdrawn while somebody brings its paper on'), async () => {
    for (let round = 0; round < 8; round += 1) {
      const key = await written()
      const seen = { key, ...fineOf(await add(key, 'proof')) }
      const [withdrawn, [done]] = await Promise.all([
        inBooks((books) => withdrawAttachments(books, loan, byAnn, [seen])),
        inBooks((books) => perform(books, loan, 'lend', [{ id: key, actor: ann }])),
      ])
      assert.equal(done?.outcome, 'done')
      const left = (await list(key))?.length
      assert.deepEqual(rules(withdrawn), left === 0 ? ['version 2'] : ['paper-frozen'])
    }
  })

  test(here('a row of a register has no state in which its files are frozen'), async () => {
    const reader = readerOf(friend, ann)
    const sent = { key: 'ANN', file: fileOf('card'), fileName: 'card.txt' }
    const seen = fineOf(
      await inBooks((books) => addAttachments(books, store, friend, reader, [sent])),
    )
    assert.deepEqual(
      rules(
        await inBooks((books) =>
          withdrawAttachments(books, friend, reader, [{ key: 'ANN', ...seen }]),
        ),
      ),
      ['version 2'],
    )
  })

  test(here('who may not, and what is no file, leaves nothing'), async () => {
    const key = await written()
    const guest = readerOf(loan, someone('eve', 'reader'))
    const before = await sql<{ count: bigint }>('select count(*) from paper.blob')
    assert.deepEqual(rules(await add(key, 'guest', 'a.txt', guest)), ['role-missing'])
    assert.deepEqual(rules(await add(newId(Date.now()), 'nowhere')), ['paper-unknown'])
    assert.deepEqual(rules(await add(key, 'path', '../a')), ['file-name'])
    const own = { company: null, site: null, department: null, own: true }
    const blind = readerOf(loan, someone('bob'), { scopes: [own] })
    assert.deepEqual(rules(await add(key, 'blind', 'a.txt', blind)), ['paper-unknown'])
    assert.equal(await inBooks((books) => listAttachments(books, loan, blind, key)), null)
    assert.deepEqual(await sql('select count(*) from paper.blob'), before)
    // What was attached to a draft that was thrown away is nobody's any more.
    fineOf(await add(key, 'draft'))
    await inBooks((books) => discard(books, loan, [{ id: key, actor: ann }]))
    assert.equal(await list(key), null)
  })

  test(here('hostile names are kept to the letter'), async () => {
    const key = await written()
    const names = ['=cmd|calc!A0', "'; drop table paper.blob; --", '<svg onload=x>', '💥 עברית.pdf']
    for (const name of names) fineOf(await add(key, 'x', name))
    assert.deepEqual(
      (await list(key))?.map(({ fileName }) => fileName),
      names,
    )
  })

  test(
    here('the server’s login can neither change nor delete bytes, nor add to a whole file'),
    async () => {
      const key = await written()
      const content = randomBytes(2 * pieceLength - 9)
      fineOf(await add(key, content))
      const { hash, size } = fileOf(content)
      for (const table of ['blob', 'blob_piece', 'attachment']) {
        await assert.rejects(sql(`delete from paper.${table}`), { code: '42501' })
        await assert.rejects(sql(`update paper.${table} set size = 1`), { code: '42501' })
        const [seen] = await sql<{ count: bigint }>(
          `select count(*) from paper.${table}`,
          library.other,
        )
        assert.equal(seen?.count, 0n)
      }
      const piece = (at: number, bytes: string, of = hash, length = size): string =>
        `insert into paper.blob_piece (organization, hash, size, piece, bytes)
       values ('${organization}', '\\x${of}', ${length}, ${at}, ${bytes})`
      await assert.rejects(sql(piece(2, `'\\x00'`)), { code: '23514' })
      await assert.rejects(sql(piece(1, `'\\x00'`)), { code: '23514' })
      await assert.rejects(sql(piece(1, `sha256('')`, hash, size + 1)), { code: '23514' })
      // Other bytes under the hash of a small file.
      const small = fileOf('honest')
      await sql(
        `insert into paper.blob (organization, hash, size)
       values ('${organization}', '\\x${small.hash}', 6)`,
      )
      await assert.rejects(sql(piece(0, `'forged'`, small.hash, 6)), { code: '23514' })
      await sql(piece(0, `'honest'`, small.hash, 6))
    },
  )

  test(here('damaged bytes are never given out as a whole file'), async () => {
    const key = await written()
    const content = randomBytes(3 * pieceLength)
    fineOf(await add(key, content))
    const { hash } = fileOf(content)
    const owner = new pg.Client(library.superuser)
    await owner.connect()
    try {
      await owner.query(
        `update paper.blob_piece set bytes = overlay(bytes placing '\\x00' from 5 for 2)
          || '\\x00' where hash = $1 and piece = 1`,
        [Buffer.from(hash, 'hex')],
      )
    } finally {
      await owner.end()
    }
    await assert.rejects(readAll(hash), /damaged/)
    await assert.rejects(readAll('0'.repeat(64)), /no bytes/)
  })
}
