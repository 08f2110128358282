/** Tests of steps with many papers: pieces, an early end, answers that are lost, and refusals. */
import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import type { Described } from '#web/screens.ts'
import { doStep, stepsOf } from './bulk.ts'

const step = (verb: string, from: readonly string[], undoes: boolean) => ({
  verb,
  address: verb,
  label: verb,
  from,
  to: 'there',
  by: 'somebody',
  undoes,
})

const of: Described = {
  noun: 'document',
  name: 'wish',
  plural: 'wishes',
  address: 'wishes',
  about: null,
  ofCompany: true,
  dated: false,
  isLedgers: false,
  head: [],
  fields: [],
  sorts: [],
  numbered: true,
  goesOut: true,
  day: null,
  states: ['draft', 'sent', 'void'],
  steps: [step('send', ['draft'], false), step('void', ['draft', 'sent'], true)],
  drafts: [],
  explains: {},
  mayWrite: true,
  own: [],
}

const issue = { address: 'send', label: 'send', undoes: false }
const rows = Array.from({ length: 250 }, (_, at) => ({ id: `${at}`, version: 1, state: 'draft' }))
const own = globalThis.fetch

afterEach(() => {
  globalThis.fetch = own
})

interface Asked {
  readonly path: string
  readonly key: string | null
  readonly ids: readonly string[]
}

/** Answers instead of a server, and keeps what was asked. */
function answering(answer: (asked: Asked, times: number) => Response): Asked[] {
  const all: Asked[] = []
  globalThis.fetch = async (path, { headers, body } = {}) => {
    const { papers } = JSON.parse(typeof body === 'string' ? body : '{}') as {
      papers: { id: string }[]
    }
    const key = new Headers(headers).get('idempotency-key')
    const asked = {
      path: typeof path === 'string' ? path : '',
      key,
      ids: papers.map(({ id }) => id),
    }
    all.push(asked)
    return await Promise.resolve(answer(asked, all.length))
  }
  return all
}

function done({ ids }: Asked): Response {
  return Response.json({ papers: ids.map((id) => ({ id, outcome: 'done' })) })
}

test('many go in pieces, each paper once, and it is told how far it is', async () => {
  const told: number[] = []
  const asked = answering(done)
  const { fates } = await doStep(of, 'store', issue, rows, {
    preview: false,
    tell: (through) => told.push(through) > 0,
  })
  assert.deepEqual(
    asked.map(({ ids }) => ids.length),
    [100, 100, 50],
  )
  assert.deepEqual(
    asked.flatMap(({ ids }) => ids),
    rows.map(({ id }) => id),
  )
  assert.equal(asked[0]?.path, '/api/v1/companies/store/wishes/send')
  assert.deepEqual(told, [0, 100, 200, 250])
  assert.equal(fates.filter(({ problems }) => problems.length === 0).length, 250)
})

test('it ends between two pieces where somebody stops it', async () => {
  const asked = answering(done)
  const { fates } = await doStep(of, 'store', issue, rows, {
    preview: false,
    tell: (through) => through < 100,
  })
  assert.deepEqual([asked.length, fates.length], [1, 100])
})

test('a piece whose answer was lost is sent again under the same key', async () => {
  const lost = (): never => {
    throw new TypeError('the line is cut')
  }
  const asked = answering((one, times) => (times === 1 ? lost() : done(one)))
  const { fates } = await doStep(of, 'store', issue, rows.slice(0, 3), {
    preview: false,
    tell: () => true,
  })
  assert.deepEqual([asked.length, asked[0]?.key === asked[1]?.key], [2, true])
  assert.equal(fates.filter(({ problems }) => problems.length === 0).length, 3)
})

test('what is refused as a whole is told of each of its papers', async () => {
  const problems = [{ rule: 'wish-empty', field: 'papers[1].lines', message: 'It has no lines.' }]
  answering(() => Response.json({ problems }, { status: 422 }))
  const { fates } = await doStep(of, 'store', issue, rows.slice(0, 1), {
    preview: true,
    tell: () => true,
  })
  assert.deepEqual(
    fates.map((fate) => fate.problems),
    [problems],
  )
})

test('only the steps that all of a selection allow are offered', () => {
  const offered = (...states: string[]) =>
    stepsOf(
      of,
      states.map((state) => ({ state })),
    ).map(({ address }) => address)
  assert.deepEqual(offered('draft', 'draft'), ['send', 'void', 'removals'])
  assert.deepEqual(offered('draft', 'sent'), ['void'])
  assert.deepEqual(offered('sent', 'void'), [])
})
