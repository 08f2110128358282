/** Tests that files are staged, checked, tried, posted and undone, each paper once. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Outcome } from '#base/problem.ts'
import { refusingIn } from '#languages/wording.ts'
import { csvOf } from '#server/files/csv.ts'
import { faultSheet } from '#server/transfer/fault-file.ts'
import { openDesk } from '#test/transfer/ground.ts'
import type { ImportDesk } from '#test/transfer/ground.ts'
import { testServers } from '#test/postgres.ts'

const deposits = (count: number, from = 1): string =>
  [
    'Number,Owner,Taken on,Pence',
    ...Array.from({ length: count }, (_, at) => `X${at + from},ANN,2026-11-22,${at + from}`),
  ].join('\n')

/** One that is good, one of somebody unknown, and three that are wrong in themselves. */
const faulty = [
  'Number;Owner;Taken on;Pence',
  'X1;ANN;22.11.2026;100',
  'X2;BOB;22.11.2026;100',
  'X3;ANN;22.11.2026;many',
  'D001;ANN;22.11.2026;100',
  'X5;ANN;22.11.2026;0',
].join('\r\n')

for (const server of await testServers()) {
  const desks: ImportDesk[] = []
  after(() => Promise.all(desks.map((desk) => desk.close())))
  const open = async (): Promise<ImportDesk> => {
    const desk = await openDesk(server)
    desks.push(desk)
    return desk
  }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('a file is staged, checked, tried and posted with its numbers'), async () => {
    const desk = await open()
    const id = await desk.brought(deposits(450))
    assert.deepEqual(await desk.counts(id), {
      unchecked: 0,
      good: 450,
      refused: 0,
      posted: 0,
      undone: 0,
    })
    const tried = await desk.work(id, 'try')
    assert.ok(tried.ok)
    const sum = String((450 * 451) / 2)
    assert.deepEqual(tried.value.trial, {
      papers: 450,
      refused: 0,
      entries: 450,
      totals: [
        { account: 'bank', currency: 'GBP', debit: sum, credit: '0', readClass: 1 },
        { account: 'customer credit', currency: 'GBP', debit: '0', credit: sum, readClass: 1 },
      ],
    })
    assert.deepEqual(await desk.read('select from ledger.entry'), [])
    const posted = await desk.work(id, 'post')
    assert.ok(posted.ok)
    assert.equal(posted.value.state, 'posted')
    const entries = await desk.read<{ batch: string; count: bigint }>(
      'select batch, count(*) from ledger.entry group by batch',
    )
    assert.deepEqual(entries, [{ batch: id, count: 450n }])
    const papers = await desk.read<{ number: string }>(
      'select number from paper.deposit order by pence',
    )
    assert.deepEqual(papers.slice(0, 2), [{ number: 'X1' }, { number: 'X2' }])
    assert.deepEqual(desk.faults, [])
  })

  test(
    here('what is wrong is told by line, corrected in place, and posted afterwards'),
    async () => {
      const desk = await open()
      const id = await desk.brought(faulty)
      assert.deepEqual(await told(desk, id), [
        ['good', ''],
        ['refused', 'line 3, column Owner: link-unknown'],
        ['refused', 'line 4, column Pence: cell-unread'],
        ['refused', 'line 5, column Number: number-own'],
        ['refused', 'line 6, column Pence: field-too-small'],
      ])
      const early = await desk.work(id, 'post')
      assert.deepEqual(rules(early), ['drafts-refused'])
      const values = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }
      const still = await desk.correct(id, 3, {
        key: 'X3',
        goodFrom: null,
        values: { ...values, pence: 0 },
      })
      assert.equal(still.ok && still.value.state, 'refused')
      for (const [place, key] of [[3, 'X3'] as const, [4, 'X4'] as const]) {
        const corrected = await desk.correct(id, place, { key, goodFrom: null, values })
        assert.equal(corrected.ok && corrected.value.state, 'good')
      }
      assert.deepEqual(rules(await desk.work(id, 'post')), ['drafts-refused'])
      const posted = await desk.work(id, 'post', { leaveRefused: true })
      assert.ok(posted.ok)
      const { posted: done, refused } = await desk.counts(id)
      assert.deepEqual([done, refused], [3, 2])
      // Bob comes later, and what waited for him is posted again.
      await addBob(desk)
      assert.ok((await desk.work(id, 'post')).ok)
      assert.deepEqual(await numbers(desk), ['X1', 'X2', 'X3', 'X4'])
      const gone = await desk.correct(id, 1, { key: 'X', goodFrom: null, values })
      assert.deepEqual(rules(gone), ['draft-posted'])
      const next = await desk.correct(id, 9, { key: 'X', goodFrom: null, values })
      assert.deepEqual(rules(next), ['draft-unknown'])
    },
  )

  test(
    here('the rows of refused papers come back with what is wrong, to be sent again'),
    async () => {
      const desk = await open()
      const file = [
        'Loan no.;Lent to;Lent on;Title;Shelf;Copies;Remark',
        'L1;ANN;22.11.2026;Ledger;A 1;1;fine',
        'L2;ANN;22.11.2026;Diary;A 1;101;=HYPERLINK("x")',
        'L1;ANN;22.11.2026;Journal;A 1;2;',
        'L2;ANN;22.11.2026;Waste book;B 9;1;',
      ].join('\n')
      const id = await desk.brought(file, { kind: 'loan', verb: 'lend', name: 'loans.csv' })
      const one = await desk.see(id)
      const text = await desk.inBooks(async ({ query, organization }) => {
        const parts: Uint8Array[] = []
        for await (const part of csvOf(faultSheet(query, organization, one, refusingIn('en'))))
          parts.push(part)
        return Buffer.concat(parts).toString()
      })
      assert.deepEqual(text.split('\r\n'), [
        'Loan no.,Lent to,Lent on,Title,Shelf,Copies,Remark,Line in the file,What is wrong',
        `L2,ANN,22.11.2026,Diary,A 1,101,"'=HYPERLINK(""x"")",3,` +
          '"Line 3, column Copies: it must be a whole number from 1 to 100."',
        'L2,ANN,22.11.2026,Waste book,B 9,1,,5,"Line 5, column Shelf: There is no shelf “B 9”. ' +
          'Take one from the list, or add a shelf first."',
        '',
      ])
      const again = text.replace('A 1,101', 'A 1,10').replace('B 9', 'A 1')
      const corrected = await desk.brought(again, { kind: 'loan', verb: 'lend' })
      assert.deepEqual((await desk.counts(corrected)).good, 1)
      await desk.work(id, 'post', { leaveRefused: true })
      await desk.work(corrected, 'post')
      const loans = await desk.read<{ number: string; books: bigint }>(
        `select number, (select count(*) from paper.loan_books b
            where b.organization = l.organization
        and b.company = l.company and b.paper = l.id) as books from paper.loan l order by number`,
      )
      assert.deepEqual(loans, [
        { number: 'L1', books: 2n },
        { number: 'L2', books: 2n },
      ])
    },
  )

  test(here('the same file is told and comes twice only if it is meant to'), async () => {
    const desk = await open()
    const id = await desk.brought(deposits(3))
    // Staged only, it may be staged again.
    const second = await desk.brought(deposits(3), { name: 'other name.csv' })
    assert.ok((await desk.work(id, 'post')).ok)
    assert.deepEqual(rules(await desk.bring(deposits(3))), ['file-imported'])
    assert.deepEqual(rules(await desk.work(second, 'post')), ['file-imported'])
    // Asked for again, its numbers are taken, so that nothing comes twice.
    assert.ok((await desk.work(second, 'post', { again: true })).ok)
    const { posted, refused } = await desk.counts(second)
    assert.deepEqual([posted, refused], [0, 3])
    const [draft] = await desk.drafts(second)
    assert.deepEqual(
      draft?.problems.map(({ message }) => message),
      [
        'Line 2, column Number: The number X1 is given to another deposit already. Each number ' +
          'stands once.',
      ],
    )
    const third = await desk.brought(deposits(3), { again: true, numbers: 'given' })
    assert.ok((await desk.work(third, 'post')).ok)
    assert.deepEqual(await numbers(desk), ['D001', 'D002', 'D003', 'X1', 'X2', 'X3'])
    assert.deepEqual(rules(await desk.discard(third)), ['import-state'])
    assert.deepEqual(rules(await desk.work(third, 'undo')), ['four-eyes'])
    assert.ok((await desk.work(third, 'undo', {}, desk.other)).ok)
    const last = await desk.brought(deposits(4, 8))
    assert.ok((await desk.discard(last)).ok)
    assert.equal((await desk.see(last)).state, 'thrown away')
    assert.deepEqual(await desk.drafts(last), [])
    assert.deepEqual(rules(await desk.work(last, 'post')), ['import-state'])
  })

  test(here('two imports at once leave each other alone; of one number one comes'), async () => {
    const desk = await open()
    const ids = await Promise.all([
      desk.brought(deposits(500)),
      desk.brought(`${deposits(500)}\n`, { name: 'the same papers.csv' }),
    ])
    await Promise.all(ids.map((id) => desk.work(id, 'post')))
    const counts = await Promise.all(ids.map((id) => desk.counts(id)))
    assert.equal(
      counts.reduce((sum, { posted }) => sum + posted, 0),
      500,
    )
    assert.equal(
      counts.reduce((sum, { refused }) => sum + refused, 0),
      500,
    )
    const [sum] = await desk.read<{ amount: bigint }>(
      'select coalesce(sum(amount), 0)::bigint as amount from ledger.holding',
    )
    assert.equal(sum?.amount, -125_250n)
  })

  test(here('a period that closes meanwhile refuses its papers and no others'), async () => {
    const desk = await open()
    const file = ['Number,Owner,Taken on,Pence', 'X1,ANN,2026-01-31,5', 'X2,ANN,2026-11-01,6']
    const id = await desk.brought(file.join('\n'))
    await desk.read(
      `select ledger.set_period_state($1, 'store', 202601, 'closed', 'tester', 'done')`,
      desk.organization,
    )
    assert.ok((await desk.work(id, 'post')).ok)
    const drafts = await desk.drafts(id)
    assert.deepEqual(
      drafts.map(({ state, problems }) => [state, problems.map(({ rule }) => rule).join()]),
      [
        ['refused', 'period-closed'],
        ['posted', ''],
      ],
    )
    await desk.read(
      `select ledger.set_period_state($1, 'store', 202601, 'open', 'tester', 'one more')`,
      desk.organization,
    )
    assert.ok((await desk.work(id, 'post')).ok)
    assert.deepEqual(await numbers(desk), ['X1', 'X2'])
  })
}

/** How the papers of an import stand, and what is told of each. */
async function told(desk: ImportDesk, id: string): Promise<string[][]> {
  const drafts = await desk.drafts(id)
  return drafts.map(({ state, problems }) => [
    state,
    problems.map(({ field, rule }) => `${field}: ${rule}`).join(),
  ])
}

async function addBob(desk: ImportDesk): Promise<void> {
  await desk.read(
    `insert into register.friend (organization, code, name, trusted, created_by, changed_by)
      values ($1, 'BOB', 'Bob', true, 'test', 'test')`,
    desk.organization,
  )
}

function rules(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.problems.map(({ rule }) => rule)
}

async function numbers(desk: ImportDesk): Promise<string[]> {
  const found = await desk.read<{ number: string }>(
    'select number from paper.deposit order by number',
  )
  return found.map(({ number }) => number)
}
