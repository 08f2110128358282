/** F11: the database aborts one transaction in ten; nothing is doubled, and no caller is told. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { EntryProposal } from '#ledger/entry.ts'
import { record } from '#server/books.ts'
import { Unavailable } from '#server/database/database.ts'
import { GroupCommit } from '#server/group-commit.ts'
import { freshBooks, storeIn } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/clients.ts'
import { failStatements } from '#test/faults/failing-statements.ts'
import type { Failure } from '#test/faults/failing-statements.ts'
import { judge } from '#test/faults/judge.ts'
import { money, receiptOf, shelves, sold } from '#test/faults/papers.ts'
import type { Line } from '#test/faults/papers.ts'
import { entry, line, postings } from '#test/ledger/store.ts'
import { testServers } from '#test/postgres.ts'

const transactions = times(500)
/** Serialization failure, deadlock, lock not available; and a commit whose answer is lost. */
const failures: readonly Failure[] = [
  ...['40001', '40P01', '55P03'].map((state) => ({ state })),
  'lost',
]

printSeed()
for (const server of await testServers()) {
  describe(`transactions that fail on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    let organization: string
    let whole = (): void => {}
    before(async () => {
      books = await freshBooks(server)
    })
    after(() => books.drop())
    beforeEach(async () => {
      whole()
      organization = await storeIn(books.database)
    })

    test('one in ten is done again unseen', async () => {
      const chance = new Chance(`serialization ${server.version}`)
      const counts = { begun: 0, failed: 0 }
      whole = failStatements(books.address.database, oneInTen(chance, counts))
      const log = new OutsideLog()
      try {
        await postAll(books, organization, chance, log)
      } finally {
        whole()
      }
      console.log(`${counts.failed} of ${counts.begun} transactions made to fail`)
      assert.ok(counts.failed > counts.begun / 20, 'hardly any transaction failed')
      assert.equal(log.acknowledged + log.refused, log.notes.size, 'a failure reached a caller')
      assert.deepEqual(await judge(books.superuser, organization, log.notes), [])
    })

    test('one that fails without end is given up after ten attempts', async () => {
      let attempts = 0
      whole = failStatements(books.address.database, (text) => {
        if (text.startsWith('begin')) attempts += 1
        return text.includes('ledger.record') ? { state: '40001' } : null
      })
      const sent = postings([entry('never', [line('bank', 1n), line('sales', -1n)])])
      await assert.rejects(record(books.database, organization, sent), Unavailable)
      whole()
      assert.equal(attempts, 10)
      assert.deepEqual(await judge(books.superuser, organization, new Map()), [])
    })
  })
}

/** Chooses transactions at their begin, and which of their three statements fails. */
function oneInTen(
  chance: Chance,
  counts: { begun: number; failed: number },
): (text: string, on: object) => Failure | null {
  const doomed = new WeakMap<object, { left: number; failure: Failure }>()
  return (text, on) => {
    if (text.startsWith('begin')) {
      counts.begun += 1
      doomed.delete(on)
      if (chance.percent(10)) {
        doomed.set(on, { left: chance.below(3), failure: chance.pick(failures) })
      }
    }
    const fate = doomed.get(on)
    if (fate === undefined || text === 'rollback' || fate.left-- > 0) return null
    doomed.delete(on)
    counts.failed += 1
    return fate.failure
  }
}

/** Eight callers post single entries, together by group commit and apart in sets of their own. */
async function postAll(
  books: FreshBooks,
  organization: string,
  chance: Chance,
  log: OutsideLog,
): Promise<void> {
  const commits = new GroupCommit(books.database)
  let sent = 0
  const caller = async (): Promise<void> => {
    while (sent < transactions) {
      const key = `aborted-${sent++}`
      const lines = linesOf(key, chance)
      const note = log.note(key, lines)
      const [posting] = postings([proposal(key, lines)])
      assert.ok(posting !== undefined)
      const receipt = chance.percent(30)
        ? await commits.record(organization, posting)
        : (await record(books.database, organization, [posting]))[0]
      if (receipt?.outcome === 'refused') log.refuse(note)
      else if (receipt !== undefined) log.acknowledge(note, receipt.id)
    }
  }
  await Promise.all(Array.from({ length: 8 }, caller))
}

function linesOf(key: string, chance: Chance): Line[] {
  const kind = chance.below(3)
  if (kind === 0) return receiptOf(key, BigInt(chance.between(1, 9)), chance.pick(shelves))
  if (kind === 1) return sold(BigInt(chance.between(1, 3)), chance.pick(shelves))
  return money('bank', 'sales', BigInt(chance.between(1, 99_999)))
}

/** The proposal of a paper's lines. */
function proposal(key: string, lines: readonly Line[]): EntryProposal {
  return entry(
    key,
    lines.map(({ account, pence, item, quantity, place, subject }) => ({
      ...line(account, pence),
      ...(item === undefined || quantity === undefined ? {} : { item, quantity }),
      ...(place === undefined ? {} : { unit: { place } }),
      ...(subject === undefined ? {} : { subject }),
    })),
  )
}
