/** What happened to papers: who did what, what the paper was before and after, what it recorded. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { Column } from '#ledger/column.ts'
import type { DoneBefore } from '#kit/decide.ts'
import { schemaOf } from '#kit/derive/schema.ts'
import type { Document, Paper } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { Place } from '#kit/store.ts'

/** One act with one paper. */
export interface Act<Of extends Fields, State extends string> {
  readonly verb: string
  readonly before: Paper<Of, State>
  readonly after: Paper<Of, State>
  /** The identifiers of the entries that it recorded. */
  readonly entries: readonly string[]
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

/** Notes acts, in one statement. */
export async function noteActs<Of extends Fields, State extends string>(
  query: Query,
  document: Document<Of, State>,
  { organization, company, actor }: Place,
  acts: readonly Act<Of, State>[],
): Promise<void> {
  const schema = schemaOf(document.fields)
  const columns = [0, 1, 2, 3, 4, 5].map(() => new Column())
  for (const { verb, before, after, entries } of acts) {
    const texts = [
      after.id,
      String(after.version),
      verb,
      JSON.stringify(told(document, schema, before)),
      JSON.stringify(told(document, schema, after)),
      `{${entries.join(',')}}`,
    ]
    texts.forEach((text, at) => columns[at]?.text(text))
  }
  await query({
    name: 'paper.note acts',
    text: `insert into paper.act (organization, company, kind, actor, paper, version, verb, before,
        after, entries)
      select $1, $2, $3, $4, a.paper, a.version, a.verb, a.before, a.after, a.entries::uuid[]
      from unnest($5::uuid[], $6::integer[], $7::text[], $8::jsonb[], $9::jsonb[], $10::text[])
        a (paper, version, verb, before, after, entries)`,
    values: [organization, company, document.name, actor, ...columns.map((one) => one.always())],
  })
}

/** A paper as JSON: what its schema would read again, and its state and number. */
function told<Of extends Fields, State extends string>(
  { fields }: Document<Of, State>,
  schema: z.ZodType<Values<Of>>,
  paper: Paper<Of, State>,
): Content {
  const content: Content = paper
  const values = Object.fromEntries(Object.keys(fields).map((name) => [name, content[name]]))
  const { state, number } = paper
  return { state, number, ...asDescribed<Content>(z.encode(schema, asDescribed(values))) }
}
