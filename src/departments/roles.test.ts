/** Tests of the house's roles: against the reviewed table, and against the separation of duties. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import papaparse from 'papaparse'
import { all } from '#departments/all.ts'
import { operations } from '#departments/permissions.ts'
import { ownerRole, roles } from '#departments/roles.ts'
import { tasks } from '#departments/tasks.ts'
import { dutyRules } from '#permissions/duty-rule.ts'
import { permissionFaults } from '#permissions/permission-table.ts'
import { everywhere } from '#kit/role.ts'
import { conflictsOf } from '#permissions/separation.ts'

const reviewed = readFileSync(join(import.meta.dirname, 'permissions.csv'), 'utf8')

test('every operation of every role is as the table that was reviewed says', () => {
  const { data, errors } = papaparse.parse<string[]>(reviewed, { skipEmptyLines: true })
  assert.deepEqual(errors, [])
  assert.deepEqual(permissionFaults(roles, operations, data), [])
})

test('every role that a paper or task names is in the book', () => {
  const named = [
    ...all.all.flatMap((of) => [
      of.read,
      of.write,
      ...(of.noun === 'document' ? Object.values(of.transitions).map(({ by }) => by) : []),
    ]),
    ...tasks.flatMap(({ by, actsAs }) => [by, actsAs]),
  ]
  assert.deepEqual(
    [...new Set(named)].filter((name) => !roles.has(name)),
    [],
  )
})

test('no role by itself holds what a rule blocks', () => {
  for (const role of roles.keys()) {
    const found = conflictsOf(roles, dutyRules, [{ role, scope: everywhere }])
    assert.deepEqual(
      found.filter(({ rule }) => rule.mode === 'block').map(({ rule }) => `${role}: ${rule.id}`),
      [],
    )
  }
})

// Each pair of roles that no person may hold together, with the rules that say so; by hand.
const apart: readonly string[] = [
  'billing clerk + credit controller: S8',
  'billing lead + credit controller: S8',
  'credit controller + receipts clerk: S9',
  'credit controller + bookkeeper: S9',
  'credit controller + accountant: S9',
  'warehouse clerk + stock controller: S10',
  'stock controller + accountant: S10',
  'receipts clerk + treasurer: S9',
  'bookkeeper + treasurer: S2, S9',
  'accountant + treasurer: S2, S9',
  'billing clerk + administrator: S14',
  'billing lead + administrator: S14',
  'credit controller + administrator: S14',
  'receipts clerk + administrator: S14',
  'bookkeeper + administrator: S14',
  'accountant + administrator: S14',
  'treasurer + administrator: S14',
  'billing clerk + owner: S14',
  'billing lead + owner: S14',
  'credit controller + owner: S14',
  'receipts clerk + owner: S14',
  'bookkeeper + owner: S14',
  'accountant + owner: S14',
  'treasurer + owner: S14',
]

test('the pairs of roles that are kept apart are these', () => {
  const names = [...roles.keys()]
  const found = names.flatMap((one, at) =>
    names.slice(at + 1).flatMap((other) => {
      const grants = [one, other].map((role) => ({ role, scope: everywhere }))
      const rules = conflictsOf(roles, dutyRules, grants).filter(
        ({ rule }) => rule.mode === 'block',
      )
      const ids = [...new Set(rules.map(({ rule }) => rule.id))].join(', ')
      return ids === '' ? [] : [`${one} + ${other}: ${ids}`]
    }),
  )
  assert.deepEqual(found.toSorted(), apart.toSorted())
})

test('owners are made by owners, administrators as well, and all others by both', () => {
  for (const { name, grantedBy } of roles.values()) {
    const expected = ['administrator', ownerRole].includes(name)
      ? [ownerRole]
      : ['administrator', ownerRole]
    assert.deepEqual(grantedBy, expected, name)
  }
})

test('an auditor reads what pay is, writes nothing and has no duty', () => {
  const auditor = roles.get('auditor')
  assert.deepEqual(
    [auditor?.reads, auditor?.seesAll, auditor?.duties.size, auditor?.contains.size],
    [4, true, 0, 1],
  )
})
