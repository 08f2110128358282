/** Registers and documents as small as they can be, for the tests of the kit itself. */
import { compareDates } from '#base/date.ts'
import { document } from '#kit/document.ts'
import { fine, refused } from '#base/problem.ts'
import { draftsFrom } from '#kit/drafting.ts'
import { optional, rows, taken } from '#kit/field.ts'
import { fills } from '#kit/filling.ts'
import { choice } from '#kit/fields/choice.ts'
import { day } from '#kit/fields/day.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import { yesOrNo } from '#kit/fields/yes-or-no.ts'
import { openItems } from '#kit/lookup.ts'
import { ownField } from '#kit/own-fields.ts'
import { register } from '#kit/register.ts'
import { catalogue } from '#kit/catalogue.ts'

export const friend = register('friend', {
  fields: { name: text(), trusted: yesOrNo(), remark: optional(text({ most: 2000 })) },
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
  day: 'lentOn',
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

/** What a friend pays for each day that a book comes back late, which changes with the years. */
export const rate = register('late rate', {
  fields: { pence: whole(0, 1000) },
  of: 'company',
  dated: true,
  read: 'reader',
  write: 'librarian',
})

const renewalFields = {
  loan: link(loan, { standsOn: ['lent'] }),
  until: day(),
  note: optional(text({ most: 2000 })),
}

/** More time for a loan, as long as it is lent. */
export const renewal = document('renewal', {
  fields: renewalFields,
  states: ['asked', 'granted', 'withdrawn'],
  transitions: {
    grant: { from: 'asked', to: 'granted', by: 'librarian' },
    withdraw: { from: 'granted', to: 'withdrawn', by: 'librarian', undoes: true },
  },
  drafts: [
    draftsFrom(loan, ({ id, backOn, state }) =>
      state === 'lent' && backOn !== null ? { loan: id, until: backOn.add({ days: 14 }) } : null,
    ),
  ],
  read: 'reader',
  write: 'reader',
})

const spendingFields = {
  owner: link(friend),
  spentOn: day(),
  pence: whole(1, 1_000_000),
  note: optional(text({ most: 2000 })),
  deposits: rows({ deposit: text() }),
  rest: taken(whole(0, 1_000_000)),
  pieces: taken(rows({ deposit: text(), pence: whole(1, 1_000_000) })),
}

/** What a friend spends of deposits, the first one first: it takes from them in pieces. */
export const spending = document('spending', {
  fields: spendingFields,
  day: 'spentOn',
  number: 'S{000}',
  states: ['draft', 'spent', 'undone'],
  transitions: {
    spend: {
      from: 'draft',
      to: 'spent',
      by: 'librarian',
      gathers: async (moment, spendings) => {
        const papers = spendings.flatMap(({ deposits }) => deposits.map((row) => row.deposit))
        const open = await openItems(moment, {
          account: 'customer credit',
          kind: 'deposit',
          papers,
        })
        const left = new Map(open.map(({ paper, amount }) => [paper, Number(-amount)]))
        return ({ deposits, pence }) => {
          const named = new Set(deposits.map((row) => row.deposit))
          const total = [...named].reduce((sum, number) => sum + (left.get(number) ?? 0), 0)
          if (total < pence) {
            const message = `Only ${total} p are left of these deposits. Take more of them.`
            return refused({ rule: 'too-little-left', field: 'pence', message })
          }
          let wanted = pence
          const pieces = deposits.flatMap(({ deposit: number }) => {
            const piece = Math.min(wanted, left.get(number) ?? 0)
            left.set(number, (left.get(number) ?? 0) - piece)
            wanted -= piece
            return piece === 0 ? [] : [{ deposit: number, pence: piece }]
          })
          return fine({ pieces, rest: total - pence })
        }
      },
      posts: ({ spentOn, pence, pieces }) => ({
        journal: 'bank',
        postedOn: spentOn,
        lines: [
          { account: 'bank', currency: 'GBP', amount: -BigInt(pence) },
          ...pieces.map((piece) => ({
            account: 'customer credit',
            currency: 'GBP',
            amount: BigInt(piece.pence),
            subject: { kind: 'deposit', paper: piece.deposit },
          })),
        ],
      }),
    },
    undo: { from: 'spent', to: 'undone', by: 'librarian', posts: 'reversal' },
  },
  fills: [fills('owner', friend, ({ remark }) => ({ note: remark }))],
  read: 'reader',
  write: 'reader',
})

const wishFields = {
  reader: link(friend),
  branch: text({ most: 40 }),
  team: optional(text({ most: 40 })),
  wishedOn: day(),
  neededBy: optional(day()),
  copies: whole(1, 1000),
  price: optional(decimal({ scale: 2, readClass: 2 })),
  urgent: yesOrNo(),
  format: choice(['paper', 'sound', 'film']),
  loan: optional(link(loan)),
  note: optional(text({ most: 2000 })),
}

/** A wish for a book: with fields of every kind, listed in many ways, and belonging somewhere. */
export const wish = document('wish', {
  fields: wishFields,
  plural: 'wishes',
  number: 'W{0000}',
  states: ['draft', 'open', 'done'],
  transitions: {
    ask: { from: 'draft', to: 'open', by: 'reader' },
    finish: { from: 'open', to: 'done', by: 'librarian' },
  },
  sorts: [['state', 'wishedOn'], ['reader', 'wishedOn'], ['neededBy'], ['madeBy', 'wishedOn']],
  belongs: { site: 'branch', department: 'team' },
  read: 'reader',
  write: 'reader',
})

/** All of them. */
export const libraryCatalogue = catalogue([
  friend,
  shelf,
  ownField,
  rate,
  loan,
  deposit,
  renewal,
  spending,
  wish,
])
