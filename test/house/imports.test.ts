/** Tests that the rule of import arrows lets through what it should and names the rest. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importFaults, importsOf } from '#test/house/imports.ts'

function faults(path: string, ...names: string[]): string[] {
  const text = names.map((name) => `import { x } from '${name}'\n`).join('')
  return importFaults([{ path, text }])
}

test('imports along the arrows pass', () => {
  assert.deepEqual(faults('src/ledger/entry.ts', '#base/date.ts', '#ledger/account.ts', 'pg'), [])
  assert.deepEqual(faults('src/importers/retail.ts', '#jurisdictions/gb.ts', '#ledger/a.ts'), [])
  assert.deepEqual(faults('src/cli/main.ts', '#server/http.ts', '#importers/a.ts'), [])
  assert.deepEqual(faults('src/ledger/door.test.ts', '#server/a.ts', '#test/postgres.ts'), [])
  assert.deepEqual(faults('bench/door.ts', '#server/a.ts', '#test/b.ts', './c.ts'), [])
  assert.deepEqual(faults('src/server/http/entries.ts', '../database.ts', 'node:fs'), [])
  assert.deepEqual(faults('src/departments/finance/bill.ts', '#departments/orders/order.ts'), [])
  assert.deepEqual(faults('src/departments/all.ts', '#departments/analytics/cube.ts'), [])
})

test('imports against the arrows are named', () => {
  const against = [
    ['src/base/a.ts', '#ledger/entry.ts'],
    ['src/ledger/a.ts', '#server/database.ts'],
    ['src/ledger/a.ts', '#test/postgres.ts'],
    ['src/jurisdictions/gb.ts', '#ledger/entry.ts'],
    ['src/importers/a.ts', '#server/database.ts'],
    ['src/server/a.ts', '#cli/main.ts'],
    ['src/kit/a.ts', '#departments/orders/order.ts'],
    ['src/web/a.tsx', '#server/http.ts'],
    ['src/departments/orders/order.ts', '#departments/finance/bill.ts'],
  ] as const
  for (const [path, name] of against) {
    assert.equal(faults(path, name).length, 1, `${path} ${name}`)
  }
  assert.deepEqual(faults('src/base/a.ts', '#ledger/entry.ts'), [
    'src/base/a.ts: base may not import ledger ("#ledger/entry.ts")',
  ])
})

test('climbing out of a room, barrels, missing endings and stray places are named', () => {
  assert.match(faults('src/ledger/a.ts', '../base/date.ts')[0] ?? '', /write #base/)
  assert.match(faults('src/server/http/a.ts', '../../ledger/b.ts')[0] ?? '', /climbs/)
  assert.match(faults('src/ledger/door.test.ts', '../../test/b.ts')[0] ?? '', /climbs/)
  assert.match(faults('src/ledger/a.ts', '#base/date')[0] ?? '', /ending/)
  assert.match(faults('src/base/index.ts')[0] ?? '', /barrel/)
  assert.match(faults('src/server/page.tsx')[0] ?? '', /src\/web/)
  assert.match(faults('src/helpers/a.ts')[0] ?? '', /room/)
})

test('every form of import is seen, and none in a comment', () => {
  const text = [
    "import './side-effect.ts'",
    "import type { A } from '#a/a.ts'",
    "import b, {\n  type B,\n  c,\n} from '#b/b.ts'",
    'export * from "#c/c.ts"',
    "export { d } from '#d/d.ts'",
    "const e = await import('#e/e.ts')",
    "type F = import('#f/f.ts').F",
    "// import { x } from '#x/x.ts'",
    " * import { y } from '#y/y.ts'",
    "export const from = 'a word from the heart'",
  ].join('\n')
  const expected = ['./side-effect.ts', '#a/a.ts', '#b/b.ts', '#c/c.ts', '#d/d.ts']
  assert.deepEqual(importsOf(text), [...expected, '#e/e.ts', '#f/f.ts'])
})
