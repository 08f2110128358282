/** Tests that a company's own numbers are given from the next one on, without gap or double. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Books } from '#kit/books.ts'
import { numbering } from '#kit/numbering.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import { create, enter } from '#kit/write.ts'
import { libraryBooks, openLibrary, someone } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { deposit, loan } from '#test/kit.ts'
import { testServers } from '#test/postgres.ts'

const ann = someone('ann')
const administrator = someone('root', 'administrator')
const paid = { owner: 'ANN', takenOn: '2026-11-22', pence: 100 }
const book = { title: 'Ledger', shelf: 'A 1', copies: 2 }

function desk({ database, organization }: Library) {
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  /** Takes so many deposits; answers their numbers. */
  const take = async (many: number, takenOn = '2026-11-22', pence = 100): Promise<string[]> => {
    const set = Array.from({ length: many }, () => ({
      values: { ...paid, takenOn, pence },
      actor: ann,
    }))
    const done = await inBooks((books) => enter(books, deposit, 'take', set))
    return done.map((one) => (one.outcome === 'done' ? (one.number ?? '') : 'refused'))
  }
  const write = async (how: typeof addRows, code: string, values: object): Promise<string> => {
    const set = [{ code, values, actor: administrator }]
    const [kept] = await inBooks((books) => how(books, numbering, set))
    return kept?.ok === false ? kept.problems.map(({ rule }) => rule).join(' ') : 'kept'
  }
  const add = (code: string, values: object): Promise<string> => write(addRows, code, values)
  const change = (code: string, values: object): Promise<string> => write(changeRows, code, values)
  const bring = async (number: string): Promise<string> => {
    const [made] = await inBooks((books) =>
      create(books, deposit, [{ values: paid, number, actor: ann }]),
    )
    return made?.ok === false ? made.problems.map(({ rule }) => rule).join(' ') : 'kept'
  }
  const lend = async (lentOn: string): Promise<string> => {
    const values = { lentTo: 'ANN', lentOn, books: [book] }
    const [lent] = await inBooks((books) => enter(books, loan, 'lend', [{ values, actor: ann }]))
    return lent?.outcome === 'done' ? (lent.number ?? '') : 'refused'
  }
  return { take, lend, add, change, bring, inBooks, database, organization }
}

for (const server of await testServers()) {
  const libraries: Library[] = []
  after(() => Promise.all(libraries.map((library) => library.drop())))
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const open = async () => {
    const library = await openLibrary(server)
    libraries.push(library)
    return desk(library)
  }

  test(here('a pattern holds from the next number on, and back again'), async () => {
    const { take, add, change } = await open()
    assert.deepEqual(await take(2), ['D001', 'D002'])
    assert.equal(await add('deposit', { pattern: 'PAID/{year}/{0000}', first: 501 }), 'kept')
    assert.deepEqual(await take(2), ['PAID/2026/0501', 'PAID/2026/0502'])
    // Back at the old one, it goes on where it was: no number is left out, none given twice.
    assert.equal(await change('deposit', { pattern: 'D{000}', first: null }), 'kept')
    assert.deepEqual(await take(1), ['D003'])
  })

  test(here('each year begins with the first number'), async () => {
    const { add, lend } = await open()
    assert.equal(await add('loan', { pattern: 'L/{year}/{0000}', first: 501 }), 'kept')
    assert.deepEqual(
      [await lend('2026-11-22'), await lend('2025-12-31'), await lend('2025-12-30')],
      ['L/2026/0501', 'L/2025/0501', 'L/2025/0502'],
    )
  })

  test(here('what is refused takes no number, also of a series that begins with it'), async () => {
    const { take, add } = await open()
    assert.equal(await add('deposit', { pattern: 'X-{000}', first: 100 }), 'kept')
    assert.deepEqual(await take(1, '2019-01-01'), ['refused'])
    assert.deepEqual(await take(1), ['X-100'])
  })

  test(here('what cannot be is refused with its rule'), async () => {
    const { take, add, change, bring, lend } = await open()
    assert.equal(await add('friend', { pattern: 'F-{000}' }), 'numbering-kind')
    assert.equal(await add('deposit', { pattern: 'F-{month}' }), 'number-pattern')
    assert.equal(await add('deposit', { pattern: 'LOAN-{year}-{000}' }), 'series-other')
    assert.equal(await bring('OLD-0500'), 'kept')
    assert.equal(await add('deposit', { pattern: 'OLD-{0000}' }), 'number-given')
    assert.equal(await add('deposit', { pattern: 'OLD-{0000}', first: 501 }), 'kept')
    assert.deepEqual(await take(1), ['OLD-0501'])
    assert.equal(await change('deposit', { pattern: 'OLD-{0000}', first: 900 }), 'series-begun')
    // What was numbered before may still be brought along; what is to come, may not.
    assert.equal(await bring('OLD-0499'), 'kept')
    assert.equal(await bring('OLD-0502'), 'number-own')
    assert.equal(await bring('OLD-0500'), 'number-taken')
    assert.equal(await lend('2026-11-22'), 'LOAN-2026-00001')
  })

  test(here('two kinds in one set may not share a series either'), async () => {
    const { inBooks } = await open()
    const set = ['deposit', 'spending'].map((code) => ({
      code,
      values: { pattern: 'N-{000}' },
      actor: administrator,
    }))
    const kept = await inBooks((books) => addRows(books, numbering, set))
    assert.deepEqual(
      kept.map((one) => (one.ok ? 'kept' : one.problems[0]?.rule)),
      ['series-other', 'series-other'],
    )
  })

  test(here('the database lets no kind of paper into the series of another'), async () => {
    const { take, database, organization } = await open()
    await take(1)
    const taken = database.transaction(organization, (query) =>
      query({
        text: "select paper.take_numbers($1, 'store', 'D', 1, 'loan', 1)",
        values: [organization],
      }),
    )
    await assert.rejects(taken, /is one of other papers/)
  })

  test(here('many who take at once, while the pattern changes, leave no gap'), async () => {
    const { take, add } = await open()
    const [kept, ...all] = await Promise.all([
      add('deposit', { pattern: 'M-{000}', first: 10 }),
      ...Array.from({ length: 8 }, () => take(3)),
    ])
    const later = await take(1)
    assert.equal(kept, 'kept')
    const series = Map.groupBy([...all.flat(), ...later], (number) => number.replace(/\d+$/, ''))
    for (const [name, numbers] of series) {
      const counts = numbers.map((one) => Number(one.slice(name.length))).toSorted((a, b) => a - b)
      const begin = name === 'D' ? 1 : 10
      assert.deepEqual(
        counts,
        counts.map((_, at) => begin + at),
      )
    }
  })
}
