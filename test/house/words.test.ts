/** Tests that the rules of opening, columns, words and paths name what breaks them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnFaults, openingFaults, wordFaults } from '#test/house/words.ts'

test('a file opens with its role', () => {
  const good = '/** Says its role in a sentence. */\n'
  const openings: [string, string, number][] = [
    ['src/base/a.ts', good, 0],
    ['src/base/a.ts', '/**\n * Says its role in a sentence.\n */\n', 0],
    ['bin/a.mjs', `#!/usr/bin/env node\n${good}`, 0],
    ['migrations/0001-a.sql', '-- Creates the tables of the ledger.\n', 0],
    ['src/base/a.ts', "import { a } from 'b'\n", 1],
    ['src/base/a.ts', '/** */\n', 1],
    ['src/base/a.ts', '', 1],
    ['migrations/0001-a.sql', 'create table a ();\n', 1],
  ]
  for (const [path, text, expected] of openings) {
    assert.equal(openingFaults([{ path, text }]).length, expected, text)
  }
})

test('a line has 100 columns, counted in characters', () => {
  const text = `${'é'.repeat(100)}\n${'x'.repeat(101)}\n`
  assert.deepEqual(columnFaults([{ path: 'src/base/a.ts', text }]), [
    'src/base/a.ts:2: 101 columns, 100 at most',
  ])
})

test('forbidden words and paths are named by line', () => {
  // Each is put together here, so that this file does not hold it.
  const lines = [
    ['test.on', "ly('a', b)"],
    ['// oxlint-dis', 'able no-eval'],
    ['// TO', 'DO later'],
    ['-- FIX', 'ME later'],
    ["const folder = '/wo", "rk/main'"],
    ['see /ro', 'ot/x'],
    ['"/ho', 'me/ann/books"'],
  ]
  for (const parts of lines) {
    const text = `first\n${parts.join('')}\n`
    const found = wordFaults([{ path: 'src/base/a.ts', text }])
    assert.equal(found.length, 1, text)
    assert.match(found[0] ?? '', /^src\/base\/a\.ts:2: /)
  }
})

test('ordinary words and addresses pass', () => {
  const lines = [
    'only(3)',
    'https://example.org/home/page',
    '#base/work/plan.ts',
    '// oxlint-disable-next-line no-eval -- the reason why',
    'a podotodo',
  ]
  assert.deepEqual(wordFaults([{ path: 'src/base/a.ts', text: lines.join('\n') }]), [])
})
