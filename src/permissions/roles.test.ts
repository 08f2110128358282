/** Tests of the book of roles: what follows from what they contain, and which books are none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere, holds } from '#kit/role.ts'
import {
  containing,
  dutiesAt,
  expanded,
  mayGrant,
  own,
  role,
  roleBook,
  rolesAt,
} from '#permissions/roles.ts'

const book = roleBook([
  role('staff', { meaning: 'Works here.', contains: [own('claimant')] }),
  role('claimant', { meaning: 'Claims expenses.', duties: ['ask for pay, expenses or leave'] }),
  role('clerk', { meaning: 'Bills.', contains: ['staff'], duties: ['bill customers'], reads: 2 }),
  role('lead', {
    meaning: 'Leads.',
    contains: ['clerk', 'claimant'],
    duties: ['approve credit notes'],
  }),
  role('administrator', {
    meaning: 'Grants.',
    duties: ['grant roles'],
    grantedBy: ['owner'],
  }),
  role('owner', { meaning: 'Owns.', contains: ['administrator'], grantedBy: ['owner'] }),
])

const store = { company: 'store', site: null, department: null, madeBy: 'ann' }

test('a role contains all that its parts contain', () => {
  assert.deepEqual(
    [...(book.get('lead')?.contains ?? [])],
    [
      ['lead', 'all'],
      ['clerk', 'all'],
      ['staff', 'all'],
      // Once for the own only, by way of staff, and once without a limit, which goes before.
      ['claimant', 'all'],
    ],
  )
  assert.equal(book.get('clerk')?.contains.get('claimant'), 'own')
  assert.deepEqual(
    [...(book.get('lead')?.duties ?? [])],
    [
      ['approve credit notes', 'lead'],
      ['bill customers', 'clerk'],
      ['ask for pay, expenses or leave', 'claimant'],
    ],
  )
})

test('a book that cannot be is refused when it is made', () => {
  const one = (name: string, ...contains: string[]) => role(name, { meaning: 'A role.', contains })
  assert.throws(() => roleBook([one('a', 'b')]), /a contains b, which is no role of the book/)
  assert.throws(
    () => roleBook([one('a', 'b'), one('b', 'c'), one('c', 'a')]),
    /in a circle: a, b, c, a/,
  )
  assert.throws(() => roleBook([one('a', 'a')]), /in a circle: a, a/)
  assert.throws(() => roleBook([one('a'), one('a')]), /the role a stands twice/)
  assert.throws(
    () => roleBook([role('a', { meaning: 'A role.', grantedBy: ['a'] })]),
    /a is granted by a, which has no duty to grant roles/,
  )
})

test('a grant brings what its role contains, in its scope', () => {
  const scope = { ...everywhere, company: 'store' }
  const grants = expanded(book, [{ role: 'clerk', scope }])
  assert.deepEqual(grants, [
    { role: 'clerk', scope },
    { role: 'staff', scope },
    { role: 'claimant', scope: { ...scope, own: true } },
  ])
  const actor = { person: 'ben', grants }
  assert.equal(holds(actor, 'claimant', store), false)
  assert.equal(holds(actor, 'claimant', { ...store, madeBy: 'ben' }), true)
  assert.deepEqual([...rolesAt(actor, store)], ['clerk', 'staff'])
  assert.deepEqual([...dutiesAt(book, actor, store)], ['bill customers'])
  assert.deepEqual([...rolesAt(actor, { ...store, company: 'shop' })], [])
})

test('a role that the book does not know any more brings nothing', () => {
  assert.deepEqual(expanded(book, [{ role: 'harbour master', scope: everywhere }]), [])
})

test('roles are granted by those with the duty, where they have it; some by owners only', () => {
  const admin = (company: string | null) => ({
    person: 'ada',
    grants: expanded(book, [{ role: 'administrator', scope: { ...everywhere, company } }]),
  })
  const at = (company: string | null) => ({ ...everywhere, company })
  assert.deepEqual(book.get('clerk')?.grantedBy, ['administrator', 'owner'])
  assert.equal(mayGrant(book, admin(null), 'clerk', at('store')), true)
  assert.equal(mayGrant(book, admin('store'), 'clerk', at('store')), true)
  assert.equal(mayGrant(book, admin('store'), 'clerk', at('shop')), false)
  assert.equal(mayGrant(book, admin('store'), 'clerk', at(null)), false)
  assert.equal(mayGrant(book, admin(null), 'administrator', at(null)), false)
  const owner = { person: 'olga', grants: expanded(book, [{ role: 'owner', scope: everywhere }]) }
  assert.equal(mayGrant(book, owner, 'administrator', at(null)), true)
  assert.equal(mayGrant(book, owner, 'nothing', at(null)), false)
})

test('who holds a role is found by all roles that contain it', () => {
  assert.deepEqual(containing(book, ['clerk']), ['clerk', 'lead'])
  assert.deepEqual(containing(book, []), [])
})
