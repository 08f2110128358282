/** What comments, attachments and a history hang on: a paper or a row of a register, by its key. */
import { isId } from '#base/id.ts'
import { parseDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import { column, keyColumns } from '#kit/columns.ts'
import { isCode } from '#kit/fields/link.ts'
import { onlyThose, ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import type { Moment } from '#kit/moment.ts'
import { Parameters } from '#kit/parameters.ts'
import { holds } from '#kit/role.ts'
import type { Actor, Whereabouts } from '#kit/role.ts'
import type { Sight } from '#kit/sight.ts'
import { columnName } from '#kit/spelling.ts'
import { lockPapers } from '#kit/store.ts'

/** A paper or row that is there, and that the reader sees. */
export interface Topic {
  readonly of: Described
  /** A paper's identifier; a row's code, of a dated register with the first day after a blank. */
  readonly key: string
  /** A paper's number, a row's code; null where it has none yet. */
  readonly code: string | null
  /** A paper's state; null for a row, which has no life. */
  readonly state: string | null
  readonly where: Whereabouts
}

/** Who asks, and what is seen of a kind. */
export interface Reader {
  readonly actor: Actor
  readonly sight: Sight
}

/** The transaction of one company. */
export type TopicPlace = Pick<Moment, 'query' | 'organization' | 'company'>

/** The same, and its moment in milliseconds since 1970, for new identifiers. */
export type WritingPlace = TopicPlace & { readonly now: number }

/** Where what hangs on a kind stands: organization, company and kind. */
export function placed({ organization, company }: TopicPlace, of: Described): string[] {
  return [organization, of.target.of === 'company' ? company : '', of.name]
}

/**
 * The papers or rows of these keys that the reader sees, by their keys: what is not seen is not
 * there. With a lock, papers stay in their state until the transaction ends.
 */
export async function topicsOf(
  { query, organization, company }: TopicPlace,
  of: Described,
  sight: Sight,
  keys: readonly string[],
  lock?: 'share',
): Promise<ReadonlyMap<string, Topic>> {
  const wanted = [...new Set(keys)].flatMap((key) => {
    const parts = keyParts(of, key)
    return parts === null ? [] : [{ key: parts }]
  })
  if (wanted.length === 0) return new Map()
  if (lock !== undefined && of.noun === 'document') {
    const ids = wanted.flatMap(({ key: [id] }) => id ?? [])
    await lockPapers(query, of, { organization, company }, ids, lock)
  }
  const written = new Parameters()
  const head = headOf(of)
  const where = [
    `organization = ${written.add(organization, 'uuid')}`,
    ...(of.target.of === 'company' ? [`company = ${written.add(company, 'text')}`] : []),
    ...onlyThose(of.target),
    wantedKeys(of, wanted, written),
  ]
  const found = await query<Head>({
    name: `topics ${of.name}`,
    text: `select ${head} from ${of.target.table} where ${where.join(' and ')}`,
    values: written.values,
  })
  const ofCompany = of.target.of === 'company' ? company : null
  const topics = found.map(({ key, code, state, ...rest }) => {
    return { of, key, code, state, where: { company: ofCompany, ...rest } }
  })
  return new Map(
    topics.filter((topic) => sees(sight, topic.where)).map((topic) => [topic.key, topic]),
  )
}

interface Head {
  readonly key: string
  readonly code: string | null
  readonly state: string | null
  readonly madeBy: string | null
  readonly site: string | null
  readonly department: string | null
}

function headOf(of: Described): string {
  const isPaper = of.noun === 'document'
  const { site = null, department = null } = isPaper ? of.belongs : {}
  const day = of.target.dated ? " || ' ' || good_from::text" : ''
  const named = (name: string | null): string => (name === null ? 'null::text' : columnName(name))
  return [
    `${isPaper ? 'id::text' : `code${day}`} as key`,
    `${isPaper ? named(of.number === null ? null : 'number') : 'code'} as code`,
    `${isPaper ? 'state' : 'null::text'} as state`,
    // Nobody is said to have made what the ledger keeps.
    `${isPaper || !of.isLedgers ? 'created_by' : 'null::text'} as "madeBy"`,
    `${named(site)} as site`,
    `${named(department)} as department`,
  ].join(', ')
}

/** The condition that a paper or row is one of the wanted. */
export function wantedKeys(
  of: Described,
  wanted: readonly { readonly key: readonly string[] }[],
  written: Parameters,
  table = '',
): string {
  const [first] = ownKey(of)
  const columns = keyColumns(of, wanted)
  if (first !== undefined && columns.length === 1) {
    const keys = column(wanted, ({ key: [key = null] }) => key)
    return `${table}${first.name} = any (${written.add(keys, `${first.type}[]`)})`
  }
  const names = ownKey(of).map(({ name }) => `${table}${name}`)
  return `(${names.join(', ')}) in (select * from ${written.unnest(columns)})`
}

/** A key's columns from its text: of a dated row the day stands behind the last blank. */
export function keyParts({ noun, target }: Described, key: string): string[] | null {
  if (noun === 'document') return isId(key) ? [key] : null
  if (!target.dated) return isCode(key, target.longestCode) ? [key] : null
  const blank = key.lastIndexOf(' ')
  const [code, day] = [key.slice(0, Math.max(blank, 0)), key.slice(blank + 1)]
  return isCode(code) && parseDate(day) !== null ? [code, day] : null
}

/** Whether what belongs somewhere is seen. */
export function sees({ person, scopes }: Sight, where: Whereabouts): boolean {
  const grants = scopes.map((scope) => ({ role: 'reader', scope }))
  // What nobody has made is not the person's own either.
  return holds({ person, grants }, 'reader', { ...where, madeBy: where.madeBy ?? '' })
}

/** The problem of a paper or row that is not there, or not to be seen: `paper-unknown`. */
export function unknownTopic({ name }: Described, key: string): Problem {
  const message = `There is no ${name} “${shortened(key)}” here. Take one from the list.`
  return { rule: 'paper-unknown', field: '', message }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
