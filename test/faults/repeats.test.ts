/** F9: requests sent twice, at once, in another order, again after a restart: one effect a key. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { bringingOn, entering, kinds, throwingAway, writing } from '#test/faults/asking.ts'
import type { Asking, Content, Kind } from '#test/faults/asking.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { billOf, dunningLetter, manualJournal, receipt } from '#test/faults/contents.ts'
import { stockAdjustment } from '#test/faults/contents.ts'
import { bodyOf, money, regular } from '#test/faults/entries.ts'
import { judge } from '#test/faults/judge.ts'
import { OutsideLog } from '#test/faults/outside-log.ts'
import type { KnownPaper } from '#test/faults/outside-log.ts'
import { answered, rulesOf } from '#test/faults/request.ts'
import type { Reply, Request } from '#test/faults/request.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { deskOf, storeAt } from '#test/faults/store.ts'
import type { Store } from '#test/faults/store.ts'
import { testServers } from '#test/postgres.ts'

const keys = times(170)
const chance = new Chance('repeats')
let books: FreshBooks
let server: ServerProcess
let port: number
let store: Store

before(async () => {
  printSeed()
  const [postgres] = await testServers()
  assert.ok(postgres !== undefined)
  books = await freshBooks(postgres)
  port = await freePort()
  server = await startServer(booksAt(books.address), port)
})
after(async () => {
  await server?.end('SIGKILL')
  await books?.drop()
})
beforeEach(async () => {
  store = { ...(await storeAt(books.address)), address: () => server.address }
})

/** A request for a key; each key has two contents that differ, of which one may be done. */
interface Attempt {
  readonly key: string
  readonly variant: 0 | 1
}

/** Sends an attempt. */
type Send = (attempt: Attempt) => Promise<Reply>

test('whoever repeats an entry gets the first answer, and other content is refused', async () => {
  const send: Send = (attempt) => answered(store, '/entries', bodyOf(entryOf(attempt)))
  const names = Array.from({ length: keys }, (_, place) => `repeat-${place}`)
  const answers = await sendAgainAndAgain(names, send)
  const log = new OutsideLog()
  for (const key of names) {
    const first = assertOneAnswer(key, answers)
    const note = log.note(key, entryOf({ key, variant: first.variant }).lines)
    log.acknowledge(note, (first.reply.json as { id: string }).id)
  }
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
  await assertSetRepeats(names.map((key) => ({ key, variant: winner(answers, key) })))
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
})

test('whoever repeats what is done with papers gets the first answer, too', async () => {
  const log = new OutsideLog()
  const ground = await layGround(log)
  const names = Array.from({ length: times(60) }, (_, place) => `paper-${place}`)
  const asked = new Map(names.map((key) => [key, askingsFor(ground)]))
  const askingOf = ({ key, variant }: Attempt): Asking => asked.get(key)?.[variant] as Asking
  const send: Send = (attempt) => ask(attempt.key, askingOf(attempt))
  const answers = await sendAgainAndAgain(names, send)
  for (const key of names) {
    const { variant, reply } = assertOneAnswer(key, answers)
    log.answer(log.ask(key, askingOf({ key, variant })), reply)
  }
  assert.deepEqual(await judge(books.superuser, store.organization, log), [])
  assert.deepEqual(log.defects, [])
})

interface Answers {
  readonly taken: Answered[]
  readonly reused: Answered[]
}

interface Answered {
  readonly variant: 0 | 1
  readonly reply: Reply
}

/** Each key five times, and once more, with restarts of the server in between. */
async function sendAgainAndAgain(
  names: readonly string[],
  send: Send,
): Promise<ReadonlyMap<string, Answers>> {
  const attempts = names.flatMap((key) =>
    Array.from({ length: 5 }, () => ({ key, variant: chance.percent(25) ? 1 : 0 }) as const),
  )
  const answers = new Map<string, Answers>(names.map((key) => [key, { taken: [], reused: [] }]))
  const shuffled = chance.shuffled(attempts)
  const half = shuffled.length >> 1
  await sendAll(shuffled.slice(0, half), send, answers)
  await restart()
  await sendAll(shuffled.slice(half), send, answers)
  await restart()
  const again = chance.shuffled(names).map((key) => ({ key, variant: winner(answers, key) }))
  await sendAll(again, send, answers)
  const refusals = [...answers.values()].reduce((sum, { reused }) => sum + reused.length, 0)
  const all = attempts.length + again.length
  console.log(`${all} requests for ${names.length} keys, ${refusals} refused`)
  assert.ok(refusals > names.length / 4)
  return answers
}

/** Sends attempts from 24 clients at once, each until it is answered. */
async function sendAll(
  attempts: readonly Attempt[],
  send: Send,
  answers: ReadonlyMap<string, Answers>,
): Promise<void> {
  const waiting = [...attempts]
  const client = async (): Promise<void> => {
    for (let attempt = waiting.pop(); attempt !== undefined; attempt = waiting.pop()) {
      const reply = await send(attempt)
      const { taken, reused } = answers.get(attempt.key) as Answers
      if (reply.status < 300) taken.push({ variant: attempt.variant, reply })
      else {
        assert.equal(reply.status, 409, reply.text)
        assert.deepEqual(rulesOf(reply), ['key-reused'])
        reused.push({ variant: attempt.variant, reply })
      }
    }
  }
  await Promise.all(Array.from({ length: 24 }, client))
}

/** All who sent what was done were told the same, one of them as the first. */
function assertOneAnswer(key: string, answers: ReadonlyMap<string, Answers>): Answered {
  const { taken, reused } = answers.get(key) as Answers
  const [first] = taken
  assert.ok(first !== undefined)
  const told = new Set(taken.map(({ reply }) => `${reply.status} ${reply.text}`))
  assert.equal(told.size, 1, `${key}: one answer`)
  assert.ok(taken.every((answer) => answer.variant === first.variant))
  assert.ok(reused.every((answer) => answer.variant !== first.variant))
  assert.equal(taken.filter(({ reply }) => !reply.isReplay).length, 1, `${key}: one first`)
  return first
}

function winner(answers: ReadonlyMap<string, Answers>, key: string): 0 | 1 {
  return answers.get(key)?.taken[0]?.variant ?? 0
}

/** The same, all in sets: each entry is told to be there, under its first number. */
async function assertSetRepeats(attempts: readonly Attempt[]): Promise<void> {
  for (let from = 0; from < attempts.length; from += 50) {
    const some = attempts.slice(from, from + 50)
    const entries = some.flatMap(({ key, variant }) => [
      bodyOf(entryOf({ key, variant })),
      bodyOf(entryOf({ key, variant: variant === 0 ? 1 : 0 })),
    ])
    const reply = await answered(store, '/entries', { entries })
    const results = (reply.json as { entries?: { outcome: string }[] }).entries ?? []
    const outcomes = results.map(({ outcome }) => outcome)
    assert.deepEqual(
      outcomes,
      some.flatMap(() => ['repeated', 'refused']),
    )
  }
}

async function restart(): Promise<void> {
  await server.end('SIGKILL')
  server = await startServer(booksAt(books.address), port)
}

function entryOf({ key, variant }: Attempt) {
  return regular(key, money('bank', 'sales', variant === 0 ? 1_000n : 1_001n))
}

async function ask(key: string, { by, path, body }: Asking): Promise<Reply> {
  const request: Request = { path, body, key }
  return await answered(deskOf(store, by), request.path, request.body, key)
}

/** Invoices that others are about, and drafts that go on. */
interface Ground {
  readonly bills: readonly KnownPaper[]
  readonly drafts: KnownPaper[]
}

async function layGround(log: OutsideLog): Promise<Ground> {
  const write = async (key: string, asking: Asking): Promise<KnownPaper[]> => {
    const reply = await ask(key, asking)
    assert.equal(reply.status, 201, reply.text)
    return log.answer(log.ask(key, asking), reply).flatMap(({ id }) => log.paper(id) ?? [])
  }
  const some = (count: number): Content[] =>
    Array.from({ length: count }, (_, at) => billOf('ANN', 1_000n + BigInt(at)))
  return {
    bills: await write('bills', entering(kinds.invoice, 'ann', some(10))),
    drafts: await write('drafts', writing(kinds.invoice, 'ann', some(times(60)))),
  }
}

/** What may be asked for under one key: in two ways, each of which can be done. */
function askingsFor({ bills, drafts }: Ground): readonly [Asking, Asking] {
  const twice = (of: Kind, make: () => Content, how: typeof writing): [Asking, Asking] => {
    const by = chance.pick(of.writers)
    return [how(of, by, [make()]), how(of, by, [make(), make()])]
  }
  const draft = drafts.pop()
  assert.ok(draft !== undefined)
  return chance.pick([
    () => twice(kinds.invoice, () => billOf('BEN', 1_234n), entering),
    () => twice(kinds.receipt, () => receipt(bills.slice(0, 1), chance), writing),
    () => twice(kinds.journal, () => manualJournal(undefined, chance), writing),
    () => twice(kinds.adjustment, () => stockAdjustment(chance), writing),
    () => twice(kinds.letter, () => dunningLetter(chance.pick(bills), chance), entering),
    (): [Asking, Asking] => [
      bringingOn(kinds.invoice, 'bob', [draft]),
      throwingAway(kinds.invoice, 'bob', [draft]),
    ],
  ])()
}
