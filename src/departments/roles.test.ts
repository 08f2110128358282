/** Tests that every role that a description names is one of the house. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all } from '#departments/all.ts'
import { roles } from '#departments/roles.ts'
import { tasks } from '#departments/tasks.ts'

test('every role that a description or a task names is one of the house', () => {
  const named = [
    ...all.all.flatMap(({ read, write }) => [read, write]),
    ...all.all.flatMap((of) =>
      of.noun === 'document' ? Object.values(of.transitions).map(({ by }) => by) : [],
    ),
    ...tasks.flatMap(({ actsAs, by }) => [actsAs, by]),
  ]
  assert.deepEqual(
    [...new Set(named)].filter((role) => !roles.has(role)),
    [],
  )
})
