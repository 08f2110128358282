/** Tests of who reads which fields: by class, by role, and by where a paper belongs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rows } from '#kit/field.ts'
import { text } from '#kit/fields/text.ts'
import { mayRead, readableClasses, readableFields } from '#permissions/readable.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'
import { expanded, role, roleBook } from '#permissions/roles.ts'
import type { Holding } from '#permissions/roles.ts'
import { loan } from '#test/kit.ts'

const book = roleBook([
  role('reader', { meaning: 'Reads.' }),
  role('librarian', { meaning: 'Lends.', contains: ['reader'], reads: 2 }),
  role('officer', { meaning: 'Pays.', contains: ['reader'], reads: { employee: 4 } }),
  role('auditor', { meaning: 'Sees.', reads: 4, seesAll: true }),
])
const where = { company: 'store', site: null, department: null, madeBy: 'ann' }

function who(name: string, scope: Partial<Scope> = {}): Holding {
  const grants = [{ role: name, scope: { ...everywhere, ...scope } }]
  return { person: 'ben', grants: expanded(book, grants) }
}

const employee = {
  name: 'employee',
  read: 'reader',
  fields: {
    initials: text({ readClass: 0 }),
    room: text(),
    home: text({ readClass: 3 }),
    pay: rows({ amount: text({ readClass: 4 }), reason: text({ readClass: 5 }) }),
    badge: text({ readClass: 6 }),
  },
}

function classes(actor: Holding, kind = 'loan'): number[] {
  return [...readableClasses(book, actor, where, kind)]
}

test('a role reads up to its class, 1 unless it says otherwise', () => {
  assert.deepEqual(classes(who('reader')), [0, 1])
  assert.deepEqual(classes(who('librarian')), [0, 1, 2])
  assert.deepEqual(classes(who('auditor')), [0, 1, 2, 3, 4])
  assert.deepEqual(classes(who('nobody')), [0])
})

test('a class can be of one kind of paper', () => {
  assert.deepEqual(classes(who('officer'), 'employee'), [0, 1, 2, 3, 4])
  assert.deepEqual(classes(who('officer'), 'loan'), [0, 1])
  assert.deepEqual(classes(who('officer'), 'constructor'), [0, 1])
})

test('no role reads a secret', () => {
  const all = roleBook([role('reader', { meaning: 'Reads.', reads: 6 })])
  const actor = { person: 'ben', grants: [{ role: 'reader', scope: everywhere }] }
  const readable = readableFields(all, employee, actor, where)
  assert.deepEqual([...readable], ['initials', 'room', 'home', 'pay', 'pay.amount', 'pay.reason'])
})

test('fields of rows are told with their rows, which are gone where none is left', () => {
  const seen = (actor: Holding): string =>
    [...readableFields(book, employee, actor, where)].join(' ')
  assert.equal(seen(who('officer')), 'initials room home pay pay.amount')
  assert.equal(seen(who('librarian')), 'initials room')
})

test('the value of a lent book is for the librarian', () => {
  const readable = (name: string) => readableFields(book, loan, who(name), where)
  assert.equal(readable('reader').has('books.value'), false)
  assert.equal(readable('reader').has('books.title'), true)
  assert.equal(readable('librarian').has('books.value'), true)
})

test('a role elsewhere reads nothing here', () => {
  assert.deepEqual(classes(who('librarian', { company: 'shop' })), [0])
  assert.deepEqual(
    [...readableFields(book, loan, who('librarian', { company: 'shop' }), where)],
    [],
  )
})

test('who sees every paper reads it without its role', () => {
  assert.equal(mayRead(book, loan, who('auditor'), where), true)
  assert.equal(mayRead(book, loan, who('reader'), where), true)
  assert.equal(mayRead(book, loan, who('auditor', { company: 'shop' }), where), false)
  assert.equal(mayRead(book, { read: 'officer' }, who('librarian'), where), false)
})
