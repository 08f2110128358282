/** Currencies, as the ledger counts them. */
import { optional } from '#kit/field.ts'
import { day } from '#kit/fields/day.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { register } from '#kit/register.ts'

const fields = {
  name: text({ most: 1000, least: 0 }),
  scale: whole(0, 12, { label: 'Digits behind the point' }),
  validFrom: optional(day()),
  validUntil: optional(day({ help: 'The last day of a currency that was withdrawn.' })),
}

/** The organization's currencies by their codes of ISO 4217. */
export const currency = register('currency', {
  fields,
  about: 'Currencies by their codes of ISO 4217, as the ledger counts them.',
  plural: 'currencies',
  of: 'organization',
  keptIn: 'ledger.commodity',
  only: { kind: 'currency' },
  read: 'staff',
  write: 'accountant',
})
