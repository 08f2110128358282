/** F6, F12, F13: two servers on one database, with callers who race for the same thing on both. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { bringingOn, entering, kinds, takingBack } from '#test/faults/asking.ts'
import { undoing, writing } from '#test/faults/asking.ts'
import type { Asking } from '#test/faults/asking.ts'
import { billOf, day, invoice } from '#test/faults/contents.ts'
import { bodyOf, money, regular, pendingLines, receiptOf, sold } from '#test/faults/entries.ts'
import { takenBack } from '#test/faults/entries.ts'
import type { Line, SentEntry } from '#test/faults/entries.ts'
import { judge } from '#test/faults/judge.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import type { KnownPaper } from '#test/faults/outside-log.ts'
import { answered, rulesOf } from '#test/faults/request.ts'
import type { Reply } from '#test/faults/request.ts'
import { deskOf, storeAt } from '#test/faults/store.ts'
import type { Store } from '#test/faults/store.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { testServers } from '#test/postgres.ts'

const chance = new Chance('two servers')
let books: FreshBooks
const servers: ServerProcess[] = []
let organization: string
let counters: readonly [Store, Store]
let log: OutsideLog

before(async () => {
  printSeed()
  const [postgres] = await testServers()
  assert.ok(postgres !== undefined)
  books = await freshBooks(postgres)
  for (let place = 0; place < 2; place += 1) {
    servers.push(await startServer(booksAt(books.address), await freePort()))
  }
})
after(async () => {
  for (const server of servers) await server.end('SIGKILL')
  await books?.drop()
})
beforeEach(async () => {
  const store = await storeAt(books.address)
  organization = store.organization
  const [one, other] = servers.map(({ address }) => ({ ...store, address: () => address }))
  assert.ok(one !== undefined && other !== undefined)
  counters = [one, other]
  log = new OutsideLog()
})

test('the same keys sent to both servers are posted once', async () => {
  const papers = Array.from({ length: times(200) }, (_, place) =>
    regular(`both-${place}`, money('bank', 'sales', BigInt(place + 1))),
  )
  await atOnce(papers, 16, async (made) => {
    const [one, other] = await Promise.all([
      answered(counters[0], '/entries', bodyOf(made)),
      answered(counters[1], '/entries', bodyOf(made)),
    ])
    assert.equal(one.text, other.text)
    assert.notEqual(one.isReplay, other.isReplay, 'one of the two was the first')
    noteTaken(made, one)
  })
  await assertSound()
})

test('the same requests with papers sent to both servers are done once', async () => {
  const some = Array.from({ length: times(40) }, (_, place) => ({
    key: `both-${place}`,
    asking: (place % 2 === 0 ? entering : writing)(kinds.invoice, 'ann', [
      billOf('ANN', BigInt(place + 1)),
      invoice(chance),
    ]),
  }))
  await atOnce(some, 8, async ({ key, asking }) => {
    const [one, other] = await Promise.all([
      sent(counters[0], key, asking),
      sent(counters[1], key, asking),
    ])
    assert.equal(one.text, other.text)
    assert.notEqual(one.isReplay, other.isReplay, 'one of the two was the first')
    log.answer(log.ask(key, asking), one)
  })
  await assertSound()
})

test('nothing comes into a period after its close on the other server', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const end = new AbortController()
    const refused = { entries: 0, bills: 0 }
    const post = async (name: string): Promise<void> => {
      for (let place = 0; !end.signal.aborted; place += 1) {
        const key = `close-${round}-${name}-${place}`
        const made = regular(key, money('bank', 'sales', BigInt(chance.between(1, 999))))
        const counter = chance.pick(counters)
        const reply = await answered(counter, '/entries', bodyOf({ ...made, postedOn: january }))
        if (reply.status === 201) noteTaken(made, reply)
        else {
          assert.deepEqual(rulesOf(reply), ['period-closed'], reply.text)
          log.refuse(log.note(key, made.lines))
          refused.entries += 1
        }
      }
    }
    const bill = async (name: string): Promise<void> => {
      for (let place = 0; !end.signal.aborted; place += 1) {
        const asking = entering(kinds.invoice, 'ann', [billOf('ANN', 100n, january)])
        const { reply } = await ask(`bill-${round}-${name}-${place}`, asking)
        if (reply.status === 201) continue
        assert.deepEqual(rulesOf(reply), ['period-closed'], reply.text)
        refused.bills += 1
      }
    }
    const posting = Promise.all([
      ...['a', 'b', 'c', 'd'].map(post),
      ...['e', 'f', 'g', 'h'].map(bill),
    ])
    await pause(chance.between(20, 150))
    const closed = await answered(counters[1], '/periods/202601/state', state('closed'))
    assert.equal(closed.status, 200, closed.text)
    for (let waited = 0; refused.entries === 0 || refused.bills === 0; waited += 10) {
      assert.ok(waited < 30_000, 'nobody was refused')
      await pause(10)
    }
    end.abort()
    await posting
    // The judge compares the figures at the close with those of now.
    await assertSound()
    const opened = await answered(counters[0], '/periods/202601/state', state('open'))
    assert.equal(opened.status, 200, opened.text)
  }
})

test('200 buyers of 100 units: no round sells more than there is', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const place = `shelf of round ${round}`
    const delivery = regular(`delivery-${round}`, receiptOf(`delivery-${round}`, 100n, place))
    noteTaken(delivery, await answered(counters[0], '/entries', bodyOf(delivery)))
    const most = round === 0 ? 1 : 3
    const buyers = Array.from({ length: 200 }, (_, buyer) => {
      const quantity = BigInt(chance.between(1, most))
      const bought = regular(`buyer-${round}-${buyer}`, sold(quantity, place))
      // Some reserve, and what is reserved cannot be sold to others.
      const reserves = round > 1 && chance.percent(30)
      const made: SentEntry = reserves
        ? { ...bought, kind: 'pending', lines: pendingLines(bought.lines) }
        : bought
      return { made, quantity }
    })
    let gone = 0n
    await atOnce(buyers, 50, async ({ made, quantity }) => {
      const reply = await answered(chance.pick(counters), '/entries', bodyOf(made))
      if (reply.status === 201) gone += quantity
      take(made, reply)
    })
    assert.ok(gone <= 100n, `${gone} of 100 units are gone`)
    // Who wants one unit gets it while there is one; who wants three may leave two.
    assert.ok(gone >= 101n - BigInt(most), `only ${gone} of 100 units are gone`)
    await assertSound()
  }
})

test('a limit is never crossed, by however many at once', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const subject = { kind: 'open item', paper: `account-${round}` }
    let drawn = 0n
    const draws = Array.from({ length: 50 }, (_, place) => {
      const pence = BigInt(chance.between(100, 900))
      const lines: Line[] = [
        { account: 'receivables', pence, subject },
        { account: 'sales', pence: -pence },
      ]
      return regular(`draw-${round}-${place}`, lines)
    })
    await atOnce(draws, 50, async (made) => {
      const body = bodyOf(made) as { lines: { subject?: object }[] }
      const [first] = body.lines
      assert.ok(first !== undefined)
      first.subject = { ...subject, lowest: '0', highest: '100.00' }
      const reply = await answered(chance.pick(counters), '/entries', body)
      if (reply.status === 201) drawn += made.lines[0]?.pence ?? 0n
      take(made, reply)
    })
    assert.ok(drawn <= 10_000n && drawn > 9_000n, `${drawn} pence of 10000 are drawn`)
    await assertSound()
  }
})

test('what happens once happens once: reversal, settlement, close', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const sale = regular(`once-${round}`, money('bank', 'sales', 700n))
    const id = noteTaken(sale, await answered(counters[0], '/entries', bodyOf(sale)))
    await assertOneOf(20, `reversal-${round}`, `/entries/${id}/reversal`, takenBack(sale.lines))

    const delivery = regular(`once-in-${round}`, receiptOf(`once-in-${round}`, 5n, 'shelf 1'))
    noteTaken(delivery, await answered(counters[0], '/entries', bodyOf(delivery)))
    const lines = pendingLines(sold(5n, 'shelf 1'))
    const order: SentEntry = { key: `once-order-${round}`, kind: 'pending', lines }
    const pending = noteTaken(order, await answered(counters[0], '/entries', bodyOf(order)))
    const settled = [...takenBack(lines), ...sold(5n, 'shelf 1')]
    await assertOneOf(20, `settle-${round}`, `/entries/${pending}/settlement`, settled)

    const period = `/periods/${202_601 + round}/state`
    const closes = await Promise.all(
      Array.from({ length: 10 }, () => answered(chance.pick(counters), period, state('closed'))),
    )
    assert.equal(closes.filter(({ status }) => status === 200).length, 1)
    assert.equal(closes.filter(({ status }) => status === 409).length, 9)
    await assertSound()
  }
})

test('what happens once with a paper happens once: on, settled, credited, undone', async () => {
  const bill = billOf('ANN', 5_000n)
  const accounts = { credit: 'customer credit', receivables: 'receivables' }
  for (let round = 0; round < times(3); round += 1) {
    const key = (what: string): string => `${what}-${round}`
    const drafts = await assertDone(key('draft'), writing(kinds.invoice, 'ann', [bill]))
    const issued = await assertOnlyOne(20, key('issue'), () =>
      bringingOn(kinds.invoice, 'ann', drafts),
    )
    const settles = [{ item: issued.number, amount: '60' }]
    const received = { payer: 'ANN', receivedOn: day, bank: 'bank', amount: '70' }
    const paid = await assertOnlyOne(12, key('pay'), () =>
      entering(kinds.receipt, 'ann', [{ ...received, ...accounts, settles }]),
    )
    const [later] = await assertDone(key('later'), entering(kinds.invoice, 'ann', [bill]))
    const uses = [{ receipt: paid.number, amount: '10' }]
    const use = { party: 'ANN', allocatedOn: day, ...accounts, uses }
    const used = await assertOnlyOne(12, key('use'), () =>
      entering(kinds.allocation, 'ann', [{ ...use, settles: [{ item: later?.number }] }]),
    )
    const line = { item: 'work', invoiceRow: 1, quantity: '1', unitPrice: '50' }
    const credit = { customer: 'ANN', issuedOn: day, reason: 'Broken', invoice: later?.id }
    const note = await assertOnlyOne(12, key('credit'), () =>
      entering(kinds.note, 'ann', [{ ...credit, lines: [line] }]),
    )
    await assertOnlyOne(8, key('void'), () => takingBack(kinds.note, 'bob', [note]))
    await assertOnlyOne(8, key('free'), () => takingBack(kinds.allocation, 'bob', [used]))
    await assertOnlyOne(8, key('undo'), () => undoing(kinds.invoice, 'bob', [issued]))
    await assertSound()
  }
})

const january = '2026-01-15'
const state = (name: string): object => ({ state: name, reason: 'The story' })

/** So many callers do the same under keys of their own; one of them succeeds. */
async function assertOneOf(
  callers: number,
  name: string,
  path: string,
  lines: readonly Line[],
): Promise<void> {
  const papers = Array.from({ length: callers }, (_, place) => regular(`${name}-${place}`, lines))
  const replies = await Promise.all(
    papers.map(async (made) => {
      const body = { key: made.key, postedOn: '2026-11-22', reason: 'The story' }
      const reply = await answered(chance.pick(counters), path, body)
      take(made, reply)
      return reply
    }),
  )
  const taken = replies.filter(({ status }) => status === 201)
  assert.equal(taken.length, 1, replies.map(({ text }) => text).join('\n'))
}

/** So many callers ask for the same under keys of their own; one succeeds. Its paper. */
async function assertOnlyOne(
  callers: number,
  name: string,
  asking: () => Asking,
): Promise<KnownPaper> {
  const done: KnownPaper[][] = []
  const told: string[] = []
  await Promise.all(
    Array.from({ length: callers }, async (_, place) => {
      const { reply, papers } = await ask(`${name}-${place}`, asking())
      told.push(reply.text)
      if (reply.status < 300) done.push(papers)
    }),
  )
  assert.equal(done.length, 1, told.join('\n'))
  const { kind } = asking()
  const paper = done[0]?.find((one) => one.kind === kind)
  assert.ok(paper !== undefined)
  return paper
}

/** Asks for something that is done; its papers. */
async function assertDone(key: string, asking: Asking): Promise<readonly KnownPaper[]> {
  const { reply, papers } = await ask(key, asking)
  assert.ok(reply.status < 300, reply.text)
  return papers
}

/** Asks one of the servers, and notes what came of it: the papers that it did something with. */
async function ask(
  key: string,
  asking: Asking,
): Promise<{ readonly reply: Reply; readonly papers: KnownPaper[] }> {
  const asked = log.ask(key, asking)
  const reply = await sent(chance.pick(counters), key, asking)
  const effects = log.answer(asked, reply)
  return { reply, papers: effects.flatMap(({ id }) => log.paper(id) ?? []) }
}

async function sent(store: Store, key: string, { by, path, body }: Asking): Promise<Reply> {
  return await answered(deskOf(store, by), path, body, key)
}

/** Notes what became of a paper; it was taken, or the books refuse it. */
function take(made: SentEntry, reply: Reply): void {
  if (reply.status === 201) return void noteTaken(made, reply)
  assert.equal(reply.status, 422, reply.text)
  log.refuse(log.note(made.key, made.lines))
}

function noteTaken({ key, lines }: SentEntry, reply: Reply): string {
  assert.equal(reply.status, 201, reply.text)
  const { id } = reply.json as { readonly id: string }
  log.acknowledge(log.note(key, lines), id)
  return id
}

async function assertSound(): Promise<void> {
  assert.deepEqual(await judge(books.superuser, organization, log), [])
}

/** Does the work for each, so many at a time. */
async function atOnce<Value>(
  all: readonly Value[],
  together: number,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  const waiting = all.toReversed()
  const worker = async (): Promise<void> => {
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) await work(value)
  }
  await Promise.all(Array.from({ length: together }, worker))
}
