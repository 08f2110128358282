/**
 * Which words papers and rows are found by, kept in the transaction that writes them: those of
 * their number or code, of their texts, and of what they link to, as it was called at that time.
 */
import type { Catalogue } from '#kit/catalogue.ts'
import { column } from '#kit/columns.ts'
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows, writtenFields } from '#kit/field.ts'
import type { Columns, Field } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { highestTold, namesLinked } from '#kit/linked-names.ts'
import type { NameOf } from '#kit/linked-names.ts'
import type { Moment } from '#kit/moment.ts'
import { addWords, mostWords } from '#kit/words.ts'

/** Where words are kept. */
export type WordPlace = Pick<Moment, 'query' | 'organization' | 'company'> & {
  readonly catalogue: Catalogue
}

/** What became of a paper or row. */
export interface Noted {
  /** The columns that tell it apart, as text, in the order of `ownKey`. */
  readonly key: readonly string[]
  /** Null where it is new. */
  readonly before: Content | null
  /** Null where it is thrown away. */
  readonly after: Content | null
}

/** What is searched as one: the papers of a kind in a company. */
export function listOf(of: Described, company: string): string {
  return `${of.target.of === 'company' ? company : ''} ${of.name}`
}

/**
 * Keeps the words of a set: of what is new one plain statement; of what only got a number, that;
 * of the rest, what is no longer true goes and what is new comes.
 */
export async function noteWords(
  books: WordPlace,
  of: Described,
  set: readonly Noted[],
): Promise<void> {
  // What the ledger keeps is written by the ledger's own operations.
  if (of.noun === 'register' && of.isLedgers) return
  const ways = Map.groupBy(set, (noted) => wayOf(of, noted))
  for (const [way, those] of ways) {
    const contents = those.map(({ after }) => after ?? {})
    const nameOf =
      way === 'numbered' ? nobody : await namesLinked(books, books.catalogue, of, contents)
    const keys = those.map(({ key }) => key.join(' '))
    const words = contents.map((content) =>
      way === 'numbered' ? headWords(content) : wordsOf(of, content, nameOf),
    )
    await statements[way](books, of, keys, words)
  }
}

const nobody: NameOf = () => undefined

/** The words of a paper or row. */
export function wordsOf(of: Described, content: Content, nameOf: NameOf): Set<string> {
  const words = headWords(content)
  const most = words.size + mostWords
  for (const [name, field] of Object.entries(of.fields)) {
    // What a transition fills in says again what other fields say, as it was called then.
    if (isRows(field) || field.isTaken) continue
    addValue(words, field, content[name], nameOf, most)
  }
  for (const [name, field] of Object.entries(of.fields)) {
    if (!isRows(field) || field.isTaken) continue
    for (const row of rowsIn(content, name)) {
      if (words.size >= most) break
      addRow(words, field.rows, row, nameOf, most)
    }
  }
  const { extra } = content
  if (typeof extra !== 'object' || extra === null) return words
  for (const value of Object.values(extra)) {
    if (typeof value === 'string') addWords(value, words, most)
  }
  return words
}

/** The words of a paper's number, or of a row's code. */
function headWords({ number, code }: Content): Set<string> {
  const words = new Set<string>()
  for (const head of [number, code]) {
    if (typeof head === 'string') addWords(head, words, mostWords)
  }
  return words
}

function addRow(
  words: Set<string>,
  columns: Columns,
  row: Content,
  nameOf: NameOf,
  most: number,
): void {
  for (const name in columns) {
    const field = columns[name]
    if (field !== undefined) addValue(words, field, row[name], nameOf, most)
  }
}

function addValue(
  words: Set<string>,
  { kind, readClass }: Field,
  value: unknown,
  nameOf: NameOf,
  most: number,
): void {
  if (typeof value !== 'string' || readClass > highestTold) return
  const { target, isSearched } = kind
  if (target === null) {
    if (isSearched !== undefined) addWords(value, words, most)
    return
  }
  if (target.table.startsWith('ledger.')) return
  if (target.key === 'code') addWords(value, words, most)
  const name = nameOf(target, value)
  if (name !== undefined) addWords(name, words, most)
}

type Way = 'new' | 'numbered' | 'changed'

function wayOf({ fields }: Described, { before, after }: Noted): Way {
  if (before === null && after !== null) return 'new'
  if (before === null || after === null) return 'changed'
  // A transition leaves what it does not fill in as it is, down to the very value.
  const names = [...Object.keys(writtenFields(fields)), 'extra']
  const isSame = names.every((name) => before[name] === after[name])
  return isSame ? 'numbered' : 'changed'
}

type Keep = (
  books: WordPlace,
  of: Described,
  keys: readonly string[],
  words: readonly ReadonlySet<string>[],
) => Promise<void>

const insert =
  'insert into paper.word (organization, list, key, word) ' +
  'select $1::uuid, $2::text, u.key, w from unnest($3::text[], $4::text[]) u (key, words), ' +
  "string_to_table(u.words, ' ') w"

const statements: Readonly<Record<Way, Keep>> = {
  new: (books, of, keys, words) => run(books, of, 'paper.new words', insert, keys, words),
  // A word of the number may stand in a text of the paper already.
  numbered: (books, of, keys, words) =>
    run(books, of, 'paper.number words', `${insert} on conflict do nothing`, keys, words),
  changed: (books, of, keys, words) => run(books, of, 'paper.changed words', replace, keys, words),
}

const replace = `with gone as (
    delete from paper.word w using unnest($3::text[], $4::text[]) u (key, words)
    where w.organization = $1::uuid and w.list = $2::text and w.key = u.key
      and w.word <> all (string_to_array(u.words, ' ')))
  ${insert} on conflict do nothing`

async function run(
  { query, organization, company }: WordPlace,
  of: Described,
  name: string,
  text: string,
  keys: readonly string[],
  words: readonly ReadonlySet<string>[],
): Promise<void> {
  // No word has a blank.
  const joined = column(words, (each) => [...each].join(' '))
  const values = [organization, listOf(of, company), column(keys, (key) => key), joined]
  await query({ name, text, values })
}
