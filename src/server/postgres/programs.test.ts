/** PostgreSQL's programs: found, repaired after skipped scripts, copied where unreadable. */

import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { temporaryFolder } from '#test/postgres.ts'

import { findPrograms, packageName } from './programs.ts'
import { mayRead, postgresUser } from './system-user.ts'

const folder = temporaryFolder('backstay-programs-')
after(() => rmSync(folder, { recursive: true, force: true }))

const native = join(dirname(fileURLToPath(import.meta.resolve(packageName()))), '..', 'native')

/** The package as npm unpacks it without its install script: no links, nothing executable. */
function unpacked(name: string, version: string): string {
  const root = join(folder, name, 'native')
  cpSync(native, root, { recursive: true, verbatimSymlinks: true })
  writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ version }))
  for (const target of linkTargets(root)) rmSync(join(root, '..', target), { force: true })
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    if (process.platform !== 'win32') chmodSync(join(root, 'bin', program), 0o644)
  }
  return root
}

function linkTargets(root: string): string[] {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  return (JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]).map((it) => it.target)
}

test('the programs of the npm package are PostgreSQL 18', () => {
  const found = findPrograms(undefined, postgresUser(folder))
  assert.ok(found.ok)
  assert.equal(found.value.major, 18)
})

test('links and rights that a skipped install script left out are restored', () => {
  const root = unpacked('skipped', '18')
  const found = findPrograms(root, postgresUser(folder))
  assert.ok(found.ok)
  assert.equal(found.value.postgres.startsWith(root), true)
  for (const target of linkTargets(root)) {
    const link = join(root, '..', target)
    assert.ok(lstatSync(link).isSymbolicLink() && existsSync(link), target)
  }
})

const user = postgresUser(folder)
const notRoot = user === null && 'only root must run PostgreSQL as somebody else'

test('programs that the other user may not read are copied once', { skip: notRoot }, () => {
  assert.ok(user !== null)
  const version = `test-${process.pid}`
  const root = unpacked('closed', version)
  chmodSync(dirname(root), 0o700)
  assert.equal(mayRead(user, join(root, 'bin', 'postgres')), false)
  const found = findPrograms(root, user)
  assert.ok(found.ok)
  const copy = dirname(dirname(found.value.postgres))
  try {
    assert.ok(copy.endsWith(`postgresql-${version}`), copy)
    assert.ok(mayRead(user, join(copy, 'share', 'postgresql', 'postgres.bki')))
    for (const target of linkTargets(root))
      assert.ok(existsSync(join(copy, '..', target.replace(/^native/, `postgresql-${version}`))))
    const { ino } = lstatSync(found.value.postgres)
    const again = findPrograms(root, user)
    assert.ok(again.ok)
    assert.equal(lstatSync(again.value.postgres).ino, ino)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
})

test('a folder without PostgreSQL, and one whose program does not run, are named', () => {
  const empty = findPrograms(folder, null)
  assert.ok(!empty.ok)
  assert.equal(empty.problems[0]?.rule, 'programs-missing')
  const broken = join(folder, 'broken')
  mkdirSync(join(broken, 'bin'), { recursive: true })
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    writeFileSync(join(broken, 'bin', program), 'no program', { mode: 0o755 })
  }
  const found = findPrograms(broken, null)
  assert.ok(!found.ok)
  assert.equal(found.problems[0]?.rule, 'programs-unusable')
  assert.ok(found.problems[0].message.includes(broken))
})
