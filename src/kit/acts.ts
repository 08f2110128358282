/** What happened to papers and registers: who did what, what changed, what it recorded. */
import type { Query } from '#base/query.ts'
import type { DoneBefore } from '#kit/decide.ts'
import { toJson } from '#kit/derive/schema.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { ownKey } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import { Parameters } from '#kit/parameters.ts'
import type { Actor } from '#kit/role.ts'
import { column } from '#kit/columns.ts'
import type { Place } from '#kit/store.ts'

/** One act with one paper, or with one row of a register. */
export interface Act {
  readonly verb: string
  readonly actor: Actor
  /** What it acts upon, by the columns of `ownKey`, as text. */
  readonly key: readonly string[]
  /** The version that the act makes. */
  readonly version: number
  /** Null where it begins with this act. */
  readonly before: Content | null
  /** Null where it is thrown away with this act. */
  readonly after: Content | null
  /** The identifiers of the entries that it recorded. */
  readonly entries?: readonly string[]
}

/** What was done with papers before: who, and what it recorded. */
export interface Past {
  readonly done: DoneBefore
  readonly entries: readonly string[]
}

const nothing: Past = { done: {}, entries: [] }

/** What was done with each of these papers; where nothing was done, the past is empty. */
export async function pastOf(
  query: Query,
  { name }: Document,
  { organization, company }: Place,
  ids: readonly string[],
): Promise<(id: string) => Past> {
  const acts = await query<{ paper: string; verb: string; actor: string; entries: string[] }>({
    name: 'paper.acts',
    text: `select paper, verb, actor, entries from paper.act
      where organization = $1 and company = $2 and kind = $3 and paper = any ($4::uuid[])
      order by paper, version`,
    values: [organization, company, name, `{${ids.join(',')}}`],
  })
  const pasts = new Map<string, Past>()
  for (const [paper, of] of Map.groupBy(acts, (act) => act.paper)) {
    const byVerb = Map.groupBy(of, ({ verb }) => verb)
    pasts.set(paper, {
      done: Object.fromEntries(
        [...byVerb].map(([verb, those]) => [verb, those.map(({ actor }) => actor)]),
      ),
      entries: of.flatMap(({ entries }) => entries),
    })
  }
  return (id) => pasts.get(id) ?? nothing
}

/** Notes acts, in one statement. Of what was before, only what became different is kept. */
export async function noteActs(
  query: Query,
  of: Described,
  { organization, company }: Place,
  acts: readonly Act[],
): Promise<void> {
  if (acts.length === 0) return
  const written = new Parameters()
  const sides = acts.map(({ before, after }) => changesOf(of, before, after))
  const isPaper = of.noun === 'document'
  const shared = [
    written.add(organization, 'uuid'),
    written.add(of.target.of === 'company' ? company : '', 'text'),
    written.add(of.name, 'text'),
  ]
  const columns = [
    { type: isPaper ? 'uuid' : 'text', text: column(acts, ({ key }) => key.join(' ')) },
    { type: 'integer', text: column(acts, ({ version }) => String(version)) },
    { type: 'text', text: column(acts, ({ verb }) => verb) },
    { type: 'text', text: column(acts, ({ actor }) => actor.person) },
    { type: 'text', text: column(acts, ({ actor }) => actor.name) },
    { type: 'jsonb', text: column(sides, ({ before }) => before) },
    { type: 'jsonb', text: column(sides, ({ after }) => after) },
    { type: 'text', text: column(acts, ({ actor }) => actor.origin ?? null) },
    { type: 'text', text: column(acts, ({ entries = [] }) => `{${entries.join(',')}}`) },
  ]
  await query({
    name: `note ${of.name}`,
    text: isPaper
      ? `insert into paper.act (organization, company, kind, paper, version, verb, actor, name,
          before, after, origin, entries)
        select ${shared.join(', ')}, u.a, u.b, u.c, u.d, u.e, u.f, u.g, u.h, u.i::uuid[]
        from ${written.unnest(columns)} u (a, b, c, d, e, f, g, h, i)`
      : `insert into register.act (organization, company, kind, row, version, verb, actor, name,
          before, after, origin)
        select ${shared.join(', ')}, u.* from ${written.unnest(columns.slice(0, -1))} u`,
    values: written.values,
  })
}

/** What the head of a paper tells besides its fields. */
const heads = ['state', 'number', 'extra']

/** Both sides of an act as JSON text: all that is after, and what was different before. */
function changesOf(
  of: Described,
  before: Content | null,
  after: Content | null,
): { readonly before: string | null; readonly after: string | null } {
  const is = after === null ? null : told(of, after)
  const text = is === null ? null : JSON.stringify(is)
  if (before === null || after === null || is === null) {
    return { before: before === null ? null : JSON.stringify(told(of, before)), after: text }
  }
  // What an act leaves as it is, it leaves down to the very value.
  const was = told(of, before, (name) => before[name] !== after[name])
  // What is left out where it is empty was empty before, if only the other side has it.
  const changed = [...Object.keys(of.fields), ...heads]
    .filter((name) => before[name] !== after[name])
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .map((name) => [name, was[name] ?? null])
  return { before: JSON.stringify(Object.fromEntries(changed)), after: text }
}

/** What a content tells: what is filled of its head, and its fields; of both what is asked. */
function told(of: Described, content: Content, asks?: (name: string) => boolean): Content {
  const own = heads.filter(
    (name) => asks?.(name) !== false && content[name] !== undefined && !isEmpty(content[name]),
  )
  const fields =
    asks === undefined
      ? of.fields
      : Object.fromEntries(Object.entries(of.fields).filter(([name]) => asks(name)))
  return {
    ...Object.fromEntries(own.map((name) => [name, content[name]])),
    ...toJson(fields, content),
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

/** The key of a register's row or paper, from its content. */
export function keyIn(of: Described, content: Content): string[] {
  const named: Readonly<Record<string, string>> = { good_from: 'goodFrom' }
  return ownKey(of).map(({ name }) => String(content[named[name] ?? name]))
}
