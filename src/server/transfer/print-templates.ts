/** Which template each paper is printed by: what went out keeps that of the moment it did so. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import type { StoodTemplate } from '#kit/derive/print-chosen.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import { printTemplate } from '#kit/print-template.ts'
import type { Place } from '#kit/store.ts'
import { logosOf } from '#server/transfer/logos.ts'

/** Answers the template of a paper; null where it is printed as the description says. */
export type TemplateOf = (paper: Content) => StoodTemplate | null

/**
 * The templates of a set of papers, in as many questions for one as for all. One in its first state
 * has the present one; any other that of the moment in which it left that state, also where it was
 * none. The history of a register is never changed, so the answer is the same at any time.
 */
export async function templatesOf(
  query: Query,
  place: Place,
  of: Document,
  papers: readonly Content[],
): Promise<TemplateOf> {
  const versions = await versionsOf(query, place, of.name)
  if (versions.size === 0) return () => null
  const present = Math.max(...versions.keys())
  const gone = papers.filter(({ state }) => state !== of.states[0])
  const stood = await stoodAt(query, place, of, gone)
  const keptFor = (paper: Content): KeptTemplate | null => {
    const isGone = paper['state'] !== of.states[0]
    const version = isGone ? stood.get(String(paper['id'])) : present
    return (version === undefined ? null : versions.get(version)) ?? null
  }
  const hashes = new Set(papers.flatMap((paper) => keptFor(paper)?.logo ?? []))
  const logos = await logosOf(query, place.organization, hashes)
  return (paper) => {
    const template = keptFor(paper)
    return template && { ...template, logo: logos.get(template.logo ?? '') ?? null }
  }
}

/** What a template says, by how its history has it. */
const kept = z.object({
  letterhead: z.string().nullable().default(null),
  logo: z.string().nullable().default(null),
  aboveEnglish: z.string().nullable().default(null),
  aboveGerman: z.string().nullable().default(null),
  belowEnglish: z.string().nullable().default(null),
  belowGerman: z.string().nullable().default(null),
  facts: z.string().nullable().default(null),
  tableColumns: z.string().nullable().default(null),
  footer: z.string().nullable().default(null),
  paperSize: z.enum(['A4', 'Letter']).nullable().default(null),
})

type KeptTemplate = z.infer<typeof kept>

async function versionsOf(
  query: Query,
  { organization, company }: Place,
  kind: string,
): Promise<ReadonlyMap<number, KeptTemplate>> {
  const rows = await query<{ version: number; after: unknown }>({
    name: 'print template versions',
    text: `select version, after from register.act
      where organization = $1 and company = $2 and kind = $3 and row = $4 order by version`,
    values: [organization, company, printTemplate.name, kind],
  })
  return new Map(rows.map(({ version, after }) => [version, kept.parse(after)]))
}

/** The version that stood when each paper left its first state, by the papers' identifiers. */
async function stoodAt(
  query: Query,
  { organization, company }: Place,
  of: Document,
  papers: readonly Content[],
): Promise<ReadonlyMap<string, number>> {
  if (papers.length === 0) return new Map()
  const rows = await query<{ paper: string; version: number | null }>({
    name: 'print templates of papers',
    text: `select m.paper, (select t.version from register.act t
        where t.organization = $1 and t.company = $2 and t.kind = $6 and t.row = $3
          and t.at <= m.at order by t.version desc limit 1) as version
      from (select a.paper, min(a.at) as at from paper.act a
        where a.organization = $1 and a.company = $2 and a.kind = $3
          and a.paper = any ($4::uuid[]) and a.after ->> 'state' <> $5
        group by a.paper) m`,
    values: [
      organization,
      company,
      of.name,
      papers.map(({ id }) => String(id)),
      of.states[0],
      printTemplate.name,
    ],
  })
  return new Map(
    rows.flatMap(({ paper, version }) => (version === null ? [] : [[paper, version] as const])),
  )
}
