/** Tests that a missing role is named, with where it is held instead and who can grant it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roleProblems } from '#kit/role-problem.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'

const invoice = { company: 'store', site: 'york', department: 'sales', madeBy: 'ann' }

/** What Ben is told who holds the role in these scopes only. */
function told(...scopes: readonly Partial<Scope>[]): readonly string[] {
  const grants = scopes.map((scope) => {
    return { role: 'billing lead', scope: { ...everywhere, ...scope } }
  })
  const whoGrants = (role: string, company: string | null) => `Ada grants ${role} in ${company}.`
  const ben = { person: 'ben', name: 'Ben', grants, whoGrants }
  const problems = roleProblems('void a sales invoice', 'billing lead', invoice, ben)
  return problems.map(({ rule, message }) => `${rule}: ${message}`)
}

/** The sentence between what is missing and who can grant it. */
function between(...scopes: readonly Partial<Scope>[]): string | undefined {
  return told(...scopes)[0]?.match(/invoice\. (.*) Ada grants billing lead in store\.$/)?.[1]
}

test('the role is named, and who can grant it there', () => {
  assert.deepEqual(told(), [
    'role-missing: Only a billing lead may void a sales invoice. Ada grants billing lead in store.',
  ])
})

test('who has the role elsewhere is told where', () => {
  assert.equal(between({ company: 'shop' }), 'You are one in shop only.')
  assert.equal(
    between({ company: 'shop' }, { company: 'mill' }, { company: 'shop', own: true }),
    'You are one in shop and mill only.',
  )
  assert.equal(between({ own: true }), 'You are one for what you made yourself only.')
  assert.equal(between({ site: 'hull' }), 'You are one for the site hull only.')
  assert.equal(
    between({ site: 'hull', department: 'sales' }, { department: 'art' }, { company: 'shop' }),
    'You are one for the site hull and the department sales and the department art only.',
  )
})

test('nothing is missing where the role is held', () => {
  assert.deepEqual(told({ company: 'shop' }, { site: 'york' }), [])
})
