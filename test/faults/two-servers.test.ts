/** F6, F12, F13: two servers on one database, with callers who race for the same thing on both. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/clients.ts'
import { judge } from '#test/faults/judge.ts'
import { bodyOf, money, paper, pendingLines, receiptOf, sold } from '#test/faults/papers.ts'
import { takenBack } from '#test/faults/papers.ts'
import type { Line, Paper } from '#test/faults/papers.ts'
import { answered, rulesOf } from '#test/faults/request.ts'
import type { Counter, Reply } from '#test/faults/request.ts'
import { storeAt } from '#test/faults/rig.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { testServers } from '#test/postgres.ts'

const chance = new Chance('two servers')
let books: FreshBooks
const servers: ServerProcess[] = []
let organization: string
let counters: readonly [Counter, Counter]
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
  const [one, other] = servers.map(({ address }) => ({
    address: () => address,
    authorization: store.authorization,
  }))
  assert.ok(one !== undefined && other !== undefined)
  counters = [one, other]
  log = new OutsideLog()
})

test('the same keys sent to both servers are posted once', async () => {
  const papers = Array.from({ length: times(200) }, (_, place) =>
    paper(`both-${place}`, money('bank', 'sales', BigInt(place + 1))),
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

test('nothing comes into a period after its close on the other server', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const end = new AbortController()
    let refused = 0
    const post = async (name: string): Promise<void> => {
      for (let place = 0; !end.signal.aborted; place += 1) {
        const key = `close-${round}-${name}-${place}`
        const made = paper(key, money('bank', 'sales', BigInt(chance.between(1, 999))))
        const counter = chance.pick(counters)
        const reply = await answered(counter, '/entries', bodyOf({ ...made, postedOn: january }))
        if (reply.status === 201) noteTaken(made, reply)
        else {
          assert.deepEqual(rulesOf(reply), ['period-closed'], reply.text)
          log.refuse(log.note(key, made.lines))
          refused += 1
        }
      }
    }
    const posting = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(post))
    await pause(chance.between(20, 150))
    const closed = await answered(counters[1], '/periods/202601/state', state('closed'))
    assert.equal(closed.status, 200, closed.text)
    await pause(60)
    end.abort()
    await posting
    assert.ok(refused > 0, 'nobody was refused')
    // The judge compares the figures at the close with those of now.
    await assertSound()
    const opened = await answered(counters[0], '/periods/202601/state', state('open'))
    assert.equal(opened.status, 200, opened.text)
  }
})

test('200 buyers of 100 units: no round sells more than there is', async () => {
  for (let round = 0; round < times(5); round += 1) {
    const place = `shelf of round ${round}`
    const delivery = paper(`delivery-${round}`, receiptOf(`delivery-${round}`, 100n, place))
    noteTaken(delivery, await answered(counters[0], '/entries', bodyOf(delivery)))
    const most = round === 0 ? 1 : 3
    const buyers = Array.from({ length: 200 }, (_, buyer) => {
      const quantity = BigInt(chance.between(1, most))
      const bought = paper(`buyer-${round}-${buyer}`, sold(quantity, place))
      // Some reserve, and what is reserved cannot be sold to others.
      const reserves = round > 1 && chance.percent(30)
      const made: Paper = reserves
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
      return paper(`draw-${round}-${place}`, lines)
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
    const sale = paper(`once-${round}`, money('bank', 'sales', 700n))
    const id = noteTaken(sale, await answered(counters[0], '/entries', bodyOf(sale)))
    await assertOneOf(20, `reversal-${round}`, `/entries/${id}/reversal`, takenBack(sale.lines))

    const delivery = paper(`once-in-${round}`, receiptOf(`once-in-${round}`, 5n, 'shelf 1'))
    noteTaken(delivery, await answered(counters[0], '/entries', bodyOf(delivery)))
    const lines = pendingLines(sold(5n, 'shelf 1'))
    const order: Paper = { key: `once-order-${round}`, kind: 'pending', lines }
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

const january = '2026-01-15'
const state = (name: string): object => ({ state: name, reason: 'The story' })

/** So many callers do the same under keys of their own; one of them succeeds. */
async function assertOneOf(
  callers: number,
  name: string,
  path: string,
  lines: readonly Line[],
): Promise<void> {
  const papers = Array.from({ length: callers }, (_, place) => paper(`${name}-${place}`, lines))
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

/** Notes what became of a paper; it was taken, or the books refuse it. */
function take(made: Paper, reply: Reply): void {
  if (reply.status === 201) return void noteTaken(made, reply)
  assert.equal(reply.status, 422, reply.text)
  log.refuse(log.note(made.key, made.lines))
}

function noteTaken({ key, lines }: Paper, reply: Reply): string {
  assert.equal(reply.status, 201, reply.text)
  const { id } = reply.json as { readonly id: string }
  log.acknowledge(log.note(key, lines), id)
  return id
}

async function assertSound(): Promise<void> {
  assert.deepEqual(await judge(books.superuser, organization, log.notes), [])
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
