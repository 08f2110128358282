/** Tests that a refusal says what is missing and who can grant it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'
import { role, roleBook } from '#permissions/roles.ts'
import type { Holding } from '#permissions/roles.ts'
import { whyNot, whyNotDuty, whyNotOversee } from '#permissions/why-not.ts'

const book = roleBook([
  role('billing lead', { meaning: 'Leads billing.', duties: ['bill customers'] }),
  role('administrator', { meaning: 'Grants.', duties: ['grant roles'] }),
])
const wish = { of: 'sales invoice', verb: 'void', by: 'billing lead' }
const where = { company: 'store', site: null, department: null, madeBy: 'ann' }

function ben(scope?: Partial<Scope>): Holding {
  const grants = [{ role: 'billing lead', scope: { ...everywhere, ...scope } }]
  return { person: 'ben', grants: scope === undefined ? [] : grants }
}

function told(actor: Holding, grantors: readonly string[] = ['Ada Kay', 'Tom Fox']): string {
  return whyNot(book, wish, actor, where, grantors)?.message ?? ''
}

test('it names the role and those who can grant it', () => {
  assert.equal(
    told(ben()),
    'Only a billing lead may void a sales invoice. Ada Kay and Tom Fox can grant that role.',
  )
  assert.match(told(ben(), ['Ada Kay']), /\. Ada Kay can grant that role\.$/)
  assert.match(
    told(ben(), ['A', 'B', 'C', 'D', 'E', 'F', 'G']),
    /\. A, B, C, D, E and 2 others can grant that role\.$/,
  )
})

test('where nobody can grant it, it says what that takes', () => {
  assert.match(told(ben(), []), /Nobody can grant that role yet: it takes an administrator\.$/)
  const strange = whyNot(book, { ...wish, by: 'harbour master' }, ben(), where, [])
  assert.match(strange?.message ?? '', /Nobody can grant that role: it is none of the catalogue\.$/)
})

test('who has the role elsewhere is told where', () => {
  assert.match(told(ben({ company: 'shop' })), /invoice\. You are one in shop only\. Ada/)
  assert.match(told(ben({ own: true })), /You are one for what you made yourself only\./)
  assert.match(told(ben({ site: 'york' })), /You are one for another site or department only\./)
})

test('nothing is missing where the role is held', () => {
  assert.equal(whyNot(book, wish, ben({}), where, []), null)
})

test('verbs are told as words', () => {
  const giveBack = { of: 'deposit', verb: 'giveBack', by: 'librarian' }
  const problem = whyNot(book, giveBack, ben(), where, ['Ada'])
  assert.match(problem?.message ?? '', /^Only a librarian may give back a deposit\./)
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
