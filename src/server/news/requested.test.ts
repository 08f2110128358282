/** Who hears that a request waits: those who can decide about it, and no others. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { approversOf } from '#server/news/requested.ts'

const steps = [
  { roles: ['billing lead'], persons: 1 },
  { roles: ['accountant', 'controller'], persons: 1 },
]
const held = new Map([
  ['Ann', new Set(['billing lead', 'billing clerk'])],
  ['Ben', new Set(['accountant'])],
  ['Cat', new Set(['buyer'])],
])

test('each step’s holders hear of it, and neither who asked nor who wrote the paper', () => {
  assert.deepEqual(approversOf(steps, held, [], []), ['Ann', 'Ben'])
  assert.deepEqual(approversOf(steps, held, [], ['Ann', 'Dan']), ['Ben'])
})

test('who stands in hears of it by the roles that were delegated and are held', () => {
  const standIn = (from: string, ...roles: string[]) => [{ from, to: 'Eve', roles }]
  assert.deepEqual(approversOf(steps, held, standIn('Ann', 'billing lead'), []), [
    'Ann',
    'Ben',
    'Eve',
  ])
  assert.deepEqual(approversOf(steps, held, standIn('Ann', 'billing clerk'), []), ['Ann', 'Ben'])
  assert.deepEqual(approversOf(steps, held, standIn('Cat', 'billing lead'), []), ['Ann', 'Ben'])
  // In the place of the one who asked, nobody decides.
  assert.deepEqual(approversOf(steps, held, standIn('Ann', 'billing lead'), ['Ann']), ['Ben'])
})
