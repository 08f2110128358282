/** Tests of roles: narrowed by company, site, department and by who made it. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { everywhere, holds } from '#kit/role.ts'
import type { Actor, Scope } from '#kit/role.ts'

const paper = { company: 'store', site: 'york', department: 'sales', madeBy: 'ann' }

function clerk(scope: Partial<Scope>): Actor {
  return {
    person: 'bob',
    name: 'Bob',
    grants: [{ role: 'clerk', scope: { ...everywhere, ...scope } }],
    whoGrants: () => '',
  }
}

test('a role without limits holds everywhere, and is no other role', () => {
  assert.equal(holds(clerk({}), 'clerk', paper), true)
  assert.equal(holds(clerk({}), 'lead', paper), false)
})

test('a narrowed role holds only of what belongs there', () => {
  assert.equal(holds(clerk({ company: 'store' }), 'clerk', paper), true)
  assert.equal(holds(clerk({ company: 'shop' }), 'clerk', paper), false)
  assert.equal(holds(clerk({ site: 'hull' }), 'clerk', paper), false)
  assert.equal(holds(clerk({ department: 'sales' }), 'clerk', paper), true)
  assert.equal(
    holds(clerk({ department: 'sales' }), 'clerk', { ...paper, department: null }),
    false,
  )
})

test('a role of one company is none for what all have in common', () => {
  assert.equal(holds(clerk({ company: 'store' }), 'clerk', { ...paper, company: null }), false)
})

test('one’s own is what one made, or makes now', () => {
  assert.equal(holds(clerk({ own: true }), 'clerk', paper), false)
  assert.equal(holds(clerk({ own: true }), 'clerk', { ...paper, madeBy: 'bob' }), true)
  assert.equal(holds(clerk({ own: true }), 'clerk', { ...paper, madeBy: null }), true)
})
