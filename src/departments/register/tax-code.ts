/** Tax codes: how a supply is taxed from a day on, and where that stands in the return. */
import { optional } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { percentage } from '#kit/fields/percentage.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { register } from '#kit/register.ts'
import type { RegisterRow } from '#kit/register.ts'
import { account } from '#departments/register/account.ts'

/** The treatments that EN 16931 tells apart, by the words of the trade (its code list 5305). */
export const treatments = [
  'standard',
  'reduced',
  'zero',
  'exempt',
  'export',
  'union supply',
  'reverse charge',
  'outside',
] as const

const fields = {
  name: text(),
  country: text({ most: 2, help: 'Whose tax it is, by the two letters of ISO 3166: GB.' }),
  treatment: choice(treatments),
  basisPoints: percentage({ label: 'Tax rate' }),
  inclusive: yesOrNo({ help: 'Whether prices with this code include the tax.' }),
  rounding: choice(['per line', 'per document']),
  outputAccount: optional(link(account, { help: 'The account of the tax on sales.' })),
  inputAccount: optional(link(account, { help: 'The account of the tax on purchases.' })),
  salesBox: optional(text({ help: 'The role of what is sold in the return: net sales.' })),
  outputBox: optional(text({ help: 'The role of its tax in the return: output tax.' })),
  purchasesBox: optional(text({ help: 'The role of what is bought: net purchases.' })),
  inputBox: optional(text({ help: 'The role of its tax: input tax.' })),
  reliefBox: optional(text({ help: 'The role of tax taken back on bad debts: bad-debt relief.' })),
}

const taxed = ['standard', 'reduced', 'reverse charge']

/** A company's tax codes. Each row holds from its day on, until a later one does. */
export const taxCode = register('tax code', {
  fields,
  about: 'How a supply is taxed from a day on, and where that stands in the return.',
  of: 'company',
  dated: true,
  needs: {
    'A country is written as its two letters of ISO 3166: GB.': ({ country }) =>
      /^[A-Z]{2}$/.test(country),
    'Only standard, reduced and reverse-charged supplies have a rate.': (code) =>
      taxed.includes(code.treatment) || code.basisPoints === 0,
    'A code with a rate names the account of its tax.': (code) =>
      code.basisPoints === 0 || code.outputAccount !== null || code.inputAccount !== null,
    'What is outside the scope of the tax stands in no box of the return.': (code) =>
      code.treatment !== 'outside' || boxesOf(code).every((box) => box === null),
  },
  read: 'staff',
  write: 'tax officer',
})

/** A tax code as it is good on some day. */
export type TaxCode = RegisterRow<typeof fields>

function boxesOf(code: Pick<TaxCode, 'salesBox' | 'outputBox' | 'purchasesBox' | 'inputBox'>) {
  return [code.salesBox, code.outputBox, code.purchasesBox, code.inputBox]
}
