/** Gives words to papers and rows that were written without: earlier, or by other means. */
import { keyIn } from '#kit/acts.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import { Parameters } from '#kit/parameters.ts'
import { loadPapers, loadRows } from '#kit/store.ts'
import { noteWords } from '#kit/word-index.ts'
import type { WordPlace } from '#kit/word-index.ts'

/** So many papers get their words in one transaction. */
const most = 1000

/**
 * Notes the words of the next thousand papers or rows of a kind, in the order of their keys; what
 * is no longer true of them goes, and what links to renamed rows gets the new names. Answers the
 * last key, which is to be passed again; null where there are no more.
 */
export async function fillWords(
  books: WordPlace,
  of: Described,
  past: readonly string[] | null = null,
): Promise<readonly string[] | null> {
  if (of.noun === 'register' && of.isLedgers) return null
  const key = ownKey(of)
  const written = new Parameters()
  const names = key.map(({ name }) => name).join(', ')
  const where = [
    `organization = ${written.add(books.organization, 'uuid')}`,
    ...(of.target.of === 'company' ? [`company = ${written.add(books.company, 'text')}`] : []),
    ...(past === null
      ? []
      : [`(${names}) > (${key.map(({ type }, at) => written.add(past[at], type)).join(', ')})`]),
  ]
  const keys = await books.query<Record<string, unknown>>({
    text:
      `select ${key.map(({ name }) => `${name}::text`).join(', ')} from ${of.target.table} ` +
      `where ${where.join(' and ')} order by ${names} limit ${most}`,
    values: written.values,
  })
  const next = keys.map((row) => key.map(({ name }) => String(row[name])))
  const contents = await load(books, of, next)
  await noteWords(
    books,
    of,
    contents.map((after) => ({ key: keyIn(of, after), before: nothing, after })),
  )
  return next.length < most ? null : (next.at(-1) ?? null)
}

/** Different in every field from what is there, so that all words are compared. */
const nothing: Content = {}

async function load(
  { query, ...place }: WordPlace,
  of: Described,
  keys: readonly (readonly string[])[],
): Promise<Content[]> {
  if (of.noun === 'register') return await loadRows(query, of, place, keys)
  const ids = keys.flatMap(([id]) => id ?? [])
  return asDescribed(await loadPapers(query, of, place, ids))
}
