/** F9: requests sent twice, at once, in another order, again after a restart: one effect a key. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { Chance, printSeed, times } from '#test/faults/chance.ts'
import { OutsideLog } from '#test/faults/clients.ts'
import { judge } from '#test/faults/judge.ts'
import { bodyOf, money, paper } from '#test/faults/papers.ts'
import type { Paper } from '#test/faults/papers.ts'
import { answered, rulesOf } from '#test/faults/request.ts'
import type { Counter, Reply } from '#test/faults/request.ts'
import { storeAt } from '#test/faults/rig.ts'
import { booksAt, freePort, startServer } from '#test/faults/server-process.ts'
import type { ServerProcess } from '#test/faults/server-process.ts'
import { testServers } from '#test/postgres.ts'

const keys = times(170)
const chance = new Chance('repeats')
let books: FreshBooks
let server: ServerProcess
let port: number

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

/** A request for a key; each key has two papers that differ, of which one may be posted. */
interface Attempt {
  readonly key: string
  readonly variant: 0 | 1
}

test('whoever repeats a request gets the first answer, and other content is refused', async () => {
  const { organization, authorization } = await storeAt(books.address)
  const counter: Counter = { address: () => server.address, authorization }
  const names = Array.from({ length: keys }, (_, place) => `repeat-${place}`)
  const attempts = names.flatMap((key) =>
    Array.from({ length: 5 }, () => ({ key, variant: chance.percent(25) ? 1 : 0 }) as const),
  )
  const answers = new Map<string, Answers>(names.map((key) => [key, { taken: [], reused: [] }]))
  const shuffled = chance.shuffled(attempts)
  const half = shuffled.length >> 1
  await sendAll(counter, shuffled.slice(0, half), answers)
  await restart()
  await sendAll(counter, shuffled.slice(half), answers)
  await restart()
  const again = chance.shuffled(names).map((key) => ({ key, variant: winner(answers, key) }))
  await sendAll(counter, again, answers)

  const log = new OutsideLog()
  for (const key of names) {
    const { taken, reused } = answers.get(key) as Answers
    const variant = winner(answers, key)
    assert.equal(new Set(taken.map(({ reply }) => reply.text)).size, 1, `${key}: one answer`)
    assert.ok(taken.every((answer) => answer.variant === variant))
    assert.ok(reused.every((answer) => answer.variant !== variant))
    assert.equal(taken.filter(({ reply }) => !reply.isReplay).length, 1, `${key}: one first`)
    const note = log.note(key, paperOf({ key, variant }).lines)
    const [first] = taken
    assert.ok(first !== undefined)
    log.acknowledge(note, (first.reply.json as { id: string }).id)
  }
  assert.deepEqual(await judge(books.superuser, organization, log.notes), [])
  const refusals = [...answers.values()].reduce((sum, { reused }) => sum + reused.length, 0)
  console.log(`${attempts.length + again.length} requests for ${keys} keys, ${refusals} refused`)
  assert.ok(refusals > keys / 4)
  await assertSetRepeats(counter, again)
  assert.deepEqual(await judge(books.superuser, organization, log.notes), [])
})

interface Answers {
  readonly taken: Answered[]
  readonly reused: Answered[]
}

interface Answered {
  readonly variant: 0 | 1
  readonly reply: Reply
}

function winner(answers: ReadonlyMap<string, Answers>, key: string): 0 | 1 {
  return answers.get(key)?.taken[0]?.variant ?? 0
}

/** The same, all in sets: each entry is told to be there, under its first number. */
async function assertSetRepeats(counter: Counter, attempts: readonly Attempt[]): Promise<void> {
  for (let from = 0; from < attempts.length; from += 50) {
    const some = attempts.slice(from, from + 50)
    const entries = some.flatMap(({ key, variant }) => [
      bodyOf(paperOf({ key, variant })),
      bodyOf(paperOf({ key, variant: variant === 0 ? 1 : 0 })),
    ])
    const reply = await answered(counter, '/entries', { entries })
    const results = (reply.json as { entries?: { outcome: string }[] }).entries ?? []
    const outcomes = results.map(({ outcome }) => outcome)
    assert.deepEqual(
      outcomes,
      some.flatMap(() => ['repeated', 'refused']),
    )
  }
}

/** Sends attempts from 24 clients at once, each until it is answered. */
async function sendAll(
  counter: Counter,
  attempts: readonly Attempt[],
  answers: ReadonlyMap<string, Answers>,
): Promise<void> {
  const waiting = [...attempts]
  const client = async (): Promise<void> => {
    for (let attempt = waiting.pop(); attempt !== undefined; attempt = waiting.pop()) {
      const reply = await answered(counter, '/entries', bodyOf(paperOf(attempt)))
      const { taken, reused } = answers.get(attempt.key) as Answers
      if (reply.status === 201) taken.push({ variant: attempt.variant, reply })
      else {
        assert.equal(reply.status, 409, reply.text)
        assert.deepEqual(rulesOf(reply), ['key-reused'])
        reused.push({ variant: attempt.variant, reply })
      }
    }
  }
  await Promise.all(Array.from({ length: 24 }, client))
}

async function restart(): Promise<void> {
  await server.end('SIGKILL')
  server = await startServer(booksAt(books.address), port)
}

function paperOf({ key, variant }: Attempt): Paper {
  return paper(key, money('bank', 'sales', variant === 0 ? 1_000n : 1_001n))
}
