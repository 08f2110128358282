/** The roles of the house: who does what, and what each is trusted with. */
import { role, roleBook } from '#permissions/roles.ts'
import type { RoleBook } from '#permissions/roles.ts'

/** The role of who answers for the organization; the first person becomes one at set-up. */
export const ownerRole = 'owner'

export const roles: RoleBook = roleBook([
  role('staff', {
    meaning: 'Works here: sees what everybody may see, claims expenses and asks for leave.',
    duties: ['ask for pay, expenses or leave'],
  }),

  // Sales.
  role('billing clerk', {
    meaning: 'Writes and issues sales invoices.',
    contains: ['staff'],
    duties: ['take orders', 'bill customers'],
    reads: 2,
  }),
  role('billing lead', {
    meaning: 'Leads billing: voids invoices and approves credit notes.',
    contains: ['billing clerk'],
    duties: ['approve credit notes'],
    reads: 2,
  }),
  role('credit controller', {
    meaning: 'Says how much customers may owe, reminds them, and gives up what they will not pay.',
    contains: ['staff'],
    duties: ['set credit limits', 'write off receivables'],
    reads: 2,
  }),

  // The warehouse.
  role('warehouse clerk', {
    meaning: 'Takes goods in, stores, picks and sends them.',
    contains: ['staff'],
    duties: ['receive goods', 'keep stock'],
  }),
  role('stock controller', {
    meaning: 'Counts goods and writes down what differs.',
    contains: ['staff'],
    duties: ['count stock'],
    reads: 2,
  }),

  // The books and the money.
  role('receipts clerk', {
    meaning: 'Writes down what customers paid, and for which invoices.',
    contains: ['staff'],
    duties: ['record receipts'],
    reads: 2,
  }),
  role('bookkeeper', {
    meaning: 'Enters bills and receipts, drafts entries and reconciles the bank.',
    contains: ['receipts clerk'],
    duties: [
      'enter supplier invoices',
      'match supplier invoices',
      'write journals',
      'reconcile the bank',
    ],
    reads: 2,
  }),
  role('accountant', {
    meaning: 'Answers for the books: posts entries, keeps the chart, and closes periods.',
    contains: ['bookkeeper'],
    duties: [
      'post journals',
      'approve stock variances',
      'maintain the chart',
      'open and close periods',
      'post in reopened periods',
    ],
    reads: 2,
  }),
  role('treasurer', {
    meaning: 'Releases payments and refunds, and looks after the bank accounts.',
    contains: ['staff'],
    duties: ['release payments', 'issue refunds'],
    reads: 2,
  }),
  role('tax officer', {
    meaning: 'Keeps tax codes and sends the returns.',
    contains: ['staff'],
    duties: ['maintain the chart', 'file tax returns'],
    reads: 2,
  }),

  // The house itself.
  role('administrator', {
    meaning: 'Grants roles and says what needs approval; has nothing to do with the money.',
    contains: ['staff'],
    duties: ['grant roles', 'set approval policies'],
    grantedBy: [ownerRole],
  }),
  role('auditor', {
    meaning: 'Sees everything and does nothing.',
    reads: 4,
    seesAll: true,
  }),
  role(ownerRole, {
    meaning: 'Answers for the organization: makes administrators and acknowledges exceptions.',
    contains: ['administrator', 'auditor'],
    duties: ['acknowledge exceptions'],
    reads: 4,
    grantedBy: [ownerRole],
  }),
])
