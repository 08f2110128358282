/** Steps with many papers through the API: asked for by conditions or papers, seen by the asker. */
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { libraryHouse, rulesOf, tellStories } from '#test/library-api.ts'
import type { Desk, Story } from '#test/library-api.ts'
import { servicesOf } from '#test/jobs/ground.ts'

const here = '/companies/store'
const bulk = `${here}/bulk-steps`
const deposit = { owner: 'ANN', takenOn: '2026-11-22', pence: 300 }
const take = { kind: 'deposit', step: 'take' }

const stories: readonly Story[] = [
  [
    'all that match now are meant, and none that come later',
    async (desk) => {
      const { post, get, keys } = desk
      const papers = [100, 200, 300].map((pence) => ({ ...deposit, pence }))
      assert.equal((await post(keys.all, `${here}/deposits`, { papers })).status, 201)
      const matching = { state: 'draft', 'pence.from': '200' }
      const asked = await post(
        keys.all,
        bulk,
        { ...take, matching },
        { 'idempotency-key': 'take them' },
      )
      assert.equal(asked.status, 202, asked.text)
      assert.equal(asked.json['papers'], 2)
      const again = await post(
        keys.all,
        bulk,
        { ...take, matching },
        { 'idempotency-key': 'take them' },
      )
      assert.equal(again.json['job'], asked.json['job'])
      await post(keys.all, `${here}/deposits`, { papers })
      const job = await worked(desk, String(asked.json['job']))
      const { title, state, done, refused, waiting } = job
      assert.deepEqual(
        { title, state, done, refused, waiting },
        { title: 'Take: 2 deposits', state: 'done', done: 2, refused: 0, waiting: 0 },
      )
      const count = await get(keys.all, `${here}/counts/deposits?state=taken`)
      assert.equal(count.json['count'], 2)
    },
  ],
  [
    'what is in the way of one paper is kept with it, and told to nobody else',
    async (desk) => {
      const { post, get, keys } = desk
      const made = await post(keys.all, `${here}/deposits`, { papers: [deposit, deposit] })
      const [one, two] = made.json['papers'] as { id: string; version: number }[]
      const seen = [
        { id: one?.id, version: 1 },
        { id: two?.id, version: 7 },
      ]
      const asked = await post(keys.all, bulk, { ...take, papers: seen })
      const number = String(asked.json['job'])
      const job = await worked(desk, number)
      const refusals = job['refusals'] as { paper: string; problems: { rule: string }[] }[]
      assert.deepEqual(
        refusals.map(({ paper, problems }) => [paper, problems.map(({ rule }) => rule)]),
        [[two?.id, ['version-other']]],
      )
      const file = await get(keys.all, `${bulk}/${number}/refusals?printLanguage=de`)
      assert.match(file.text, /version-other/)
      for (const tail of ['', '/refusals']) {
        assert.equal((await get(keys.bob, `${bulk}/${number}${tail}`)).status, 404)
      }
      const cancelled = await post(keys.bob, `${bulk}/${number}/cancellation`, {})
      assert.equal(cancelled.status, 404)
      assert.equal((await post(keys.all, `${bulk}/${number}/cancellation`, {})).status, 409)
    },
  ],
  [
    'what cannot be asked for is refused in sentences',
    async ({ post, keys }) => {
      const all = { matching: {} }
      const cases: readonly (readonly [string, object, number, string])[] = [
        [keys.all, { ...take, ...all, kind: 'sales' }, 422, 'kind-unknown'],
        [keys.all, { ...take, ...all, step: 'sell' }, 422, 'verb-unknown'],
        [keys.all, { ...take, matching: { state: 'given back' } }, 422, 'bulk-none'],
        [keys.all, { ...take, matching: { sort: 'pence' } }, 400, 'field-unknown'],
        [keys.all, { ...take, matching: { pence: 'x' } }, 400, 'field-type'],
        [keys.all, take, 400, 'field-form'],
        [keys.reader, { ...take, ...all }, 403, 'role-missing'],
        [keys.nobody, { ...take, ...all }, 403, 'role-missing'],
      ]
      for (const [key, body, status, rule] of cases) {
        const reply = await post(key, bulk, body)
        assert.deepEqual([reply.status, rulesOf(reply)], [status, [rule]], JSON.stringify(body))
      }
    },
  ],
]

await tellStories(stories)

async function worked({ library, get, keys }: Desk, job: string): Promise<Record<string, unknown>> {
  const services = { ...servicesOf(library.database), ...libraryHouse }
  const runner = startRunner({ services, kinds: [bulkJob], server: 'the test', interval: 20 })
  try {
    for (;;) {
      const reply = await get(keys.all, `${bulk}/${job}`)
      assert.equal(reply.status, 200, reply.text)
      if (reply.json['state'] === 'done') return reply.json
      await pause(20)
    }
  } finally {
    await runner.stop()
  }
}
