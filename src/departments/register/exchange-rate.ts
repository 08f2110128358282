/** Exchange rates: what a currency is worth in the company's own from a day on. */
import { optional } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { text } from '#kit/fields/text.ts'
import { register } from '#kit/register.ts'

/** How a rate is quoted; both ways are exact only as they were published. */
export const quotations = ['own per foreign', 'foreign per own'] as const

const fields = {
  rate: decimal({ scale: 10 }),
  quoted: choice(quotations, {
    help: 'HMRC and the ECB publish foreign per own: 1.1532 EUR for a pound.',
  }),
  source: optional(text({ help: 'Who published it.' })),
}

/** A company's rates; the code is that of the foreign currency. */
export const exchangeRate = register('exchange rate', {
  fields,
  about: 'What a currency is worth in the company’s own from a day on.',
  of: 'company',
  dated: true,
  needs: { 'A rate is above zero.': ({ rate }) => rate.units > 0n },
  read: 'staff',
  write: 'accountant',
})
