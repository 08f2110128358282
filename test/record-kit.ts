/** Descriptions with what not everybody may read, for the tests of what hangs on papers. */
import { catalogue } from '#kit/catalogue.ts'
import { document } from '#kit/document.ts'
import { isRows, optional, rows } from '#kit/field.ts'
import { link } from '#kit/fields/link.ts'
import { text } from '#kit/fields/text.ts'
import { whole } from '#kit/fields/whole.ts'
import type { Described } from '#kit/key.ts'
import { register } from '#kit/register.ts'
import { everywhere } from '#kit/role.ts'
import type { Actor, Scope } from '#kit/role.ts'
import { sightOf } from '#kit/sight.ts'
import type { Reader } from '#kit/topic.ts'
import { libraryCatalogue } from '#test/kit.ts'

/** What must never be told to who may not read it. */
export const canary = '73913.37'

/** Somebody who works in the library; the name is personal, the pay more so. */
export const helper = register('helper', {
  fields: {
    name: text({ readClass: 3 }),
    nickname: text(),
    pay: optional(text({ readClass: 4 })),
  },
  of: 'company',
  read: 'reader',
  write: 'librarian',
})

const noticeFields = {
  about: link(helper),
  title: text(),
  branch: text({ most: 40 }),
  secret: optional(text({ most: 2000, readClass: 4 })),
  steps: rows({ what: text(), cost: optional(text({ readClass: 4 })), hours: whole(0, 100) }),
}

/** A notice about a helper, in a branch; part of it is for few. */
export const notice = document('notice', {
  fields: noticeFields,
  number: 'N-{year}-{0000}',
  states: ['draft', 'given', 'taken back'],
  transitions: {
    give: { from: 'draft', to: 'given', by: 'librarian' },
    takeBack: { from: 'given', to: 'taken back', by: 'librarian', undoes: true },
  },
  belongs: { site: 'branch' },
  read: 'reader',
  write: 'librarian',
})

/** The library's descriptions, and these. */
export const recordCatalogue = catalogue([...libraryCatalogue.all, helper, notice])

/** What an actor sees of a kind: fields up to a class, and everything where no scope is said. */
export function readerOf(
  of: Described,
  actor: Actor,
  { highest = 5, scopes = [everywhere] }: { highest?: number; scopes?: readonly Scope[] } = {},
): Reader {
  const readable = new Set(
    Object.entries(of.fields).flatMap(([name, field]) => {
      if (!isRows(field)) return field.readClass <= highest ? [name] : []
      const inner = Object.entries(field.rows).filter(([, { readClass }]) => readClass <= highest)
      return [name, ...inner.map(([column]) => `${name}.${column}`)]
    }),
  )
  const sight = sightOf(actor, 'store', scopes, () => readable)
  if (sight === null) throw new Error('The actor sees nothing.')
  return { actor, sight }
}
