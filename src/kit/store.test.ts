/** Tests that papers come back from a database as they went in, and that it refuses the rest. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import type { Values } from '#kit/field.ts'
import { insertAll, loadPapers } from '#kit/store.ts'
import type { Written } from '#kit/store.ts'
import { openLibraries } from '#test/kit-books.ts'
import { loan } from '#test/kit.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

type Loan = Values<typeof loan.fields>

const lent = (books: Loan['books'], rest: Partial<Loan> = {}): Written & { key: string[] } => ({
  key: [newId(Date.now())],
  by: 'test',
  values: { lentTo: 'ANN', lentOn: day('2026-11-22'), backOn: null, note: null, books, ...rest },
})

const ledgerBook = { title: 'Ledger "one", {two}\\', shelf: 'A 1', copies: 2, value: null }

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization } = library
  const place = { organization, company: 'store' }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('papers with their rows come back as they went in'), async () => {
    const worth = { units: 125n, scale: 1 }
    const set = [
      lent([ledgerBook, { title: 'Second', shelf: 'A 1', copies: 1, value: worth }]),
      lent([], { backOn: day('2027-01-31'), note: 'Line one\nline two' }),
    ]
    const read = await database.transaction(organization, async (query) => {
      await insertAll(query, loan, place, set)
      const ids = set.flatMap(({ key }) => key).toReversed()
      return await loadPapers(query, loan, place, [...ids, newId(Date.now())], {
        lock: 'change',
      })
    })
    const head = {
      company: 'store',
      state: 'draft',
      number: null,
      version: 1,
      madeBy: 'test',
      extra: {},
    }
    assert.deepEqual(
      read,
      set.toReversed().map(({ key: [id], values }) => ({ id, ...head, ...values })),
    )
  })

  for (const [what, paper, constraint] of [
    ['a link to nobody', lent([], { lentTo: 'EVE' }), /foreign key/],
    ['a link to a shelf of nobody', lent([{ ...ledgerBook, shelf: 'B' }]), /foreign key/],
    ['a figure beyond its bounds', lent([{ ...ledgerBook, copies: 0 }]), /check constraint/],
    ['an empty text', lent([{ ...ledgerBook, title: '' }]), /check constraint/],
  ] as const) {
    test(here(`the database refuses ${what}, and keeps nothing of the set`), async () => {
      const good = lent([ledgerBook])
      const write = database.transaction(organization, (query) =>
        insertAll(query, loan, place, [good, paper]),
      )
      await assert.rejects(write, constraint)
      const kept = await database.transaction(organization, (query) =>
        loadPapers(query, loan, place, good.key),
      )
      assert.deepEqual(kept, [])
    })
  }
}
