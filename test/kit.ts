/** A register and a document as small as they can be, for the tests of the kit itself. */
import { compareDates } from '#base/date.ts'
import { document } from '#kit/document.ts'
import { optional, rows } from '#kit/field.ts'
import { choice } from '#kit/fields/choice.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { register } from '#kit/register.ts'

export const friend = register('friend', {
  fields: { name: text(), trusted: yesOrNo() },
  of: 'organization',
  read: 'reader',
  write: 'librarian',
})

export const shelf = register('shelf', {
  fields: { room: choice(['hall', 'attic']) },
  plural: 'shelves',
  of: 'company',
  read: 'reader',
  write: 'librarian',
})

const fields = {
  lentTo: link(friend),
  lentOn: day(),
  backOn: optional(day({ label: 'Expected back' })),
  note: optional(text({ most: 2000 })),
  books: rows({
    title: text(),
    shelf: link(shelf),
    copies: whole(1, 100),
    value: optional(decimal({ scale: 2, readClass: 2 })),
  }),
}

/** A note of what was lent: written, lent out, and closed by somebody else. */
export const loan = document('loan', {
  fields,
  number: 'LOAN-{year}-{00000}',
  states: ['draft', 'lent', 'closed'],
  transitions: {
    lend: {
      from: 'draft',
      to: 'lent',
      by: 'librarian',
      needs: {
        'A loan has at least one book.': ({ books }) => books.length > 0,
        'What is lent comes back on or after the day it is lent.': ({ lentOn, backOn }) =>
          backOn === null || compareDates(lentOn, backOn) <= 0,
      },
    },
    close: { from: 'lent', to: 'closed', by: 'librarian', notWhoDid: 'lend' },
  },
  read: 'reader',
  write: 'librarian',
})

const depositFields = {
  owner: link(friend),
  takenOn: day(),
  pence: whole(1, 1_000_000),
}

/** A deposit that a friend leaves with the library, and gets back from somebody else. */
export const deposit = document('deposit', {
  fields: depositFields,
  number: 'D{000}',
  states: ['draft', 'taken', 'given back'],
  transitions: {
    take: {
      from: 'draft',
      to: 'taken',
      by: 'librarian',
      posts: ({ owner, takenOn, pence, number }) => ({
        journal: 'bank',
        postedOn: takenOn,
        lines: [
          { account: 'bank', currency: 'GBP', amount: BigInt(pence) },
          {
            account: 'customer credit',
            currency: 'GBP',
            amount: -BigInt(pence),
            subject: { kind: 'deposit', paper: number ?? '', party: owner },
          },
        ],
      }),
    },
    giveBack: {
      from: 'taken',
      to: 'given back',
      by: 'librarian',
      notWhoDid: 'take',
      posts: 'reversal',
    },
  },
  read: 'reader',
  write: 'librarian',
})
