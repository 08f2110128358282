/** Tests of papers that stand on others, take from what is left, are previewed and undone. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Books, Performed } from '#kit/books.ts'
import type { Document } from '#kit/document.ts'
import { perform } from '#kit/perform.ts'
import { preview } from '#kit/preview.ts'
import { loadPapers } from '#kit/store.ts'
import { planUndo, undo } from '#kit/undo.ts'
import { create } from '#kit/write.ts'
import { libraryBooks, openLibraries, someone } from '#test/kit-books.ts'
import { deposit, loan, renewal, spending } from '#test/kit.ts'

const ann = someone('ann')
const bob = someone('bob')

function told(answers: readonly Performed[]): string[] {
  return answers.map((one) =>
    one.outcome === 'done'
      ? `${one.state} ${one.number}`
      : one.problems.map(({ rule, message }) => `${rule}: ${message}`).join(' '),
  )
}

for (const { server, library } of await openLibraries()) {
  after(() => library.drop())
  const { database, organization } = library
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const inBooks = <Result>(work: (books: Books) => Promise<Result>): Promise<Result> =>
    database.transaction(organization, (query) => work(libraryBooks(query, organization)))
  const write = (of: Document, set: readonly unknown[]): Promise<string[]> =>
    inBooks(async (books) => {
      const made = await create(
        books,
        of,
        set.map((values) => ({ values, actor: ann })),
      )
      return made.map((one) => (one.ok ? one.value.id : one.problems.map(String).join(' ')))
    })
  const act = (of: Document, verb: string, ids: readonly string[], actor = ann) =>
    inBooks((books) =>
      perform(
        books,
        of,
        verb,
        ids.map((id) => ({ id, actor })),
      ),
    )
  const lent = async (): Promise<string> => {
    const books = [{ title: 'Ledger', shelf: 'A 1', copies: 1 }]
    const ids = await write(loan, [{ lentTo: 'ANN', lentOn: '2026-11-22', books }])
    await act(loan, 'lend', ids)
    return ids.join('')
  }
  const taken = async (...pence: number[]): Promise<string[]> => {
    const ids = await write(
      deposit,
      pence.map((each) => ({ owner: 'ANN', takenOn: '2026-11-22', pence: each })),
    )
    return (await act(deposit, 'take', ids)).map(
      (one) => (one.outcome === 'done' && one.number) || '',
    )
  }
  const spend = (deposits: readonly string[], ...pence: number[]): Promise<string[]> =>
    write(
      spending,
      pence.map((each) => ({
        owner: 'ANN',
        spentOn: '2026-11-22',
        pence: each,
        deposits: deposits.map((one) => ({ deposit: one })),
      })),
    )

  test(here('a paper goes on only while what it stands on is there for it'), async () => {
    const standing = await lent()
    const [granted, late] = await write(renewal, [
      { loan: standing, until: '2026-12-24' },
      { loan: standing, until: '2026-12-31' },
    ])
    assert.deepEqual(told(await act(renewal, 'grant', [granted ?? ''])), ['granted null'])
    const [refusal] = told(await act(loan, 'close', [standing], bob))
    assert.match(refusal ?? '', /^stood-upon: The loan LOAN-2026-\d+ cannot close: the renewal /)
    assert.deepEqual(told(await act(renewal, 'withdraw', [granted ?? ''])), ['withdrawn null'])
    assert.match(told(await act(loan, 'close', [standing], bob)).join(''), /^closed /)
    assert.match(
      told(await act(renewal, 'grant', [late ?? ''])).join(''),
      /^stands-on-other: The loan LOAN-2026-\d+ is closed; a renewal needs one that is lent\./,
    )
  })

  test(here('two who stand on and close the same paper at once do not both succeed'), async () => {
    for (let round = 0; round < 5; round += 1) {
      const standing = await lent()
      const ids = await write(renewal, [{ loan: standing, until: '2026-12-24' }])
      const answers = await Promise.all([
        act(renewal, 'grant', ids),
        act(loan, 'close', [standing], bob),
      ])
      const done = answers.flat().filter(({ outcome }) => outcome === 'done')
      assert.equal(done.length, 1)
    }
  })

  test(here('each member of a set takes what those before it left'), async () => {
    const deposits = await taken(300, 200)
    const ids = await spend(deposits, 250, 300, 250)
    assert.deepEqual(told(await act(spending, 'spend', ids)), [
      'spent S001',
      'too-little-left: Only 250 p are left of these deposits. Take more of them.',
      'spent S002',
    ])
    const papers = await inBooks(({ query }) =>
      loadPapers(query, spending, { organization, company: 'store' }, ids),
    )
    const [a, b] = deposits
    assert.deepEqual(
      papers.map(({ pieces, rest }) => [pieces, rest]),
      [
        [[{ deposit: a, pence: 250 }], 250],
        [[], null],
        [
          [
            { deposit: a, pence: 50 },
            { deposit: b, pence: 200 },
          ],
          0,
        ],
      ],
    )
  })

  test(here('what the books refuse leaves what it took to the others'), async () => {
    const deposits = await taken(100)
    const ids = await write(
      spending,
      ['2099-01-01', '2026-11-22'].map((spentOn) => ({
        owner: 'ANN',
        spentOn,
        pence: 100,
        deposits: deposits.map((one) => ({ deposit: one })),
      })),
    )
    const answers = told(await act(spending, 'spend', ids))
    assert.match(answers[0] ?? '', /^period-missing/)
    assert.match(answers[1] ?? '', /^spent /)
  })

  test(here('what a paper has no room for is refused, and left to the others'), async () => {
    const ids = await spend(await taken(900_000, 200_000), 50, 100_050)
    const answers = told(await act(spending, 'spend', ids))
    const message =
      'field-room: This comes to 1099950, for which the field rest has no room. Make it smaller, ' +
      'or split it into several.'
    assert.equal(answers[0], message)
    assert.match(answers[1] ?? '', /^spent /)
    const papers = await inBooks(({ query }) =>
      loadPapers(query, spending, { organization, company: 'store' }, ids),
    )
    assert.deepEqual(
      papers.map(({ state, rest }) => [state, rest]),
      [
        ['draft', null],
        ['spent', 999_950],
      ],
    )
  })

  test(here('a set that takes is the same as its members one by one'), async () => {
    const [one, other] = [await taken(300, 200), await taken(300, 200)]
    const plan = [100, 450, 150, 300, 200, 50]
    const together = told(await act(spending, 'spend', await spend(one, ...plan)))
    const alone: string[] = []
    for (const id of await spend(other, ...plan)) {
      alone.push(...told(await act(spending, 'spend', [id])))
    }
    const outcomes = (all: readonly string[]): string[] =>
      all.map((text) => text.replace(/ S\d+$/, ''))
    assert.deepEqual(outcomes(together), outcomes(alone))
  })

  test(here('two who take from the same at once wait for each other'), async () => {
    const deposits = await taken(100)
    const ids = await spend(deposits, 70, 70)
    const answers = await Promise.all(ids.map((id) => act(spending, 'spend', [id])))
    assert.deepEqual(
      answers
        .flat()
        .map((one) => (one.outcome === 'done' ? 'done' : one.problems[0]?.rule))
        .toSorted((a = '', b = '') => a.localeCompare(b)),
      ['done', 'too-little-left'],
    )
  })

  test(here('a preview shows the entries that are then recorded, and leaves nothing'), async () => {
    const deposits = await taken(100)
    const ids = await spend(deposits, 60, 60)
    const members = ids.map((id) => ({ id, actor: ann }))
    const shown = await inBooks((books) =>
      preview(books, (seen) => perform(seen, spending, 'spend', members)),
    )
    const done = await inBooks((books) =>
      preview(books, (seen) => perform(seen, spending, 'spend', members)),
    )
    const bare = ({ entries }: typeof shown) => entries.map((entry) => ({ ...entry, id: '' }))
    assert.deepEqual(bare(shown), bare(done))
    assert.equal(shown.entries.length, 1)
    assert.deepEqual(told(shown.answer), told(await act(spending, 'spend', ids)))
  })

  test(here('what stands on a paper is undone with it, as one act or not at all'), async () => {
    const standing = await lent()
    const ids = await write(renewal, [{ loan: standing, until: '2026-12-24' }])
    await act(renewal, 'grant', ids)
    const plan = await inBooks((books) => planUndo(books, loan, [standing]))
    assert.deepEqual(
      plan.problems.map(({ rule }) => rule),
      ['no-way-back'],
      'a loan has no verb that undoes it',
    )
    const renewed = await inBooks((books) => undo(books, renewal, ids, ann))
    assert.equal(renewed.outcome, 'done')
  })

  test(here('an undoing that is refused in one place undoes nothing'), async () => {
    const deposits = await taken(100)
    const ids = await spend(deposits, 60)
    await act(spending, 'spend', ids)
    const guest = someone('eve', 'reader')
    const answer = await inBooks((books) => undo(books, spending, ids, guest))
    assert.equal(answer.outcome === 'refused' && answer.problems[0]?.rule, 'role-missing')
    const again = await inBooks((books) => undo(books, spending, ids, bob))
    assert.deepEqual(
      again.outcome === 'done' && told(again.papers).map((text) => text.split(' ')[0]),
      ['undone'],
    )
  })
}
