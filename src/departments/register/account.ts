/** The chart of accounts, as the ledger keeps it. */
import { optional } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { day } from '#kit/fields/day.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { register } from '#kit/register.ts'
import { currency } from '#departments/register/currency.ts'

const types = [
  'asset',
  'liability',
  'equity',
  'income',
  'expense',
  'place',
  'position',
  'memo',
] as const

const rules = ['none', 'optional', 'required'] as const

const fields = {
  name: text({ most: 1000, least: 0 }),
  type: choice(types),
  postable: yesOrNo({ help: 'Whether lines stand on it, or only accounts below it.' }),
  goods: yesOrNo({ help: 'Whether its lines carry goods.' }),
  currency: optional(link(currency, { help: 'Its only currency, where it has one.' })),
  subjectRule: choice(rules, { help: 'Whether a line says which open item or other subject.' }),
  partyRule: choice(rules, { help: 'Whether a line says with whom.' }),
  openedOn: optional(day()),
  closedOn: optional(day()),
}

/** A company's accounts by their codes. */
export const account = register('account', {
  fields,
  about: 'The chart of accounts, as the ledger keeps it.',
  of: 'company',
  keptIn: 'ledger.account',
  read: 'staff',
  write: 'accountant',
})
