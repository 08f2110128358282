/** Tests that a refusal says what is missing and who can grant it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'
import { role, roleBook } from '#permissions/roles.ts'
import type { Holding } from '#permissions/roles.ts'
import { whoGrants, whyNotDuty, whyNotOversee } from '#permissions/why-not.ts'

const book = roleBook([
  role('billing lead', { meaning: 'Leads billing.', duties: ['bill customers'] }),
  role('administrator', { meaning: 'Grants.', duties: ['grant roles'] }),
])

function ben(scope: Partial<Scope>): Holding {
  return { person: 'ben', grants: [{ role: 'billing lead', scope: { ...everywhere, ...scope } }] }
}

test('who can grant a role is told by name', () => {
  const told = (...grantors: string[]): string => whoGrants(book, 'billing lead', grantors)
  assert.equal(told('Ada Kay'), 'Ada Kay can grant that role.')
  assert.equal(told('Ada Kay', 'Tom Fox'), 'Ada Kay and Tom Fox can grant that role.')
  assert.equal(
    told('A', 'B', 'C', 'D', 'E', 'F', 'G'),
    'A, B, C, D, E and 2 others can grant that role.',
  )
})

test('where nobody can grant it, it says what that takes', () => {
  assert.equal(
    whoGrants(book, 'billing lead', []),
    'Nobody can grant that role yet: it takes an administrator.',
  )
  assert.equal(
    whoGrants(book, 'harbour master', []),
    'Nobody can grant that role: it is none of the catalogue.',
  )
})

test('a missing duty names the roles that have it', () => {
  const problem = whyNotDuty(book, 'grant roles', ben({}))
  assert.deepEqual(
    [problem?.rule, problem?.message],
    ['duty-missing', 'Only an administrator may grant roles. Ask one.'],
  )
  assert.equal(whyNotDuty(book, 'bill customers', ben({})), null)
  assert.equal(whyNotDuty(book, 'bill customers', ben({ company: 'store' }), 'store'), null)
  assert.notEqual(whyNotDuty(book, 'bill customers', ben({ company: 'store' })), null)
})

test('who holds what is seen by those who see all and those who grant, wherever they do', () => {
  const wide = roleBook([
    role('auditor', { meaning: 'Sees.', seesAll: true }),
    role('administrator', { meaning: 'Grants.', duties: ['grant roles'] }),
    role('staff', { meaning: 'Works.' }),
  ])
  const holding = (name: string): Holding => ({
    person: 'ben',
    grants: [{ role: name, scope: { ...everywhere, company: 'store' } }],
  })
  assert.equal(whyNotOversee(wide, holding('auditor')), null)
  assert.equal(whyNotOversee(wide, holding('administrator')), null)
  assert.deepEqual(whyNotOversee(wide, holding('staff')), {
    rule: 'oversight-missing',
    field: '',
    message: 'Only an auditor or an administrator may see this. Ask one.',
  })
})
