/** The page on plain-text journals lists every rule by which a journal is refused, and no other. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { journalRules } from '#importers/plain-text/problem.ts'

test('the page lists the rules of refusal', () => {
  const page = resolve(import.meta.dirname, '../../docs/plain-text-journals.md')
  const listed = [...readFileSync(page, 'utf8').matchAll(/^\| `([a-z0-9-]+)` \|/gm)]
  assert.deepEqual(new Set(listed.map(([, rule]) => rule)), new Set(Object.keys(journalRules)))
})
