/** Tests that the table of permissions finds every difference between the program and the list. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operationOfDuty, operationsOf, permissionFaults } from '#permissions/permission-table.ts'
import { own, role, roleBook } from '#permissions/roles.ts'
import { deposit, friend, loan } from '#test/kit.ts'

const book = roleBook([
  role('reader', { meaning: 'Reads.' }),
  role('librarian', { meaning: 'Lends.', contains: ['reader'] }),
  role('apprentice', { meaning: 'Learns.', contains: ['reader', own('librarian')] }),
  role('auditor', { meaning: 'Sees.', seesAll: true }),
  role('head', { meaning: 'Grants.', duties: ['grant roles'] }),
])
const operations = [
  ...operationsOf([friend, loan, deposit]),
  operationOfDuty('roles: grant', 'grant roles'),
]

// Written by hand from the descriptions.
const reviewed = `
operation,reader,librarian,apprentice,auditor,head
friend: read,yes,yes,yes,yes,
friend: write,,yes,own,,
loan: read,yes,yes,yes,yes,
loan: write,,yes,own,,
loan: lend,,yes,own,,
loan: close,,yes,own,,
deposit: read,yes,yes,yes,yes,
deposit: write,,yes,own,,
deposit: take,,yes,own,,
deposit: giveBack,,yes,own,,
roles: grant,,,,,yes`

function table(text = reviewed): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
}

function changed(row: number, column: number, cell: string): string[] {
  const rows = table()
  const line = rows[row]
  assert.ok(line !== undefined)
  line[column] = cell
  return permissionFaults(book, operations, rows)
}

test('the list that was written by hand is what the descriptions say', () => {
  assert.deepEqual(permissionFaults(book, operations, table()), [])
})

test('a change of any cell is found', () => {
  const cells = table()
  for (let row = 1; row < cells.length; row += 1) {
    for (let column = 1; column < (cells[0]?.length ?? 0); column += 1) {
      const other = cells[row]?.[column] === 'yes' ? '' : 'yes'
      assert.equal(changed(row, column, other).length, 1, `${row}, ${column}`)
    }
  }
  assert.deepEqual(changed(2, 3, 'yes'), [
    'friend: write: apprentice is reviewed as “yes”, but has “own”',
  ])
})

test('what only one of both has is told', () => {
  assert.deepEqual(permissionFaults(book, operations, table().slice(0, -1)), [
    'roles: grant: not reviewed',
  ])
  assert.deepEqual(permissionFaults(book, operations, [...table(), ['loan: burn', 'yes']]), [
    'loan: burn: reviewed, but there is no such operation',
  ])
  assert.deepEqual(permissionFaults(book, operations, [...table(), table()[1] ?? []]), [
    'friend: read: stands twice',
  ])
  assert.deepEqual(changed(0, 1, 'visitor'), ['there is no role visitor', 'no column: reader'])
  assert.deepEqual(changed(0, 0, 'what'), ['the first column is not called operation'])
})
