/** Tests that all that happened to a paper is told in one row, page by page, to who may read it. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { addAttachments, withdrawAttachments } from '#records/attachments.ts'
import type { Incoming } from '#records/blob.ts'
import type { Books } from '#kit/books.ts'
import { addComments, changeComments } from '#records/comments.ts'
import { writeCursor } from '#lists/cursor.ts'
import type { Document } from '#kit/document.ts'
import { ownField } from '#kit/own-fields.ts'
import type { Described } from '#kit/key.ts'
import { perform } from '#kit/perform.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import { timelineOf } from '#records/timeline.ts'
import type { Happening } from '#records/timeline.ts'
import { change, create } from '#kit/write.ts'
import { blobStore } from '#server/attachments/blob-store.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import { deposit, friend, loan, rate } from '#test/kit.ts'
import { canary, helper, notice, readerOf, recordCatalogue } from '#test/record-kit.ts'

const [ann, bob] = [someone('ann'), someone('bob')]
const book = { title: 'Ledger', shelf: 'A 1', copies: 2, value: '12.50' }
const whole = { lentTo: 'ANN', lentOn: '2026-11-22', books: [book] }

function fileOf(text: string): Incoming {
  const bytes = Buffer.from(text)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return {
    hash,
    size: bytes.length,
    head: bytes,
    bytes: async function* () {
      yield await Promise.resolve(bytes)
    },
  }
}

/** A value without the quotes of JSON. */
function plain(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', '')
}

/** A happening as a line that a person would write. */
function line(happening: Happening): string {
  const { what, name } = happening
  if (what === 'act') {
    const changes = happening.changes.map(({ field, from, to }) =>
      from === undefined ? field : `${field} ${plain(from)} → ${plain(to)}`,
    )
    return [`${name} ${happening.verb}`, ...changes].join('; ')
  }
  if (what === 'comment') return `${name} says ${happening.text}`
  if (what === 'approval') return `${name} decides: ${happening.decision}`
  if (what === 'task') return `${name} gives ${happening.assigneeName} ${happening.text}`
  return `${name} ${what} ${happening.fileName}`
}

for (const { server, library } of await openLibraries(recordCatalogue)) {
  after(() => library.drop())
  const { database, organization } = library
  const store = blobStore(database)
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) =>
      work(libraryBooks(query, organization, recordCatalogue)),
    )
  const write = async (of: Document, values: unknown): Promise<string> => {
    const [made] = await inBooks((books) => create(books, of, [{ values, actor: ann }]))
    assert.ok(made?.ok === true)
    return made.value.id
  }
  const read = async (key: string, of: Described = loan) => {
    const timeline = await inBooks((books) =>
      timelineOf(books, of, readerOf(of, ann), key, { limit: 100 }),
    )
    return timeline?.happenings.map(line)
  }

  test(here('acts, comments and files stand in one row, the newest first'), async () => {
    const key = await write(loan, whole)
    const reader = readerOf(loan, bob)
    await inBooks((books) => addComments(books, loan, reader, [{ key, text: 'For whom?' }]))
    await inBooks((books) =>
      change(books, loan, [{ id: key, values: { note: 'Handle with care' }, actor: bob }]),
    )
    const [added] = await inBooks((books) =>
      addAttachments(books, store, loan, reader, [{ key, file: fileOf('x'), fileName: 'a.txt' }]),
    )
    assert.ok(added?.ok === true)
    await inBooks((books) => withdrawAttachments(books, loan, reader, [{ key, ...added.value }]))
    await inBooks((books) => perform(books, loan, 'lend', [{ id: key, actor: ann }]))
    const number = await inBooks(async ({ query }) => {
      const [found] = await query<{ number: string }>({
        text: 'select number from paper.loan where organization = $1 and id = $2',
        values: [organization, key],
      })
      return found?.number ?? ''
    })
    assert.deepEqual(await read(key), [
      `ann lend; state draft → lent; number null → ${number}`,
      'bob withdrawn a.txt',
      'bob added a.txt',
      'bob change; note null → Handle with care',
      'bob says For whom?',
      'ann write; state null → draft; lentTo null → ANN; lentOn null → 2026-11-22; ' +
        'books[1].title null → Ledger; books[1].shelf null → A 1; books[1].copies null → 2; ' +
        'books[1].value null → 12.5',
    ])
  })

  test(here('an act tells which entries it recorded'), async () => {
    const id = await write(deposit, { owner: 'ANN', takenOn: '2026-11-22', pence: 500 })
    const [done] = await inBooks((books) => perform(books, deposit, 'take', [{ id, actor: ann }]))
    const timeline = await inBooks((books) =>
      timelineOf(books, deposit, readerOf(deposit, ann), id, { limit: 10 }),
    )
    const [act] = timeline?.happenings ?? []
    assert.ok(act?.what === 'act' && done?.outcome === 'done')
    assert.equal(done.entries.length, 1)
    assert.deepEqual(act.entries, done.entries)
  })

  test(here('pages follow each other without a gap, whatever happens meanwhile'), async () => {
    const key = await write(loan, whole)
    const reader = readerOf(loan, ann)
    // Many at the same moment of the clock, and some before and behind.
    const texts = Array.from({ length: 25 }, (_, n) => ({ key, text: `Remark ${n}` }))
    await inBooks((books) => addComments(books, loan, reader, texts))
    const all = await read(key)
    assert.equal(all?.length, 26)
    const paged: string[] = []
    let next: string | null | undefined
    do {
      const page = await inBooks((books) =>
        timelineOf(books, loan, reader, key, {
          limit: 4,
          ...(typeof next === 'string' ? { after: next } : {}),
        }),
      )
      assert.ok(page !== null && page.happenings.length <= 4)
      paged.push(...page.happenings.map(line))
      await inBooks((books) => addComments(books, loan, reader, [{ key, text: 'Newer.' }]))
      ;({ next } = page)
    } while (next !== null)
    assert.deepEqual(paged, all)
  })

  test(here('a cursor of elsewhere, or of nobody, begins nowhere'), async () => {
    const [key, other] = [await write(loan, whole), await write(loan, whole)]
    const reader = readerOf(loan, ann)
    await inBooks((books) => addComments(books, loan, reader, [{ key, text: 'One.' }]))
    const ask = (of: string, cursor: string) =>
      inBooks((books) => timelineOf(books, loan, reader, of, { limit: 1, after: cursor }))
    const first = await inBooks((books) => timelineOf(books, loan, reader, key, { limit: 1 }))
    const cursor = first?.next ?? ''
    assert.equal((await ask(key, cursor))?.happenings.length, 1)
    assert.equal(await ask(other, cursor), null)
    const question = ['timeline', organization, 'store', 'loan', key].join(' ')
    const forged = [
      ['yesterday', 'act 1'],
      ['2026-13-99T00:00:00Z', 'act 1'],
      ['2026-11-22T00:00:00Z', `' or true --`],
      ['2026-11-22T00:00:00Z', null],
      [],
      [7, 7],
    ]
    for (const values of forged) {
      assert.equal(await ask(key, writeCursor(question, values)), null, JSON.stringify(values))
    }
    for (const text of ['', '%%%', 'x'.repeat(10_000)]) assert.equal(await ask(key, text), null)
  })

  test(here('a change of a comment stands where it was said'), async () => {
    const key = await write(loan, whole)
    const reader = readerOf(loan, ann)
    const [said] = await inBooks((books) =>
      addComments(books, loan, reader, [{ key, text: 'One.' }]),
    )
    assert.ok(said?.ok === true)
    await inBooks((books) => change(books, loan, [{ id: key, values: { note: 'x' }, actor: ann }]))
    const better = { key, ...said.value, text: 'Two.' }
    await inBooks((books) => changeComments(books, loan, reader, [better]))
    assert.deepEqual((await read(key))?.slice(0, 2), ['ann change; note null → x', 'ann says Two.'])
  })

  test(here('of what a reader may not read nothing is told but that it changed'), async () => {
    const values = { name: 'Eve Kay', nickname: 'Evie', pay: canary }
    await inBooks((books) => addRows(books, helper, [{ code: 'EVE', values, actor: ann }]))
    const secret = { secret: canary, steps: [{ what: 'talk', cost: canary, hours: 1 }] }
    const key = await write(notice, { about: 'EVE', title: 'Pay', branch: 'east', ...secret })
    await inBooks((books) =>
      change(books, notice, [
        {
          id: key,
          values: { secret: `${canary} and more`, steps: [{ what: 'talk', cost: '1', hours: 1 }] },
          actor: ann,
        },
      ]),
    )
    const told = await inBooks(async (books) => [
      await timelineOf(books, notice, readerOf(notice, bob, { highest: 1 }), key, { limit: 9 }),
      await timelineOf(books, helper, readerOf(helper, bob, { highest: 1 }), 'EVE', { limit: 9 }),
    ])
    assert.doesNotMatch(JSON.stringify(told), /73913|Eve Kay/)
    assert.deepEqual(told[0]?.happenings.map(line), [
      'ann change; secret; steps[1].cost',
      'ann write; state null → draft; about null → EVE; title null → Pay; branch null → east; ' +
        'secret; steps[1].what null → talk; steps[1].cost; steps[1].hours null → 1',
    ])
    const seen = await inBooks((books) =>
      timelineOf(books, notice, readerOf(notice, ann), key, { limit: 9 }),
    )
    assert.match(JSON.stringify(seen), /73913.37 and more/)
  })

  test(here('rows of registers have a history, too, and own fields stand in it'), async () => {
    const field = { belongsTo: 'friend', label: 'Colour', holds: 'text' }
    const admin = someone('ann', 'administrator')
    await inBooks((books) =>
      addRows(books, ownField, [{ code: 'colour', values: field, actor: admin }]),
    )
    const values = { name: 'Tom', trusted: false }
    await inBooks((books) => addRows(books, friend, [{ code: 'TOM', values, actor: ann }]))
    await inBooks((books) =>
      changeRows(books, friend, [
        { code: 'TOM', values: { trusted: true, extra: { colour: 'red' } }, actor: bob },
      ]),
    )
    assert.deepEqual(await read('TOM', friend), [
      'bob change; trusted false → true; extra.colour null → red',
      'ann add; name null → Tom; trusted null → false',
    ])
    const late = { code: 'LATE', goodFrom: '2026-01-01', values: { pence: 10 }, actor: ann }
    await inBooks((books) => addRows(books, rate, [late]))
    assert.deepEqual(await read('LATE 2026-01-01', rate), ['ann add; pence null → 10'])
    assert.equal(await read('LATE', rate), undefined)
  })

  test(here('what a reader does not see has no history'), async () => {
    const key = await write(loan, whole)
    const own = { company: null, site: null, department: null, own: true }
    const blind = readerOf(loan, bob, { scopes: [own] })
    assert.equal(await inBooks((books) => timelineOf(books, loan, blind, key, { limit: 9 })), null)
    const other = await database.transaction(library.other, (query) =>
      timelineOf(libraryBooks(query, library.other), loan, readerOf(loan, ann), key, { limit: 9 }),
    )
    assert.equal(other, null)
  })

  test(here('a paper of thousands of rows tells its changes in bounds'), async () => {
    const books = Array.from({ length: 3000 }, () => book)
    const key = await write(loan, { ...whole, books })
    await inBooks((all) => change(all, loan, [{ id: key, values: { note: 'x' }, actor: ann }]))
    const timeline = await inBooks((all) =>
      timelineOf(all, loan, readerOf(loan, ann), key, { limit: 9 }),
    )
    const [changed, made] = timeline?.happenings ?? []
    assert.ok(changed?.what === 'act' && made?.what === 'act')
    assert.deepEqual([changed.changes.length, changed.moreChanges], [1, 0])
    assert.deepEqual([made.changes.length, made.moreChanges], [200, 11_803])
  })
}
