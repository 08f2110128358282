/** Tests that a set is the same as its members one by one, over random sets of several papers. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Books, Performed } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import { perform } from '#kit/perform.ts'
import { create } from '#kit/write.ts'
import { storeIn } from '#test/books.ts'
import { furnish, libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import type { Library } from '#test/kit-books.ts'
import { deposit, loan, spending } from '#test/kit.ts'

const ann = someone('ann')
const bob = someone('bob')
const runs = Number(process.env['BACKSTAY_MODEL_RUNS'] ?? 12)
const seed = process.env['CI'] === 'true' ? { seed: 20261122 } : {}

/** Days of several years; of the last one no loan can be made, as it comes back before. */
const lentOn = fc.constantFrom('2025-12-31', '2026-01-01', '2026-11-22', '2027-01-01')

/** What happens in one history: loans, deposits that are taken, some spent, some of both undone. */
const histories = fc.record({
  loans: fc.array(fc.record({ lentOn, backOn: fc.constantFrom(null, '2026-12-31') }), {
    maxLength: 8,
  }),
  deposits: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
  spendings: fc.array(
    fc.record({
      pence: fc.integer({ min: 1, max: 400 }),
      of: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
      // Days outside of the fiscal year are refused by the books themselves.
      spentOn: fc.constantFrom('2026-11-22', '2026-01-05', '2099-01-01'),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  undone: fc.array(fc.nat(9), { maxLength: 4 }),
  cuts: fc.array(fc.nat(9), { maxLength: 4 }),
})
type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never

/** Cuts a set into runs of members at some places. */
function cut<Member>(set: readonly Member[], places: readonly number[]): Member[][] {
  const ends = [...new Set([...places.map((place) => place % (set.length + 1)), set.length])]
  const sorted = ends.toSorted((a, b) => a - b)
  return sorted.map((end, at) => set.slice(sorted[at - 1] ?? 0, end))
}

/** What became of each paper, in words. */
function words(answers: readonly Performed[]): string[] {
  return answers.map((one) =>
    one.outcome === 'done'
      ? `${one.state} ${one.number}`
      : one.problems.map(({ rule, message }) => `${rule} ${message}`).join(),
  )
}

/** What is left of each deposit. */
function left({ query, organization }: Books): Promise<object[]> {
  return query({
    text: `select s.paper, h.amount from ledger.holding h
      join ledger.subject s on s.organization = h.organization and s.id = h.subject
      where h.organization = $1 order by s.paper`,
    values: [organization],
  })
}

/** A history in an organization of its own, its sets cut as told; its outcomes and its books. */
async function live(
  { database }: Library,
  { loans, deposits, spendings, undone }: History,
  cuts: readonly number[] | 'singly',
): Promise<{ readonly told: string[]; readonly lent: string[]; readonly holdings: object[] }> {
  const organization = await storeIn(database)
  await furnish(database, organization)
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const write = (of: Document, set: readonly unknown[]): Promise<string[]> =>
    inBooks(async (books) => {
      const made = await create(
        books,
        of,
        set.map((values) => ({ values, actor: ann })),
      )
      return made.flatMap((one) => (one.ok ? [one.value.id] : []))
    })
  const act = async (of: Document, verb: string, ids: readonly string[], actor = ann) => {
    const parts = cuts === 'singly' ? ids.map((id) => [id]) : cut(ids, cuts)
    const answers: Performed[] = []
    for (const part of parts) {
      const members = part.map((id) => ({ id, actor }))
      answers.push(...(await inBooks((books) => perform(books, of, verb, members))))
    }
    return words(answers)
  }
  const owner = { owner: 'ANN' }
  const takenOn = '2026-01-05'
  const taken = await write(
    deposit,
    deposits.map((pence) => ({ ...owner, takenOn, pence })),
  )
  const told = await act(deposit, 'take', taken)
  const number = (at: number) => `D${String((at % deposits.length) + 1).padStart(3, '0')}`
  const drafts = spendings.map(({ pence, spentOn, of }) => {
    const named = [...new Set(of.map(number))]
    return { ...owner, spentOn, pence, deposits: named.map((one) => ({ deposit: one })) }
  })
  const spent = await write(spending, drafts)
  told.push(...(await act(spending, 'spend', spent)))
  const back = [...new Set(undone.map((at) => spent[at % spent.length] ?? ''))]
  told.push(...(await act(spending, 'undo', back, bob)))
  const rest = { lentTo: 'ANN', books: [{ title: 'Ledger', shelf: 'A 1', copies: 1 }] }
  const asked = loans.map((one) => ({ ...one, ...rest }))
  const lent = await act(loan, 'lend', await write(loan, asked))
  return { told, lent, holdings: await inBooks(left) }
}

/** What becomes of the loans: each year counts its own from 1, and who is refused takes none. */
function wordsOfLoans({ loans }: History): string[] {
  const given = new Map<string, number>()
  return loans.map(({ lentOn: on, backOn }) => {
    if (backOn !== null && backOn < on) {
      return 'need What is lent comes back on or after the day it is lent.'
    }
    const year = on.slice(0, 4)
    const count = (given.get(year) ?? 0) + 1
    given.set(year, count)
    return `lent LOAN-${year}-${String(count).padStart(5, '0')}`
  })
}

const opened = await openLibraries()
for (const { server, library } of opened) {
  after(() => library.drop())
  const on = `on PostgreSQL ${server.version}`
  test(`a set is its members one by one, however it is cut, ${on}`, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const whole = await live(library, history, [])
        assert.deepEqual(await live(library, history, 'singly'), whole)
        assert.deepEqual(await live(library, history, history.cuts), whole)
        assert.deepEqual(whole.lent, wordsOfLoans(history))
      }),
      { numRuns: runs, ...seed },
    )
  })
}
