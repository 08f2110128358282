/** Tests that papers go on in sets: numbered, posted, noted, and each refusal alone. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { perform } from '#kit/perform.ts'
import type { Books, Performed } from '#kit/books.ts'
import { insertAll, loadPapers } from '#kit/store.ts'
import { readEntries } from '#server/entries.ts'
import { libraryBooks, libraryToday, openLibrary, someone } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { deposit } from '#test/kit.ts'
import { testServers } from '#test/postgres.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** The library with an organization of its own for each test, and the acts of its people. */
function desk({ database, organization }: Library) {
  const place = { organization, company: 'store' }
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))

  const draft = async (pence: number, takenOn = libraryToday): Promise<string> => {
    const key = [newId(Date.now())]
    const values = { owner: 'ANN', takenOn, pence }
    await inBooks(({ query }) => insertAll(query, deposit, place, [{ key, values, by: 'ann' }]))
    return key.join('')
  }
  const act = (verb: string, ids: readonly string[], person = 'ann'): Promise<Performed[]> =>
    inBooks((books) =>
      perform(
        books,
        deposit,
        verb,
        ids.map((id) => ({ id, actor: someone(person) })),
      ),
    )
  const read = <Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> =>
    database.transaction(organization, (query) => query<Row>({ text, values }))
  const papers = (ids: readonly string[]) =>
    database.transaction(organization, (query) => loadPapers(query, deposit, place, ids))
  const credit = async (): Promise<bigint> => {
    const rows = await read<{ amount: bigint }>(
      `select coalesce(sum(amount), 0)::bigint as amount from ledger.holding`,
    )
    return rows[0]?.amount ?? 0n
  }
  return { draft, act, read, papers, credit, database, organization }
}

function told(answers: readonly Performed[]): string[] {
  return answers.map((answer) =>
    answer.outcome === 'done'
      ? `${answer.state} ${answer.number}`
      : answer.problems.map(({ rule }) => rule).join(' '),
  )
}

for (const server of await testServers()) {
  const libraries: Library[] = []
  after(() => Promise.all(libraries.map((library) => library.drop())))
  const open = async () => {
    const library = await openLibrary(server)
    libraries.push(library)
    return desk(library)
  }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('a set is numbered in its order, posted and noted'), async () => {
    const { draft, act, read, papers, credit, database, organization } = await open()
    const ids = [await draft(300), await draft(200)]
    assert.deepEqual(told(await act('take', ids.toReversed())), ['taken D001', 'taken D002'])
    assert.deepEqual(
      (await papers(ids)).map(({ state, number, version }) => [state, number, version]),
      [
        ['taken', 'D002', 2],
        ['taken', 'D001', 2],
      ],
    )
    assert.equal(await credit(), -500n)
    const acts = await read<{ paper: string; verb: string; actor: string; entries: string[] }>(
      'select paper, verb, actor, before, after, entries from paper.act order by paper',
    )
    assert.deepEqual(
      acts.map(({ paper, verb, actor }) => [paper, verb, actor]),
      ids.map((id) => [id, 'take', 'ann']),
    )
    const [entry] = await database.transaction(organization, (query) =>
      readEntries(query, organization, acts[1]?.entries ?? []),
    )
    assert.deepEqual(
      [entry?.reason, entry?.source, entry?.rule],
      ['deposit D001: take', { paper: 'deposit', number: 'D001' }, 'deposit: take'],
    )
  })

  test(here('an act tells the paper before and after'), async () => {
    const { draft, act, read } = await open()
    await act('take', [await draft(300)])
    const fields = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }
    assert.deepEqual(await read('select before, after from paper.act'), [
      {
        before: { state: 'draft', number: null },
        after: { state: 'taken', number: 'D001', ...fields },
      },
    ])
  })

  test(here('what the books refuse stays as it was and takes no number'), async () => {
    const { draft, act, papers } = await open()
    const ids = [await draft(1), await draft(2, day('2099-01-01')), await draft(3)]
    const answers = await act('take', ids)
    assert.deepEqual(told(answers), ['taken D001', 'period-missing', 'taken D002'])
    const [, refused] = answers
    assert.match(
      refused?.outcome === 'refused' ? (refused.problems[0]?.message ?? '') : '',
      /2099-01-01/,
    )
    const [, left] = await papers(ids)
    assert.deepEqual([left?.state, left?.number, left?.version], ['draft', null, 1])
    assert.deepEqual(told(await act('take', [await draft(4)])), ['taken D003'])
  })

  test(here('what is undone is reversed, by another person'), async () => {
    const { draft, act, credit } = await open()
    const ids = [await draft(300), await draft(200)]
    await act('take', ids)
    assert.deepEqual(told(await act('giveBack', ids)), ['four-eyes', 'four-eyes'])
    assert.deepEqual(told(await act('giveBack', ids.slice(1), 'bob')), ['given back D002'])
    assert.equal(await credit(), -300n)
    assert.deepEqual(told(await act('giveBack', ids, 'bob')), ['given back D001', 'state-other'])
    assert.equal(await credit(), 0n)
  })

  test(here('what is not there and what stands twice is told, the rest is done'), async () => {
    const { draft, act } = await open()
    const [twice, good, nobody] = [await draft(1), await draft(2), newId(Date.now())]
    assert.deepEqual(told(await act('take', [twice, good, nobody, twice])), [
      'paper-twice',
      'taken D001',
      'paper-unknown',
      'paper-twice',
    ])
    assert.deepEqual(await act('take', []), [])
  })

  test(here('a number is not lost to a transaction that fails'), async () => {
    const { draft, act, database, organization } = await open()
    const lost = database.transaction(organization, async (query) => {
      await query({
        text: "select paper.take_numbers($1, 'store', 'D', 5, 'deposit', 1)",
        values: [organization],
      })
      throw new Error('the machine went away')
    })
    await assert.rejects(lost, /went away/)
    assert.deepEqual(told(await act('take', [await draft(1)])), ['taken D001'])
  })

  test(here('of many who do the same at once, one does it'), async () => {
    const { draft, act, credit } = await open()
    const id = await draft(300)
    const answers = await Promise.all(Array.from({ length: 8 }, () => act('take', [id])))
    assert.deepEqual(told(answers.flat()).toSorted(), [
      ...Array<string>(7).fill('state-other'),
      'taken D001',
    ])
    assert.equal(await credit(), -300n)
  })

  test(here('a set is the same as its papers one by one'), async () => {
    const [together, alone] = [await open(), await open()]
    const plans = [day('2026-11-22'), day('2099-01-01'), day('2026-01-05'), day('1999-12-31')]
    const drafts = async ({ draft }: typeof together): Promise<string[]> => {
      const ids: string[] = []
      for (const [pence, takenOn] of plans.entries()) ids.push(await draft(pence + 1, takenOn))
      return ids
    }
    const set = await together.act('take', await drafts(together))
    const single: Performed[] = []
    for (const id of await drafts(alone)) single.push(...(await alone.act('take', [id])))
    assert.deepEqual(told(set), told(single))
    assert.equal(await together.credit(), await alone.credit())
  })
}
