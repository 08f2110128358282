/** Tests of what roles let somebody reach who is signed in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roles } from '#departments/roles.ts'
import { everywhere } from '#kit/role.ts'
import { expanded } from '#permissions/roles.ts'
import { scopesByRoles } from '#server/access/session-scopes.ts'

function scopes(...held: string[]): string[] {
  const grants = held.map((role) => ({ role, scope: everywhere }))
  return [...scopesByRoles(roles, { grants: expanded(roles, grants) })].toSorted()
}

test('who holds no role reaches nothing', () => {
  assert.deepEqual(scopes(), [])
})

test('staff sees papers, and neither the books nor who holds what rights', () => {
  const staff = scopes('staff')
  for (const scope of ['entries:read', 'entries:write', 'keys:write', 'periods:write']) {
    assert.ok(!staff.includes(scope), scope)
  }
  assert.ok(staff.includes('papers:write'))
})

test('an accountant posts and closes, an administrator makes keys, and neither both', () => {
  const [accountant, administrator] = [scopes('accountant'), scopes('administrator')]
  for (const scope of ['entries:write', 'accounts:write', 'periods:write', 'reports:read']) {
    assert.ok(accountant.includes(scope) && !administrator.includes(scope), scope)
  }
  for (const scope of ['keys:write', 'persons:write']) {
    assert.ok(!accountant.includes(scope) && administrator.includes(scope), scope)
  }
})

test('an auditor reads the books and writes nothing in them', () => {
  const auditor = scopes('auditor')
  assert.ok(auditor.includes('entries:read') && auditor.includes('reports:read'))
  assert.ok(!auditor.includes('entries:write') && !auditor.includes('periods:write'))
})
