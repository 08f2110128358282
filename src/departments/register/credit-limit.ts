/** Credit limits: how much a customer may owe a company from a day on. */
import { optional } from '#kit/field.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { register } from '#kit/register.ts'

const fields = {
  amount: money({ help: 'In the company’s currency.', readClass: 2 }),
  remark: optional(text({ most: 1000, readClass: 2 })),
}

/**
 * A company's credit limits; the code is that of the customer. They stand apart from the parties,
 * because whoever sells must not be who says how much may be owed.
 */
export const creditLimit = register('credit limit', {
  fields,
  about: 'How much a customer may owe a company from a day on.',
  of: 'company',
  dated: true,
  needs: { 'A limit is zero or more.': ({ amount }) => amount.units >= 0n },
  read: 'staff',
  write: 'credit controller',
})
