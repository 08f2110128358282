/** Tests that an import is undone as a whole, newest first, with or without what stands on it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Outcome } from '#base/problem.ts'
import { enter } from '#kit/write.ts'
import { openDesk } from '#test/transfer/ground.ts'
import type { ImportDesk } from '#test/transfer/ground.ts'
import { libraryToday, someone } from '#test/kit-books.ts'
import { renewal } from '#test/kit.ts'
import { testServers } from '#test/postgres.ts'

for (const server of await testServers()) {
  const desks: ImportDesk[] = []
  after(() => Promise.all(desks.map((desk) => desk.close())))
  const open = async (): Promise<ImportDesk> => {
    const desk = await openDesk(server)
    desks.push(desk)
    return desk
  }
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('every balance is as it was before, and drafts are gone'), async () => {
    const desk = await open()
    const first = await desk.brought(deposits(30))
    assert.ok((await desk.work(first, 'post')).ok)
    const before = await balances(desk)
    const id = await desk.brought(deposits(430, 1000), { name: 'more.csv' })
    const drafts = await desk.brought(deposits(3, 5000), { verb: null, name: 'drafts.csv' })
    assert.ok((await desk.work(id, 'post')).ok)
    assert.ok((await desk.work(drafts, 'post')).ok)
    assert.notDeepEqual(await balances(desk), before)
    assert.equal((await desk.read('select from paper.deposit')).length, 463)
    const undone = await desk.work(id, 'undo', {}, desk.other)
    assert.ok(undone.ok)
    assert.equal(undone.value.state, 'undone')
    assert.ok((await desk.work(drafts, 'undo')).ok)
    assert.deepEqual(await balances(desk), before)
    const left = await desk.read<{ state: string; count: bigint }>(
      'select state, count(*) from paper.deposit group by state order by state',
    )
    assert.deepEqual(left, [
      { state: 'given back', count: 430n },
      { state: 'taken', count: 30n },
    ])
    // The last of the file was the first to be undone.
    const [last] = await desk.read<{ number: string }>(
      `select after ->> 'number' as number from paper.act where verb = 'giveBack'
        order by at limit 1`,
    )
    assert.equal(last?.number, 'X1429')
    const outcome = await desk.work(id, 'post')
    assert.deepEqual(rules(outcome), ['import-state'])
  })

  test(
    here('later papers of others are told, and undone with it where that is meant'),
    async () => {
      const desk = await open()
      const loans = [
        'Loan,Lent to,Lent on,Title,Shelf,Copies',
        ...['L1', 'L2', 'L3'].map((number) => `${number},ANN,2026-11-22,Ledger,A 1,1`),
      ].join('\n')
      const id = await desk.brought(loans, { kind: 'loan', verb: 'lend' })
      assert.ok((await desk.work(id, 'post')).ok)
      const ids = await desk.read<{ id: string }>('select id from paper.loan order by number')
      const [one] = ids
      assert.ok(one !== undefined)
      const until = libraryToday.add({ days: 14 }).toString()
      await desk.inBooks((books) =>
        enter(books, renewal, 'grant', [
          { values: { loan: one.id, until }, actor: someone('ann') },
        ]),
      )
      const refusedUndo = await desk.work(id, 'undo', {}, desk.other)
      assert.deepEqual(rules(refusedUndo), ['stood-upon'])
      // A lent loan has no way back: it is told, and nothing is half undone.
      const undone = await desk.work(id, 'undo', { withLater: true }, desk.other)
      assert.deepEqual(rules(undone), ['no-way-back', 'no-way-back', 'no-way-back'])
      const states = await desk.read<{ state: string }>(
        'select state from paper.loan union all select state from paper.renewal',
      )
      assert.deepEqual(
        states.map(({ state }) => state),
        ['lent', 'lent', 'lent', 'granted'],
      )
      assert.equal((await desk.see(id)).state, 'undoing')
    },
  )

  test(here('renewals that came by number of their loan are undone alone'), async () => {
    const desk = await open()
    const loans = 'Loan,Lent to,Lent on,Title,Shelf,Copies\nL1,ANN,2026-11-22,Ledger,A 1,1'
    const lent = await desk.brought(loans, { kind: 'loan', verb: 'lend' })
    assert.ok((await desk.work(lent, 'post')).ok)
    const file = 'Loan,Until\nL1,2026-12-24\nL9,2026-12-24'
    const id = await desk.brought(file, { kind: 'renewal', verb: 'grant' })
    const told = (await desk.drafts(id)).map(({ state, problems }) => [
      state,
      problems.map(({ field, rule }) => `${field}: ${rule}`).join(),
    ])
    assert.deepEqual(told, [
      ['good', ''],
      ['refused', 'line 3, column Loan: field-form'],
    ])
    assert.ok((await desk.work(id, 'post', { leaveRefused: true })).ok)
    assert.ok((await desk.work(id, 'undo')).ok)
    const states = await desk.read<{ state: string }>('select state from paper.renewal')
    assert.deepEqual(states, [{ state: 'withdrawn' }])
    assert.equal((await desk.counts(id)).refused, 1)
  })

  test(here('rows of registers are added and changed, and changed back'), async () => {
    const desk = await open()
    const bring = async (verb: string | null, ...lines: string[]) =>
      await desk.brought(['Code,Name,Trusted,Remark', ...lines].join('\n'), {
        kind: 'friend',
        verb,
        name: `${lines.length} friends.csv`,
      })
    const both = await bring(null, 'ANN,Ann Smith,no,', 'BOB,Bob,yes,tall')
    assert.ok((await desk.work(both, 'try')).ok)
    assert.deepEqual(await friends(desk), ['ANN Ann true null 1'])
    assert.ok((await desk.work(both, 'post')).ok)
    assert.deepEqual(await friends(desk), ['ANN Ann Smith false null 2', 'BOB Bob true tall 1'])
    const added = await bring('add', 'ANN,Anna,yes,', 'CAT,Cat,yes,', 'DAN,,yes,')
    const states = (await desk.drafts(added)).map(({ problems }) =>
      problems.map(({ field, rule }) => `${field}: ${rule}`).join(),
    )
    assert.deepEqual(states, [
      'line 2, column Code: code-taken',
      '',
      'line 4, column Name: field-missing',
    ])
    assert.deepEqual(rules(await desk.work(added, 'post')), ['drafts-refused'])
    const changed = await bring('change', 'BOB,Bobby,,', 'EVE,Eve,yes,', 'ANN,Anna,,', 'CAT,C,no,')
    assert.deepEqual(
      (await desk.drafts(changed)).map(({ state }) => state),
      ['good', 'refused', 'good', 'refused'],
    )
    assert.ok((await desk.work(changed, 'post', { leaveRefused: true })).ok)
    assert.deepEqual(await friends(desk), ['ANN Anna false null 3', 'BOB Bobby true tall 2'])
    assert.ok((await desk.work(changed, 'undo')).ok)
    assert.deepEqual(await friends(desk), ['ANN Ann Smith false null 4', 'BOB Bob true tall 3'])
    // Ann was changed since the first one: she is left alone, and Bob, whom it added, stays.
    assert.ok((await desk.work(both, 'undo')).ok)
    assert.deepEqual(await friends(desk), ['ANN Ann Smith false null 4', 'BOB Bob true tall 3'])
    assert.deepEqual(
      (await desk.drafts(both)).map(({ state, problems }) => [
        state,
        problems.map(({ rule }) => rule).join(),
      ]),
      [
        ['undone', 'version-other'],
        ['undone', 'row-stays'],
      ],
    )
  })
}

function deposits(count: number, from = 1): string {
  const lines = Array.from(
    { length: count },
    (_, at) => `X${at + from},ANN,2026-11-22,${at + from}`,
  )
  return ['Number,Owner,Taken on,Pence', ...lines].join('\n')
}

async function balances(desk: ImportDesk): Promise<object[]> {
  return await desk.read(
    `select a.code, l.layer, l.currency, sum(l.amount)::text as amount, sum(l.base)::text as base
    from ledger.line l join ledger.account a
      on a.organization = l.organization and a.id = l.account
    group by 1, 2, 3 order by 1, 2, 3`,
  )
}

async function friends(desk: ImportDesk): Promise<string[]> {
  const rows = await desk.read<{ row: string }>(
    `select concat_ws(' ', code, name, trusted::text, coalesce(remark, 'null'), version) as row
    from register.friend order by code`,
  )
  return rows.map(({ row }) => row)
}

function rules(outcome: Outcome<unknown>): string[] {
  return outcome.ok ? [] : outcome.problems.map(({ rule }) => rule)
}
