/** All that roles are asked for: operations of papers, tasks, and those on the house's rights. */
import { all } from '#departments/all.ts'
import { tasks } from '#departments/tasks.ts'
import { operationOfDuty, operationOfRole, operationsOf } from '#permissions/permission-table.ts'
import type { PermittedOperation } from '#permissions/permission-table.ts'
import { oversees } from '#permissions/why-not.ts'

/** The operations in the order of `permissions.csv`, which a person has reviewed. */
export const operations: readonly PermittedOperation[] = [
  ...operationsOf(all.all),
  ...tasks.map(({ name, by }) => operationOfRole(`${name}: ask for it`, by)),
  { name: 'who holds what: see', of: (role) => (oversees(role) ? 'yes' : '') },
  operationOfDuty('roles: grant and end', 'grant roles'),
  operationOfDuty('exceptions: acknowledge and end', 'acknowledge exceptions'),
  operationOfDuty('approval policies: set', 'set approval policies'),
]
