/**
 * Random histories on the database and on a model in memory: no difference. Each prints its seed.
 * BACKSTAY_MODEL_SEED repeats a run, BACKSTAY_MODEL_RUNS and BACKSTAY_MODEL_ACTS change its size;
 * `BACKSTAY_MODEL_LONG=1` plays 200 histories of 2,000 acts.
 */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Address } from '#server/database/database.ts'
import { freshBooks } from '#test/books.ts'
import type { FreshBooks } from '#test/books.ts'
import { historyOf } from '#test/model/acts.ts'
import type { Tally } from '#test/model/history.ts'
import { play } from '#test/model/play.ts'
import { shortest } from '#test/model/shorten.ts'
import { testServers } from '#test/postgres.ts'

const long = process.env['BACKSTAY_MODEL_LONG'] === '1'
const runs = Number(process.env['BACKSTAY_MODEL_RUNS'] ?? (long ? 200 : 20))
const acts = Number(process.env['BACKSTAY_MODEL_ACTS'] ?? (long ? 2_000 : 500))
// A machine that judges a change plays the same histories each time; a person's plays new ones.
const usualSeed = process.env['CI'] === 'true' ? 1_798_392_142 : randomInt(2 ** 31 - 1_000)
const firstSeed = Number(process.env['BACKSTAY_MODEL_SEED'] ?? usualSeed)
const atOnce = 2

for (const server of await testServers()) {
  // What the servers do differently shows in few histories.
  const wanted = server.version === 18 ? runs : Math.min(runs, 2)
  describe(`${wanted} histories of ${acts} acts on PostgreSQL ${server.version}`, () => {
    let books: FreshBooks
    before(async () => {
      books = await freshBooks(server)
      // Nothing is killed here, so nothing has to be durable.
      await inHaste(books.superuser)
    })
    after(() => books.drop())

    test('the books and the model never part', async (context) => {
      const tally: Tally = new Map()
      const seeds = Array.from({ length: wanted }, (_, place) => firstSeed + place)
      context.diagnostic(`seeds ${firstSeed} to ${firstSeed + wanted - 1}`)
      const players = Array.from({ length: atOnce }, async () => {
        for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
          await playSeed(books, seed, tally)
        }
      })
      await Promise.all(players)
      context.diagnostic([...tally].map(([word, times]) => `${word} ${times}`).join(', '))
    })
  })
}

/** Later connections to this database don't wait for the disk. */
async function inHaste(superuser: Address): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(`alter database ${superuser.database} set synchronous_commit = off`)
  await client.end()
}

async function playSeed(books: FreshBooks, seed: number, tally: Tally): Promise<void> {
  const history = historyOf(seed, acts)
  const parting = await play(books.database, history, tally)
  if (parting === null) return
  const { acts: few, parting: last } = await shortest(books.database, history, parting)
  assert.fail(
    `seed ${seed}, act ${parting.acts}: ${parting.what}\n\n` +
      `Again: BACKSTAY_MODEL_SEED=${seed} BACKSTAY_MODEL_RUNS=1 BACKSTAY_MODEL_ACTS=${acts}\n` +
      `Shortest of ${few.length} acts: ${last.what}\n` +
      few.map((act) => JSON.stringify(act)).join('\n'),
  )
}
