/** Why the door refuses entries, told without what stands where the one who asks sees no lines. */
import type { Query } from '#base/query.ts'
import type { RefusedPosting } from '#kit/books.ts'
import type { Posting, Refusal } from '#ledger/door.ts'
import { tellsStanding, withoutStanding } from '#ledger/refusal.ts'

/**
 * The refusals of entries for somebody who sees lines up to a class: of an entry that touches an
 * account or a subject above it, no figures of what stands there are told.
 */
export async function refusalsTold(
  query: Query,
  organization: string,
  refused: readonly RefusedPosting[],
  readableClass: number,
): Promise<Refusal[][]> {
  const telling = refused.filter(({ refusals }) => refusals.some(tellsStanding))
  const hidden =
    readableClass >= 6 || telling.length === 0
      ? new Set<string>()
      : await above(query, organization, telling, readableClass)
  return refused.map(({ posting, refusals }) => {
    const isHidden = namesIn(posting).some((name) => hidden.has(name))
    return isHidden ? refusals.map(withoutStanding) : [...refusals]
  })
}

/** The accounts and subjects of entries that are above a class. */
async function above(
  query: Query,
  organization: string,
  refused: readonly RefusedPosting[],
  readableClass: number,
): Promise<Set<string>> {
  const names = [...new Set(refused.flatMap(({ posting }) => namesIn(posting)))]
  const found = await query<{ name: string }>({
    name: 'books.above',
    text: `select name from (
        select jsonb_build_array(a.company, a.code)::text as name, a.read_class
        from ledger.account a where a.organization = $1
        union all
        select jsonb_build_array(s.company, s.kind, s.paper, s.row)::text, s.read_class
        from ledger.subject s
        where s.organization = $1 and (s.company, s.kind, s.paper) in (
          select n ->> 0, n ->> 1, n ->> 2 from jsonb_array_elements($2::jsonb) n)
      ) t
      where t.read_class > $3::smallint and t.name in (
        select n::text from jsonb_array_elements($2::jsonb) n)`,
    values: [organization, `[${names.join(',')}]`, readableClass],
  })
  return new Set(found.map(({ name }) => JSON.stringify(JSON.parse(name))))
}

/** The names of an entry's accounts and subjects, as JSON. */
function namesIn({ company, entry: { lines } }: Posting): string[] {
  return lines.flatMap(({ account, subject }) => [
    JSON.stringify([company, account]),
    ...(subject === undefined
      ? []
      : [JSON.stringify([company, subject.kind, subject.paper, subject.row ?? 0])]),
  ])
}
