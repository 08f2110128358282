/** Parties: customers, suppliers and whoever else the organization deals with. */
import { optional } from '#kit/field.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { register } from '#kit/register.ts'
import { account } from '#departments/register/account.ts'
import { currency } from '#departments/register/currency.ts'
import { priceList } from '#departments/register/price-list.ts'

const fields = {
  name: text(),
  street: optional(text({ most: 300, help: 'The lines of the address above the town.' })),
  postcode: optional(text({ most: 20 })),
  town: optional(text({ most: 100 })),
  country: optional(text({ most: 2, help: 'The two letters of ISO 3166: GB.' })),
  vatNumber: optional(text({ most: 20, label: 'VAT number' })),
  email: optional(text({ most: 254 })),
  language: optional(text({ most: 35, help: 'As BCP 47 has it: en-GB.' })),
  currency: optional(link(currency, { help: 'In which invoices are written.' })),
  daysToPay: optional(whole(0, 3650, { help: 'The terms of payment, counted from the invoice.' })),
  receivable: optional(link(account, { help: 'The account of what they owe.' })),
  payable: optional(link(account, { help: 'The account of what is owed to them.' })),
  priceList: optional(link(priceList)),
  collective: optional(
    yesOrNo({ help: 'Whether it stands for many whom nobody knows by name, such as walk-ins.' }),
  ),
}

/** The organization's parties; companies have them in common. */
export const party = register('party', {
  fields,
  about: 'Customers, suppliers and whoever else the organization deals with.',
  plural: 'parties',
  of: 'organization',
  needs: {
    'A country is written as its two letters of ISO 3166: GB.': ({ country }) =>
      country === null || /^[A-Z]{2}$/.test(country),
    'A mail address has one @ between a name and a domain.': ({ email }) =>
      email === null || /^[^\s@]+@[^\s@]+$/.test(email),
    'A language is written as BCP 47 has it: en-GB.': ({ language }) =>
      language === null || /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language),
  },
  sorts: ['name'],
  read: 'staff',
  write: 'billing clerk',
})
