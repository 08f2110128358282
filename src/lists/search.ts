/**
 * Finds papers and rows by words: all of them must be there, of the last one its beginning. Only
 * what somebody sees is looked at, so that nobody learns even from the time it takes what else
 * there is.
 */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { keyIn } from '#kit/acts.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isCode } from '#kit/fields/link.ts'
import type { Described } from '#kit/key.ts'
import { nameColumn, namedLinks, namesLinked } from '#kit/linked-names.ts'
import { Parameters } from '#kit/parameters.ts'
import { conditionOf, keysIn } from '#lists/search-keys.ts'
import type { Candidate, Searched } from '#lists/search-keys.ts'
import { narrowed } from '#kit/sight.ts'
import type { Sight } from '#kit/sight.ts'
import { columnName } from '#kit/spelling.ts'
import { loadPapers, loadRows } from '#kit/store.ts'
import { keyParts, wantedKeys } from '#kit/topic.ts'
import { listOf, wordsOf } from '#kit/word-index.ts'
import type { WordPlace } from '#kit/word-index.ts'
import { mostSought, plainText, soughtIn } from '#kit/words.ts'

/** So many of a kind are told. */
export const mostFound = 20

/** A kind that is searched, and what somebody sees of it. */
export interface Among {
  readonly of: Described
  readonly sight: Sight
}

/** A paper or row that was found. */
export interface Found {
  /** A paper's identifier; a row's code, of a dated register with the first day after a blank. */
  readonly key: string
  /** Its number or code; null where it has none yet. */
  readonly code: string | null
  /** A row's name; a paper's is that of what it links to first. */
  readonly name: string | null
  /** A paper's state. */
  readonly state: string | null
}

/** What was found of a kind: what is called exactly so, then whole words, then the newest first. */
export interface FoundKind {
  readonly of: Described
  readonly found: readonly Found[]
  /** Whether there may be more: another word narrows it. */
  readonly isMore: boolean
}

/** Whether somebody may read how rows or papers of a description are called, all of them. */
export type ReadsNames = (of: Described) => boolean

/**
 * Searches some kinds, in their order. By the names of what papers link to they are found where
 * these names may be read. Problems: `search-empty`, `search-long`.
 */
export async function search(
  books: WordPlace,
  text: string,
  among: readonly Among[],
  reads: ReadsNames,
): Promise<Outcome<FoundKind[]>> {
  const readings = soughtIn(text)
  const problem = problemOf(readings)
  if (problem !== null) return refused(problem)
  for (const words of readings) {
    const found = await find(books, text, words, among, reads)
    if (found.length > 0) return fine(found)
  }
  return fine([])
}

function problemOf(readings: readonly (readonly string[])[]) {
  if (readings.length === 0) {
    const message = 'There is no letter or digit to search for. Write a word or a number.'
    return { rule: 'search-empty', field: 'q', message }
  }
  if (readings.every((words) => words.length <= mostSought)) return null
  const message = `These are more than ${mostSought} words. Take the rarest ones.`
  return { rule: 'search-long', field: 'q', message }
}

/** A kind that is searched, and whether names stand in its words that may not be read. */
interface Asked extends Searched {
  readonly hidesNames: boolean
}

async function find(
  books: WordPlace,
  text: string,
  words: readonly string[],
  among: readonly Among[],
  reads: ReadsNames,
): Promise<FoundKind[]> {
  const searched = among.flatMap((one): Asked[] => {
    const only = narrowed(one.of, one.sight)
    const list = listOf(one.of, books.company)
    const hidesNames = !linkedBy(books.catalogue, one.of).every(reads)
    return only?.length === 0 ? [] : [{ ...one, only, list, hidesNames }]
  })
  const [open, closed] = [
    searched.filter(({ only, hidesNames }) => only === null && !hidesNames),
    searched.filter(({ only, hidesNames }) => only !== null || hidesNames),
  ]
  const candidates = await Promise.all([
    keysIn(books, words, open, mostFound + 1),
    ...closed.map((one) =>
      keysIn(books, words, [one], one.hidesNames ? mostChecked : mostFound + 1),
    ),
  ])
  const byList = Map.groupBy(candidates.flat(), ({ list }) => list)
  const found = searched.map(async (one): Promise<FoundKind[]> => {
    const all = byList.get(one.list)
    if (all === undefined) return []
    const matching = one.hidesNames ? await foundWithout(books, one.of, words, all, reads) : all
    if (matching.length === 0) return []
    const best = matching.slice(0, mostFound)
    const whole = new Set(best.filter(({ isWhole }) => isWhole).map(({ key }) => key))
    const titled = await titlesOf(
      books,
      text,
      one,
      best.map(({ key }) => key),
    )
    const sorted = titled.toSorted(inOrder(one.of, plainText(text), whole))
    const isMore = matching.length > mostFound || matching.some(({ isCut }) => isCut)
    return [{ of: one.of, found: sorted.slice(0, mostFound), isMore }]
  })
  return (await Promise.all(found)).flat()
}

/** So many are looked at again whose words may be names that may not be read. */
const mostChecked = 100

/** Those that are found also without the names that may not be read. */
async function foundWithout(
  books: WordPlace,
  of: Described,
  words: readonly string[],
  matching: readonly Candidate[],
  reads: ReadsNames,
): Promise<Candidate[]> {
  const keys = matching.flatMap(({ key }) => {
    const parts = keyParts(of, key)
    return parts === null ? [] : [parts]
  })
  const contents = asDescribed<Content[]>(
    of.noun === 'document'
      ? await loadPapers(books.query, of, books, keys.flat())
      : await loadRows(books.query, of, books, keys),
  )
  const called = await namesLinked(books, books.catalogue, of, contents)
  const readable = new Set(
    linkedBy(books.catalogue, of).flatMap((one) => (reads(one) ? one.name : [])),
  )
  const fitting = contents.filter((content) => {
    const own = [
      ...wordsOf(of, content, (target, key) =>
        readable.has(target.name) ? called(target, key) : undefined,
      ),
    ]
    return words.every((word, at) =>
      own.some((one) => (at === words.length - 1 ? one.startsWith(word) : one === word)),
    )
  })
  const there = new Set(fitting.map((content) => keyIn(of, content).join(' ')))
  return matching.filter(({ key }) => there.has(key))
}

/** The descriptions of what papers of a kind link to, whose names stand in their words. */
function linkedBy(catalogue: WordPlace['catalogue'], of: Described): Described[] {
  const names = new Set(namedLinks(catalogue, of).map(({ target }) => target.name))
  return catalogue.all.filter(({ name }) => names.has(name))
}

/** What is told of each, and of what is called exactly as was sought. */
async function titlesOf(
  { query, organization, company, catalogue }: WordPlace,
  text: string,
  narrow: Asked,
  keys: readonly string[],
): Promise<Found[]> {
  const { of } = narrow
  const { target } = of
  const written = new Parameters()
  const name = nameOf(catalogue, of, narrow.hidesNames)
  const wanted = keys.map((key) => ({ key: keyParts(of, key) ?? [] }))
  const isPaper = of.noun === 'document'
  const code = isPaper ? (of.number === null ? 'null::text' : 't.number') : 't.code'
  const day = target.dated ? `|| ' ' || t.good_from` : ''
  const meant = `${code} = any (${written.add(spellings(text), 'text[]')})`
  const where = [
    // As in the question for the keys: a value that the planner does not know.
    `t.organization = (select ${written.add(organization, 'uuid')})`,
    ...(target.of === 'company' ? [`t.company = (select ${written.add(company, 'text')})`] : []),
    `(${wantedKeys(of, wanted, written, 't.')} or ${meant})`,
    ...(narrow.only === null ? [] : [conditionOf(narrow, written)]),
  ]
  return await query<Found>({
    ...(narrow.only === null && !narrow.hidesNames ? { name: `titles ${of.name}` } : {}),
    text:
      `select ${isPaper ? 't.id::text' : `t.code${day}`} as key, ${code} as code, ` +
      `${name} as name, ${isPaper ? 't.state' : 'null::text'} as state ` +
      `from ${target.table} t where ${where.join(' and ')} ` +
      // Somebody may have thousands of rows of one code; no more than are told are wanted.
      `order by ${meant} desc nulls last limit ${mostFound * 2}`,
    values: written.values,
  })
}

/** How a paper or a row is called besides its number or code. */
function nameOf(catalogue: WordPlace['catalogue'], of: Described, hidesNames: boolean): string {
  if (of.noun === 'register') {
    const known = nameColumn(of)
    return known === null ? 'null::text' : `t.${known}`
  }
  const [link] = namedLinks(catalogue, of).filter(
    ({ rows, target }) => rows === null && target.key === 'code',
  )
  if (link === undefined || hidesNames) return 'null::text'
  const { target, name, called } = link
  const company = target.of === 'company' ? 'and n.company = t.company ' : ''
  return (
    `(select n.${called} from ${target.table} n where n.organization = t.organization ${company}` +
    `and n.code = t.${columnName(name)}${target.dated ? ' order by n.good_from desc' : ''} limit 1)`
  )
}

/** The spellings in which a number or code is looked up by its own index. */
function spellings(text: string): string[] {
  const written = text.trim()
  if (!isCode(written)) return []
  return [...new Set([written, written.toUpperCase(), written.toLowerCase()])]
}

/** Called exactly so, then whole words before beginnings, then the newest. */
function inOrder(
  of: Described,
  sought: string,
  whole: ReadonlySet<string>,
): (a: Found, b: Found) => number {
  const rank = ({ code, key }: Found): number =>
    code !== null && plainText(code) === sought ? 2 : Number(whole.has(key))
  // Identifiers of papers rise with time; rows stand in the order of their codes.
  const newestFirst = of.noun === 'document' ? -1 : 1
  return (a, b) => rank(b) - rank(a) || (a.key < b.key ? -1 : 1) * newestFirst
}
