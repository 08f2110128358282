/** Levels of dunning: from which day on a letter of which tone is due, and what it costs. */
import { optional } from '#kit/field.ts'
import { money } from '#kit/fields/money.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { register } from '#kit/register.ts'

const fields = {
  level: whole(1, 9, { help: 'The first letter is of level 1.' }),
  overdueFrom: whole(1, 3650, { help: 'Days after which it is due.' }),
  pause: whole(1, 365, { help: 'Days after a letter before the next one, of whatever level.' }),
  letter: text({ most: 5000, help: 'What the letter says.' }),
  fee: optional(money({ help: 'In the currency of the debt.' })),
}

/** A company's levels of dunning. */
export const dunningLevel = register('dunning level', {
  fields,
  about: 'From which day on a letter of which tone is due, and what it costs.',
  of: 'company',
  read: 'staff',
  write: 'credit controller',
})
