/** Tests of the rules of licences and of reasons for dependencies. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAccepted, licenceFaults, reasonFaults } from '#test/house/packages.ts'

test('licence expressions', () => {
  for (const free of ['MIT', 'BSD-3-Clause', '(MIT OR GPL-3.0)', 'MIT AND Zlib', 'PostgreSQL']) {
    assert.ok(isAccepted(free), free)
  }
  for (const not of [
    '',
    'GPL-3.0',
    'AGPL-3.0 AND MIT',
    'UNLICENSED',
    'SEE LICENSE IN x',
    'LGPL-2.1',
  ]) {
    assert.equal(isAccepted(not), false, not)
  }
})

test('only what is shipped is judged, and an unknown licence is refused', () => {
  const packages = {
    '': { license: 'GPL-3.0' },
    'node_modules/a': { license: 'MIT' },
    'node_modules/b': { license: 'GPL-3.0' },
    'node_modules/c': { license: 'GPL-3.0', dev: true },
    'node_modules/d': {},
    'node_modules/e': {},
  }
  const installed = (path: string) => (path.endsWith('d') ? 'ISC' : undefined)
  assert.deepEqual(licenceFaults(packages, installed), [
    'node_modules/b: licence GPL-3.0',
    'node_modules/e: licence unknown',
  ])
})

test('each dependency has a reason, and each reason a dependency', () => {
  const readme = [
    '# A',
    '| `kysely` | Not in the section of dependencies. |',
    '## Dependencies',
    '| package | why |',
    '|---|---|',
    '| `pg` | Speaks the protocol. |',
    '| `zod` | |',
    '| `left-pad` | Is not used any more. |',
    '## After',
    '| `hono` | Neither. |',
  ].join('\n')
  assert.deepEqual(reasonFaults(['pg', 'zod', 'kysely', 'hono'], readme), [
    'README.md: "zod" has no reason in the table of dependencies',
    'README.md: "kysely" has no reason in the table of dependencies',
    'README.md: "hono" has no reason in the table of dependencies',
    'README.md: "left-pad" is no dependency any more',
  ])
})
