/** Puts down what webhooks are to be told of acts, in the transaction that does them. */
import type { Query } from '#base/query.ts'
import { newId } from '#base/id.ts'
import type { Act } from '#kit/acts.ts'
import { column } from '#kit/columns.ts'
import type { Described } from '#kit/key.ts'

/** Where and when the acts are done. */
export interface Deeds {
  readonly organization: string
  readonly company: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Puts down acts with papers, in one statement for the set, for each webhook that hears them. Where
 * none does, that is one look, sent along with what else the act sends, and nothing is written.
 */
export async function putDown(
  query: Query,
  deeds: Deeds,
  of: Described,
  acts: readonly Act[],
): Promise<void> {
  if (of.noun === 'register' || acts.length === 0) return
  const { organization, company, now } = deeds
  const steps = await stepsHeard(query, deeds, of, acts)
  const heard = acts.filter(({ verb }) => steps.has(verb))
  if (heard.length === 0) return
  await query({
    name: 'webhook.put down',
    text: `insert into webhook.message
        (organization, webhook, id, company, kind, key, version, step, at, next_at)
      select $1, h.webhook, a.id, $2, $3, a.key, a.version, a.step,
        to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000)
      from unnest($5::uuid[], $6::text[], $7::integer[], $8::text[])
        a (id, key, version, step)
      join webhook.heard h on h.organization = $1 and h.kind = $3 and h.step = a.step
        and h.company in ('', $2)`,
    values: [
      organization,
      company,
      of.name,
      now,
      column(heard, () => newId(now)),
      column(heard, ({ key }) => key.join(' ')),
      column(heard, ({ version }) => String(version)),
      column(heard, ({ verb }) => verb),
    ],
  })
}

/** Which steps of these acts some webhook hears. */
async function stepsHeard(
  query: Query,
  { organization, company }: Deeds,
  { name }: Described,
  acts: readonly Act[],
): Promise<ReadonlySet<string>> {
  const found = await query<{ step: string }>({
    name: 'webhook.heard',
    text: `select step from webhook.heard
      where organization = $1 and kind = $2 and step = any ($3) and company in ('', $4)`,
    values: [organization, name, [...new Set(acts.map(({ verb }) => verb))], company],
  })
  return new Set(found.map(({ step }) => step))
}
