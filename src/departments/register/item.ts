/** Items: what a company sells and buys, goods and services. */
import { optional } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { register } from '#kit/register.ts'
import { account } from '#departments/register/account.ts'
import { place } from '#departments/register/place.ts'
import { taxCode } from '#departments/register/tax-code.ts'

const fields = {
  name: text(),
  kind: choice(['goods', 'service']),
  unit: optional(text({ most: 30, help: 'What is counted: piece, kg, hour.' })),
  digits: optional(whole(0, 6, { help: 'Digits behind the point of a quantity; none if empty.' })),
  tradeNumber: optional(text({ most: 40, label: 'Global trade item number' })),
  price: optional(decimal({ help: 'In the company’s currency, where no price list has one.' })),
  revenue: optional(link(account, { help: 'The account of its sales.' })),
  taxCode: optional(link(taxCode)),
  leaves: optional(link(place, { help: 'Where it leaves when an invoice sells it.' })),
  arrives: optional(link(place, { help: 'Where it arrives then.' })),
}

/** A company's items. Under its code the ledger counts the item in the whole organization. */
export const item = register('item', {
  fields,
  about: 'What a company sells and buys, goods and services.',
  of: 'company',
  counts: ({ kind, name, digits }) => ({
    kind: kind === 'goods' ? 'item' : 'service',
    name,
    scale: digits ?? 0,
  }),
  needs: {
    'What leaves one place arrives in another.': ({ leaves, arrives }) =>
      (leaves === null) === (arrives === null) && (leaves === null || leaves !== arrives),
  },
  sorts: ['name'],
  read: 'staff',
  write: 'billing lead',
})
