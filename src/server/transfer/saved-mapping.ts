/** Mappings that an organization saved under names, for the next file of the same program. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { mappingSchema } from '#kit/derive/mapping.ts'
import type { Mapping } from '#kit/derive/mapping.ts'

/** A mapping and its name. */
export interface SavedMapping {
  readonly kind: string
  readonly name: string
  readonly mapping: Mapping
  readonly changedBy: string
  readonly changedAt: Instant
}

/** Saves a mapping; what stood under its name before is replaced. */
export async function saveMapping(
  query: Query,
  organization: string,
  { kind, name, mapping, changedBy }: Omit<SavedMapping, 'changedAt'>,
): Promise<void> {
  await query({
    name: 'transfer.save mapping',
    text: `insert into transfer.mapping (organization, kind, name, mapping, changed_by)
      values ($1, $2, $3, $4, $5)
      on conflict (organization, kind, name) do update set mapping = excluded.mapping,
        changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    values: [organization, kind, name, JSON.stringify(mapping), changedBy.slice(0, 200)],
  })
}

/** The mappings of a kind by their names, or those of all kinds. */
export async function listMappings(
  query: Query,
  organization: string,
  kind: string | null,
): Promise<SavedMapping[]> {
  const found = await query<SavedMapping>({
    name: 'transfer.mappings',
    text: `select kind, name, mapping, changed_by as "changedBy", changed_at as "changedAt"
      from transfer.mapping where organization = $1 and ($2::text is null or kind = $2)
      order by kind, name`,
    values: [organization, kind],
  })
  return found.map((one) => ({ ...one, mapping: mappingSchema.parse(one.mapping) }))
}

/** The mapping of a name, or null. */
export async function readMapping(
  query: Query,
  organization: string,
  kind: string,
  name: string,
): Promise<Mapping | null> {
  const [found] = await query<{ mapping: unknown }>({
    name: 'transfer.mapping',
    text: `select mapping from transfer.mapping
      where organization = $1 and kind = $2 and name = $3`,
    values: [organization, kind, name],
  })
  return found === undefined ? null : mappingSchema.parse(found.mapping)
}
