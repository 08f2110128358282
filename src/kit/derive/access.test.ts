/** Tests that with the server's login raw SQL does no more with papers than a person may. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { insertAll, loadPapers } from '#kit/store.ts'
import { openLibraries } from '#test/kit-books.ts'
import { loan } from '#test/kit.ts'

const values = {
  lentTo: 'ANN',
  lentOn: Temporal.PlainDate.from('2026-11-22'),
  backOn: null,
  note: null,
  books: [{ title: 'Ledger', shelf: 'A 1', copies: 2, value: null }],
}

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization, other } = library
  const place = { organization, company: 'store' }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  const asServer = <Result>(work: (query: Query) => Promise<Result>, of = organization) =>
    database.transaction(of, work)
  const draft = async (): Promise<string> => {
    const id = newId(Date.now())
    await asServer((query) => insertAll(query, loan, place, [{ key: [id], values, by: 'ann' }]))
    return id
  }
  const bring = async (id: string, verb: string, number: string | null = null): Promise<void> => {
    await asServer((query) =>
      query({
        text: 'select paper.advance_loan($1, $2, $3, $4, $5, $6)',
        values: [organization, 'store', verb, [id], [number], ['ann']],
      }),
    )
  }
  const stateOf = async (id: string): Promise<string | undefined> => {
    const [found] = await asServer((query) => loadPapers(query, loan, place, [id]))
    return found === undefined ? undefined : `${found.state} ${found.number} ${found.version}`
  }

  test(here('a paper goes from state to state, and takes its number with it'), async () => {
    const id = await draft()
    await bring(id, 'lend', 'LOAN-2026-00001')
    assert.equal(await stateOf(id), 'lent LOAN-2026-00001 2')
    await bring(id, 'close')
    assert.equal(await stateOf(id), 'closed LOAN-2026-00001 3')
  })

  test(here('no state is left out, and none is gone back to'), async () => {
    const id = await draft()
    await assert.rejects(bring(id, 'close'), /not every loan is in a state from which it can close/)
    await assert.rejects(bring(id, 'burn'), /can burn/)
    await assert.rejects(bring(id, 'lend'), /check constraint/, 'without a number')
    await bring(id, 'lend', 'LOAN-2026-00002')
    await assert.rejects(bring(id, 'lend', 'LOAN-2026-00003'), /can lend/)
    assert.equal(await stateOf(id), 'lent LOAN-2026-00002 2')
  })

  test(here('of a set in which one cannot go on, none does'), async () => {
    const [good, lent] = [await draft(), await draft()]
    await bring(lent, 'lend', 'LOAN-2026-00004')
    const both = asServer((query) =>
      query({
        text: `select paper.advance_loan($1, 'store', 'lend', $2, $3, array['ann', 'ann'])`,
        values: [organization, [good, lent], ['LOAN-2026-00005', 'LOAN-2026-00006']],
      }),
    )
    await assert.rejects(both, /can lend/)
    assert.equal(await stateOf(good), 'draft null 1')
  })

  const tries: Readonly<Record<string, string>> = {
    'changes a field': "update paper.loan set note = 'x' where id = $1 returning id",
    'throws it away': 'delete from paper.loan where id = $1 returning id',
    'changes a row': "update paper.loan_books set title = 'x' where paper = $1 returning paper",
    'throws a row away': 'delete from paper.loan_books where paper = $1 returning paper',
  }
  for (const [what, text] of Object.entries(tries)) {
    test(here(`${what}: of a draft; not of a paper that has left its first state`), async () => {
      const [written, lent] = [await draft(), await draft()]
      await bring(lent, 'lend', `LOAN-2026-${what}`)
      const reach = (id: string, of?: string) =>
        asServer((query) => query<object>({ text, values: [id] }), of)
      assert.equal((await reach(lent)).length, 0)
      assert.equal((await reach(written, other)).length, 0, 'with another organization')
      assert.equal((await reach(written)).length, 1)
    })
  }

  const never: Readonly<Record<string, readonly [string, RegExp]>> = {
    'sets a state': ["update paper.loan set state = 'lent' where id = $1", /permission denied/],
    'sets a number': ["update paper.loan set number = 'x' where id = $1", /permission denied/],
    'moves it to another company': [
      "update paper.loan set company = 'other' where id = $1",
      /permission denied/,
    ],
    'adds a paper that is lent already': [
      `insert into paper.loan (organization, company, id, state, number, lent_to, lent_on,
        created_by, changed_by)
       select organization, company, gen_random_uuid(), 'lent', 'y', lent_to, lent_on, 'x', 'x'
       from paper.loan where id = $1`,
      /row-level security/,
    ],
  }
  for (const [what, [text, refusal]] of Object.entries(never)) {
    test(here(`it never ${what}`), async () => {
      const id = await draft()
      const attempt = asServer((query) => query({ text, values: [id] }))
      await assert.rejects(attempt, refusal)
    })
  }

  test(here('a row is not added to a paper that has left its first state'), async () => {
    const id = await draft()
    await bring(id, 'lend', 'LOAN-2026-00007')
    const add = asServer((query) =>
      query({
        text: `insert into paper.loan_books
            (organization, company, paper, row, title, shelf, copies)
          values ($1, 'store', $2, 2, 'More', 'A 1', 1)`,
        values: [organization, id],
      }),
    )
    await assert.rejects(add, /row-level security/)
  })

  test(here('another organization sees and brings on nothing'), async () => {
    const id = await draft()
    const seen = await asServer((query) => query<object>({ text: 'select from paper.loan' }), other)
    assert.equal(seen.length, 0)
    const bringOn = asServer(
      (query) =>
        query({
          text: `select paper.advance_loan($1, 'store', 'lend', $2, '{Z}', '{eve}')`,
          values: [organization, [id]],
        }),
      other,
    )
    await assert.rejects(bringOn, /the organization of this transaction is another one/)
    const [without] = await database.bare<{ count: bigint }>({
      text: 'select count(*) from paper.loan',
    })
    assert.equal(without?.count, 0n)
  })
}
