/** Does an act twice in the same books, first to look: what it shows is what then happens. */
import assert from 'node:assert/strict'
import type { Books } from '#kit/books.ts'
import { preview } from '#kit/preview.ts'
import { openDatabase } from '#server/database/database.ts'
import { readEntries } from '#server/entries.ts'
import type { Deed } from '#server/papers/acts.ts'
import { spelled } from '#test/spelled.ts'
import { entryTold } from './entry-told.ts'
import { namedRows, namingOf, pictureOf } from './picture.ts'
import type { Picture } from './picture.ts'
import type { Shop } from './shop.ts'

/**
 * Previews a deed and then does it. The preview must leave every row of every table as it was; its
 * answers, and all tables while it lasts, must be those of the deed; and the entries that it shows
 * must be those that are recorded. Identifiers and moments may differ. Answers what the deed does.
 */
export async function alike<Member, Result>(
  shop: Shop,
  deed: Deed<Member, Result>,
  members: readonly Member[],
  told: (result: Result) => unknown = (result) => result,
): Promise<readonly Result[]> {
  const before = await outside(shop)
  const { shown, ...looked } = await shop.inBooks(async (books) => {
    let picture: Picture = []
    const seen = await preview(books, async (inside) => {
      const results = await deed.run(inside, members)
      picture = await pictureOf(inside.query, inside.organization)
      return results
    })
    return { shown: seen.entries, results: seen.answer, picture }
  })
  assert.equal(spelled(await outside(shop)), spelled(before), `${deed.name} left something behind`)
  const { recorded, ...done } = await shop.inBooks((books) => doing(books, deed, members))

  const known = await shop.inBooks(({ query, organization }) => pictureOf(query, organization))
  assert.equal(spelled(known), spelled(done.picture), 'what was done is there')
  const [inPreview, indeed] = [looked, done].map(({ picture }) => namingOf(before, picture))
  assert.ok(inPreview !== undefined && indeed !== undefined)
  const [wouldBe, is] = [looked, done].map(({ results }) => spelled(results.map(told)))
  assert.equal(inPreview(wouldBe ?? ''), indeed(is ?? ''), `${deed.name}: the answers`)
  assert.deepEqual(
    shown.map((entry) => inPreview(entryTold(entry))),
    recorded.map((entry) => indeed(entryTold(entry))),
    `${deed.name}: the entries`,
  )
  assert.deepEqual(
    namedRows(looked.picture, inPreview),
    namedRows(done.picture, indeed),
    `${deed.name}: the tables`,
  )
  return done.results
}

async function doing<Member, Result>(
  books: Books,
  deed: Deed<Member, Result>,
  members: readonly Member[],
) {
  const posted: string[] = []
  const watched: Books = {
    ...books,
    record: (postings) => {
      posted.push(...postings.map(({ id }) => id))
      return books.record(postings)
    },
  }
  const results = await deed.run(watched, members)
  const { query, organization } = books
  const entries = await readEntries(query, organization, posted)
  const recorded = posted.flatMap((id) => entries.find((entry) => entry.id === id) ?? [])
  return { results, recorded, picture: await pictureOf(query, organization) }
}

/** All that there is, as the superuser sees it. */
async function outside({ superuser, organization }: Shop): Promise<Picture> {
  const database = openDatabase(superuser)
  try {
    return await database.transaction(organization, (query) => pictureOf(query, organization))
  } finally {
    await database.close()
  }
}
