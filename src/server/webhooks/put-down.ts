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
 * Puts down acts with papers, in one statement for the set, for each webhook that hears them; where
 * none does, nothing is written.
 */
export async function putDown(
  query: Query,
  { organization, company, now }: Deeds,
  of: Described,
  acts: readonly Act[],
): Promise<void> {
  if (of.noun === 'register' || acts.length === 0) return
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
      column(acts, () => newId(now)),
      column(acts, ({ key }) => key.join(' ')),
      column(acts, ({ version }) => String(version)),
      column(acts, ({ verb }) => verb),
    ],
  })
}
