/** All that roles are asked for: every paper's operations, and those on the house's own rights. */
import { all } from '#departments/all.ts'
import { operationOfDuty, operationsOf } from '#kit/permission-table.ts'
import type { PermittedOperation } from '#kit/permission-table.ts'
import { oversees } from '#kit/why-not.ts'

/** The operations in the order of `permissions.csv`, which a person has reviewed. */
export const operations: readonly PermittedOperation[] = [
  ...operationsOf(all.all),
  { name: 'who holds what: see', of: (role) => (oversees(role) ? 'yes' : '') },
  operationOfDuty('roles: grant and end', 'grant roles'),
  operationOfDuty('exceptions: acknowledge and end', 'acknowledge exceptions'),
  operationOfDuty('approval policies: set', 'set approval policies'),
]
