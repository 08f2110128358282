/** Places: where goods stand, and where they come from and go to without money. */
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { register } from '#kit/register.ts'
import { account } from '#departments/register/account.ts'

const fields = {
  name: text(),
  account: link(account, { help: 'The account on which its goods are counted.' }),
}

/** A company's places. The code is the name of the ledger's unit: "suppliers", "shelf A 1". */
export const place = register('place', {
  fields,
  about: 'Where goods stand, and where they come from and go to without money.',
  of: 'company',
  read: 'staff',
  write: 'stock controller',
})
