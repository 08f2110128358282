/** 25: nothing changes on the screens or on the keys without a word of it under “What is new”. */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { desks } from '#departments/desks.ts'
import { allScopes } from '#server/access/scopes.ts'
import { settingsSeen } from '#server/access/settings-seen.ts'
import { changes } from '#web/changes/entries.ts'
import { newestChange } from '#web/changes/newest.ts'
import { keyDeeds } from '#web/keys/deeds.ts'

/**
 * The keys and the screens as they were when the newest change was told. Where the test fails,
 * write what changed into src/web/changes/entries.ts, raise newest.ts, and put all three here.
 */
const told = { change: 5, keys: 'c13884a1b209', screens: 'c9bf784a2d52' }

test('25 no dead ends: what changes on keys and screens is told', () => {
  const router = readFileSync(`${import.meta.dirname}/../../src/web/router.tsx`, 'utf8')
  const paths = [...router.matchAll(/^ {4}path: '([^']+)'/gm)].map(([, path = '']) => path)
  assert.ok(paths.length > 15)
  const screens = [
    ...paths,
    ...settingsSeen(new Set(allScopes), true).map((part) => `settings ${part}`),
    ...desks.map(({ name }) => `desk ${name}`),
  ]
  const keys = keyDeeds.map(({ name, usual }) => `${usual} ${name}`)
  const shown = { change: newestChange, keys: print(keys), screens: print(screens) }
  assert.deepEqual(shown, told, 'Tell what changed in src/web/changes/entries.ts.')
})

test('25 no dead ends: changes are counted, dated and told in each language', () => {
  assert.equal(changes[0]?.number, newestChange)
  for (const [at, { number, on, where, what, asBefore }] of changes.entries()) {
    assert.equal(number, newestChange - at)
    assert.ok(Temporal.PlainDate.from(on).toString() <= (changes[at - 1]?.on ?? '9999-12-31'))
    for (const text of [where, what, ...(asBefore === null ? [] : [asBefore])]) {
      assert.ok(text.en !== '' && text.de !== '')
    }
  }
})

function print(lines: readonly string[]): string {
  const sorted = lines.toSorted((one, other) => (one < other ? -1 : 1))
  return hash('sha256', sorted.join('\n')).slice(0, 12)
}
