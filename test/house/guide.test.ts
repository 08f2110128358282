/** The guide's pages are what the descriptions say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guideFaults } from '#test/guide.ts'

test('the pages of the guide are those of the descriptions', () => {
  assert.deepEqual(guideFaults(), [])
})
