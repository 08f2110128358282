/** A person's own news: listed, counted, and marked as read or unread, the same on every device. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { contentsOf } from '#server/news/content.ts'
import type { KeptNews, NewsContent } from '#server/news/content.ts'
import type { Sights } from '#server/news/eyes.ts'
import type { Whose } from '#server/news/preferences.ts'

/** News as its person reads it. */
export interface ReadNews extends KeptNews {
  readonly by: string
  readonly at: Instant
  readonly isRead: boolean
  /** Null where the person may not read the paper. */
  readonly content: NewsContent | null
}

/** Which page is wanted: what came before one, or the newest. */
export interface NewsPage {
  readonly before: string | null
  readonly limit: number
}

/**
 * A page of a person's news, the newest first. Requests that wait are not in it: they stand in
 * their own list until they are decided.
 */
export async function listNews(
  query: Query,
  sights: Sights,
  person: string,
  { before, limit }: NewsPage,
): Promise<ReadNews[]> {
  const found = await query<Omit<ReadNews, 'content'>>({
    name: 'access.news',
    text: `select id, person, what, company, kind, key, about, by_name as "by", at,
        read_at is not null as "isRead"
      from access.news
      where organization = $1 and person = $2 and what <> 'request'
        and ($3::uuid is null or id < $3)
      order by id desc limit $4`,
    values: [sights.organization, person, before, limit],
  })
  const contents = await contentsOf(query, sights, found)
  return found.map((one) => ({ ...one, content: contents.get(one.id) ?? null }))
}

/** How many of a person's news are unread, requests that wait apart. */
export async function countUnread(query: Query, { organization, person }: Whose): Promise<number> {
  const [found] = await query<{ unread: number }>({
    name: 'access.unread news',
    text: `select count(*)::integer as unread from access.news
      where organization = $1 and person = $2 and read_at is null and what <> 'request'`,
    values: [organization, person],
  })
  return found?.unread ?? 0
}

/** Which news is meant: these, those that tell of these requests, all up to one. */
export interface MeantNews {
  readonly ids?: readonly string[]
  readonly requests?: readonly string[]
  readonly upTo?: string
}

/** Marks a person's own news as read or unread; of others it touches none. */
export async function markNews(
  query: Query,
  { organization, person }: Whose,
  { ids = [], requests = [], upTo }: MeantNews,
  isRead: boolean,
): Promise<void> {
  await query({
    name: 'access.mark news',
    text: `update access.news set read_at = case when $6 then clock_timestamp() end
      where organization = $1 and person = $2 and (read_at is null) = $6
        and (id = any ($3) or (what in ('request', 'overdue') and about = any ($4))
          or (id <= $5::uuid and what <> 'request'))`,
    values: [organization, person, ids, requests, upTo ?? null, isRead],
  })
}
