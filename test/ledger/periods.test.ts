/** Periods lock, close in order, reopen newest first; a close waits for the writers before it. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, test } from 'node:test'
import type pg from 'pg'
import { newId } from '#base/id.ts'
import { pack, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer } from '#ledger/door.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import { openFiscalYear } from '#server/set-up.ts'
import { storeIn } from '#test/books.ts'
import { asItIs, connect, entry, idOf, line, openStores, outcomes } from '#test/ledger/store.ts'
import { postings, reversalOf, sale, storeOf } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

const on = (text: string, one: EntryProposal): EntryProposal => ({
  ...one,
  postedOn: Temporal.PlainDate.from(text),
})

const adjustment = (key: string, rest: Partial<EntryProposal> = {}): EntryProposal =>
  entry(key, [line('bank', 1n), line('sales', -1n)], { kind: 'adjustment', ...rest })

const change = `select ledger.set_period_state($1, 'store', $2, $3, 'Ann', 'a reason')`

for (const { store: home, here } of await openStores(asItIs)) {
  let store: Store
  after(() => home.books.drop())
  // Each story has an organization of its own.
  const open = async (): Promise<Store> => {
    const opened = storeOf(home.books, await storeIn(home.books.database))
    return opened
  }

  const set = (period: number, state: string) =>
    store.ask(change, store.organization, period, state)
  const refuses = async (period: number, state: string, message: string, detail?: string) => {
    await assert.rejects(
      set(period, state),
      (error: Error & { code?: string; detail?: string }) => {
        assert.equal(error.code, '23514')
        assert.equal(error.message, message)
        if (detail !== undefined) assert.equal(error.detail, detail)
        return true
      },
    )
  }

  test(here('locked lets adjustments and their reversals pass, closed nothing'), async () => {
    store = await open()
    const january = (one: EntryProposal) => on('2026-01-15', one)
    const [first] = await store.post(january(sale('first')))
    await set(202601, 'locked')
    const locked = await store.post(
      january(sale('a')),
      january(adjustment('b')),
      january(adjustment('c', { kind: 'revaluation' })),
      january(await reversalOf(store, idOf(first), 'd')),
      on('2026-02-01', sale('e')),
    )
    assert.deepEqual(outcomes(locked), [
      'period-locked',
      'recorded',
      'recorded',
      'period-locked',
      'recorded',
    ])
    const back = january(await reversalOf(store, idOf(locked[1]), 'f'))
    assert.deepEqual(outcomes(await store.post(back)), ['recorded'])
    await set(202601, 'closed')
    const closed = await store.post(january(sale('g')), january(adjustment('h')), sale('i'))
    assert.deepEqual(outcomes(closed), ['period-closed', 'period-closed', 'recorded'])
    await set(202601, 'open')
    assert.deepEqual(outcomes(await store.post(january(sale('g')))), ['recorded'])
  })

  test(here('closed in order, reopened newest first, and every change has its event'), async () => {
    store = await open()
    await refuses(202602, 'closed', 'period-close-in-order', '202601')
    await set(202601, 'closed')
    await set(202602, 'locked')
    await set(202602, 'closed')
    await set(202603, 'closed')
    await refuses(202601, 'open', 'period-reopen-newest-first', '202603')
    await refuses(202602, 'locked', 'period-reopen-newest-first', '202603')
    await refuses(202603, 'closed', 'period-state-already')
    await refuses(202603, 'ajar', 'period-state-unknown')
    await refuses(209901, 'closed', 'period-unknown')
    await set(202603, 'locked')
    await set(202603, 'open')
    await set(202602, 'open')
    const events = await store.ask<{ text: string }>(
      `select concat_ws(' ', period, state, actor, reason, balances_hash is not null) as text
      from ledger.period_event order by at`,
    )
    assert.deepEqual(
      events.map(({ text }) => text),
      [
        '202601 closed Ann a reason t',
        '202602 locked Ann a reason f',
        '202602 closed Ann a reason t',
        '202603 closed Ann a reason t',
        '202603 locked Ann a reason f',
        '202603 open Ann a reason f',
        '202602 open Ann a reason f',
      ],
    )
  })

  test(here('the adjustment and the closing period take their own kinds only'), async () => {
    store = await open()
    const end = (one: EntryProposal, periodKind: 'adjustment' | 'closing') =>
      on('2026-12-31', { ...one, periodKind })
    const closing = adjustment('x', { kind: 'closing' })
    const answers = await store.post(
      on('2026-12-31', sale('a')),
      end(sale('b'), 'adjustment'),
      end(adjustment('c'), 'adjustment'),
      end(adjustment('d'), 'closing'),
      end({ ...closing, key: 'e' }, 'closing'),
      end({ ...closing, key: 'f' }, 'adjustment'),
      on('2026-12-30', { ...end({ ...closing, key: 'g' }, 'closing'), reason: 'too early' }),
    )
    assert.deepEqual(outcomes(answers).slice(0, 5), [
      'recorded',
      'adjustment-period',
      'recorded',
      'closing-period',
      'recorded',
    ])
    assert.deepEqual(outcomes(answers).slice(5), ['closing-period', 'period-missing'])
    const periods = answers.map((found) => (found.outcome === 'refused' ? 0 : found.period))
    assert.deepEqual(periods.slice(0, 5), [202612, 0, 202613, 0, 202614])
    const back = await reversalOf(store, idOf(answers[4]), 'h')
    assert.deepEqual(
      outcomes(
        await store.post(
          on('2026-12-31', back),
          end({ ...back, key: 'i' }, 'adjustment'),
          end({ ...back, key: 'j' }, 'closing'),
        ),
      ),
      ['closing-period', 'closing-period', 'recorded'],
    )
  })

  test(here('what comes into a year after its closing is marked late'), async () => {
    store = await open()
    await store.within((query) =>
      openFiscalYear(query, store.organization, 'store', {
        year: 2027,
        startsOn: Temporal.PlainDate.from('2027-01-01'),
      }),
    )
    await store.post(sale('in time'))
    await store.post(
      on('2026-12-31', { ...adjustment('close', { kind: 'closing' }), periodKind: 'closing' }),
    )
    await store.post(sale('late'), on('2027-01-05', sale('next year')))
    const marked = await store.ask<{ key: string; late: boolean }>(
      'select key, late from ledger.entry order by key',
    )
    assert.deepEqual(
      marked.filter(({ late }) => late).map(({ key }) => key),
      ['late'],
    )
  })

  test(here('a close waits for a writer before it, and then nobody writes there'), async () => {
    store = await open()
    const writer = await begin(store)
    const closer = await begin(store)
    try {
      const written = await writer.query<DoorAnswer>(recordStatement, parameters(store, 'writer'))
      assert.equal(written.rows[0]?.exceptions, null)
      let closed = false
      const close = closer
        .query(change, [store.organization, 202601, 'closed'])
        .then(() => closer.query('commit'))
        .then(() => (closed = true))
      await untilWaiting(closer, store)
      assert.equal(closed, false)
      await writer.query('commit')
      await close
      const late = await store.post(on('2026-01-20', sale('later')))
      assert.deepEqual(outcomes(late), ['period-closed'])
      const [same] = await store.ask<{ same: boolean }>(
        `select balances_hash = ledger.balances_hash($1, 'store', 202601) as same
        from ledger.period_event where state = 'closed'`,
        store.organization,
      )
      assert.equal(same?.same, true)
      const [found] = await store.ask(`select from ledger.entry where key = 'writer'`)
      assert.notEqual(found, undefined)
    } finally {
      await Promise.all([writer.end(), closer.end()])
    }
  })

  test(here('a writer waits for a close before it, and is refused'), async () => {
    store = await open()
    const closer = await begin(store)
    const writer = await begin(store)
    try {
      await closer.query(change, [store.organization, 202601, 'closed'])
      const writing = writer.query<DoorAnswer>(recordStatement, parameters(store, 'writer'))
      await untilWaiting(writer, store)
      await closer.query('commit')
      const exceptions = (await writing).rows[0]?.exceptions ?? []
      assert.deepEqual(
        exceptions.flatMap(({ problems }) => problems?.map(({ rule }) => rule)),
        ['period-closed'],
      )
      await writer.query('commit')
    } finally {
      await Promise.all([writer.end(), closer.end()])
    }
  })
}

/** A transaction of the store's on a connection of its own. */
async function begin(store: Store): Promise<pg.Client> {
  const client = await connect(store.books.address)
  await client.query(`begin; set local app.organization = '${store.organization}'`)
  return client
}

function parameters(store: Store, key: string): (string | null)[] {
  const set = postings([on('2026-01-20', sale(key))])
  return pack(store.organization, set, () => newId(Date.now()))
}

/** Waits until the connection waits for a lock, at most five seconds. */
async function untilWaiting(client: pg.Client, store: Store): Promise<void> {
  const watcher = await connect(store.books.superuser)
  const { processID } = client as pg.Client & { processID: number }
  try {
    for (let turn = 0; turn < 250; turn += 1) {
      const found = await watcher.query(
        `select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`,
        [processID],
      )
      if (found.rowCount === 1) return
      await pause(20)
    }
    throw new Error('The connection did not wait for a lock.')
  } finally {
    await watcher.end()
  }
}
