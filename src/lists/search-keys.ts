/** The keys of papers and rows under which sought words stand, asked of the index of words. */
import { column } from '#kit/columns.ts'
import type { Described } from '#kit/key.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Narrow } from '#kit/sight.ts'
import type { WordPlace } from '#kit/word-index.ts'

/**
 * Where even the rarest of the words is more frequent in a list, the newest so many with it are
 * looked at, and no more.
 */
const mostLooked = 5_000
/** So many words of a list that fit are taken: of one paper several may. */
const mostMatches = 100

/** A list of words that is searched. */
export interface Searched {
  readonly of: Described
  readonly list: string
  /** The conditions of which one must hold; null where nothing is narrowed. */
  readonly only: readonly (readonly Narrow[])[] | null
}

/** A key under which all words stand. */
export interface Candidate {
  readonly list: string
  readonly key: string
  /** Whether the rarest word stands there as it was sought, and not only begins so. */
  readonly isWhole: boolean
  /** Whether not all were looked at. */
  readonly isCut: boolean
}

/**
 * The keys in lists under which all words stand, of the last its beginning; whole words and then
 * the newest first, at most so many of a list. What is narrowed is asked for by itself.
 */
export async function keysIn(
  { query, organization, company }: WordPlace,
  words: readonly string[],
  searched: readonly Searched[],
  most: number,
): Promise<Candidate[]> {
  const [first] = searched
  if (first === undefined) return []
  const written = new Parameters()
  // A value that the planner does not know: of an organization that is new it would believe that it
  // has hardly a row, and take any index.
  const at = `(select ${written.add(organization, 'uuid')})`
  const lists = written.add(
    column(searched, ({ list }) => list),
    'text[]',
  )
  const sought = written.unnest([
    { type: 'text', text: column(words, (word) => word) },
    { type: 'text', text: column(words.map(lastOf), (word) => word) },
  ])
  const limit = written.add(most)
  const isOpen = first.only === null
  const seen = isOpen ? '' : seenOf(first, at, company, written)
  return await query<Candidate>({
    // What is narrowed has a text of its own.
    ...(isOpen ? { name: 'paper.search' } : {}),
    text: `${rarestWords(at, lists, sought)}
      select l.list, found.key, found.whole as "isWhole",
        found.cut or l.count > ${mostLooked} as "isCut"
      from rarest l cross join lateral (
        select w.key, bool_or(w.whole) as whole, sum(count(*)) over () = ${mostMatches} as cut
        from (${matches(at, seen)}) w
        group by w.key order by whole desc, w.key desc limit ${limit}) found`,
    values: written.values,
  })
}

/** The last word that is meant by a sought one: no letter comes behind the one that ends it. */
function lastOf(word: string, at: number, words: readonly string[]): string {
  return at === words.length - 1 ? `${word}\u{10ffff}` : word
}

/**
 * How frequent each word is in each list, and the rarest of each list in which all are: it leads,
 * and of the others is asked whether they stand under the same key.
 */
function rarestWords(at: string, lists: string, sought: string): string {
  return `with asked as (
        select l.list, q.*, c.count
        from unnest(${lists}) l (list)
        cross join ${sought} with ordinality q (low, high, place)
        cross join lateral (select count(*) from (select from paper.word w
          where w.organization = ${at} and w.list = l.list and w.word >= q.low and w.word <= q.high
          limit ${mostLooked + 1}) counted) c (count)
      ), rarest as (
        select distinct on (a.list) a.* from asked a
        where not exists (select from asked none where none.list = a.list and none.count = 0)
        order by a.list, a.count, a.place
      )`
}

/** What stands under the rarest word of a list, whole words first, and under all others. */
function matches(at: string, seen: string): string {
  return `select w.key, w.whole from (
            (select s.key, true as whole from paper.word s
              where s.organization = ${at} and s.list = l.list
                and s.word >= l.low and s.word <= l.low
              order by s.word desc limit ${mostLooked})
            union all
            (select s.key, false from paper.word s
              where s.organization = ${at} and s.list = l.list
                and s.word > l.low and s.word <= l.high
              order by s.word desc limit ${mostLooked})) w
          -- The bound keeps the planner from looking up the word instead of the key.
          where not exists (select from asked q
            where q.list = l.list and q.place <> l.place and not exists (
              select from (select x.word from paper.word x where x.organization = ${at}
                and x.list = l.list and x.key = w.key offset 0) x
              where x.word >= q.low and x.word <= q.high)) ${seen}
          limit ${mostMatches}`
}

/**
 * The condition that what a word stands under is seen. Its key is taken apart before it meets the
 * table with its policy: a cast is not leak-proof, and could use no index there.
 */
function seenOf(narrow: Searched, at: string, company: string, written: Parameters): string {
  const { of } = narrow
  const { table, dated } = of.target
  const [key, same] =
    of.noun === 'document'
      ? ['w.key::uuid as id', 't.id = k.id']
      : dated
        ? [
            'left(w.key, -11) as code, right(w.key, 10)::date as day',
            't.code = k.code and t.good_from = k.day',
          ]
        : ['w.key as code', 't.code = k.code']
  const ofCompany =
    of.target.of === 'company' ? `and t.company = (select ${written.add(company, 'text')}) ` : ''
  return (
    `and exists (select from (select ${key} offset 0) k join ${table} t ` +
    `on t.organization = ${at} ${ofCompany}and ${same} ` +
    `where ${conditionOf(narrow, written)} offset 0)`
  )
}

/** The condition that a row of the table `t` is one of those that are seen. */
export function conditionOf({ only }: Pick<Searched, 'only'>, written: Parameters): string {
  const ways = (only ?? []).map((parts) =>
    parts.map((part) => `t.${part.column} = ${written.add(part.value)}`).join(' and '),
  )
  return `(${ways.join(' or ')})`
}
