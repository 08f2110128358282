/** Tells persons news: written in the transaction of what it tells of, to each of them once. */
import { isId, newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import type { NewsKind } from '#server/news/wishes.ts'

/** The paper or row that news is about, as comments name it. */
export interface Matter {
  /** Empty for what the companies have in common. */
  readonly company: string
  readonly kind: string
  readonly key: string
}

/** Something that is told to one person. */
export interface News extends Matter {
  /** To whom. Whoever is no person of the house, or has left, is told nothing. */
  readonly person: string
  readonly what: NewsKind
  /** The identifier of the comment, the request for approval, the task or the job. */
  readonly about: string
  /** Which reminder it is, of what is told again; left out of what is told once. */
  readonly round?: number
}

/** Who did it, and how whoever is no person of the house is called. */
export interface Doing {
  readonly person: string
  readonly name: string
}

/** News, and whose doing it is. */
export interface NewsOf extends News {
  readonly by: Doing
}

/** Tells news of what one did, each thing to each person once, and nothing to who did it. */
export async function tell(
  query: Query,
  organization: string,
  by: Doing,
  news: readonly News[],
): Promise<void> {
  await tellAll(
    query,
    organization,
    news.map((one) => ({ ...one, by })),
  )
}

/** Tells news of what several did, in one statement; else as `tell`. */
export async function tellAll(
  query: Query,
  organization: string,
  news: readonly NewsOf[],
): Promise<void> {
  const rows = news.filter(({ person, by }) => person !== by.person && isId(person))
  if (rows.length === 0) return
  await query({
    name: 'access.tell news',
    text: `insert into access.news
        (organization, person, id, what, company, kind, key, about, round, by_person, by_name)
      select $1, p.id, n.id, n.what, n.company, n.kind, n.key, n.about, n.round,
        n.by_person, coalesce(d.name, n.by_name)
      from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::uuid[], $9::integer[], $10::text[], $11::text[])
        n (person, id, what, company, kind, key, about, round, by_person, by_name)
      join access.person p on p.organization = $1 and p.id = n.person and p.left_at is null
      left join access.person d on d.organization = $1 and d.id::text = n.by_person
      on conflict do nothing`,
    values: [
      organization,
      column(rows, ({ person }) => person),
      column(rows, () => newId(Date.now())),
      column(rows, ({ what }) => what),
      column(rows, ({ company }) => company),
      column(rows, ({ kind }) => kind),
      column(rows, ({ key }) => key),
      column(rows, ({ about }) => about),
      column(rows, ({ round = 0 }) => String(round)),
      column(rows, ({ by }) => by.person),
      column(rows, ({ by }) => by.name),
    ],
  })
}

/** That a request waits is no news any more where it is over: nobody needs to read it. */
export async function requestsOver(
  query: Query,
  organization: string,
  requests: readonly string[],
  person: string | null = null,
): Promise<void> {
  if (requests.length === 0) return
  await query({
    name: 'access.news of requests over',
    text: `update access.news set read_at = clock_timestamp()
      where organization = $1 and about = any ($2) and what in ('request', 'overdue')
        and read_at is null
        and ($3::uuid is null or person = $3)`,
    values: [organization, requests, person],
  })
}
