/** Who is told that something was said about a paper: whom it names, and whom that concerns. */
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import type { Described } from '#kit/key.ts'
import { eyesOf, topicsAt } from '#server/news/eyes.ts'
import type { Sights } from '#server/news/eyes.ts'
import { tell } from '#server/news/telling.ts'
import type { Doing, Matter, News } from '#server/news/telling.ts'

/** Something that was said a moment ago, in this transaction. */
export interface FreshComment {
  readonly comment: string
  readonly mentions: readonly string[]
}

/** Where it was said. */
export interface SaidOf {
  readonly of: Described
  readonly company: string
  readonly key: string
}

/** Whom a paper concerns besides those who are named. */
export interface Concerned {
  /** Who asked for its approval or wrote it, where one says it for whom that request waits. */
  readonly asked: readonly string[]
  /** Who wrote it, commented on it or follows it, and does not want to be left alone. */
  readonly following: readonly string[]
}

/**
 * Tells of new comments: those who are named, whatever they may read; and of the others those who
 * see the paper.
 */
export async function tellOfComments(
  query: Query,
  sights: Sights,
  by: Doing,
  saidOf: SaidOf,
  comments: readonly FreshComment[],
): Promise<void> {
  if (comments.length === 0) return
  const matter = matterOf(saidOf)
  const [topic] = (await topicsAt(query, sights, [matter])).values()
  if (topic === undefined) return
  const found = await concernedBy(query, sights, matter, topic.where.madeBy, by)
  const sees = await eyesOf(query, sights, [...found.asked, ...found.following])
  const seen = {
    asked: found.asked.filter((person) => sees(person, topic)),
    following: found.following.filter((person) => sees(person, topic)),
  }
  await tell(
    query,
    sights.organization,
    by,
    comments.flatMap((comment) => newsOf(matter, comment, seen)),
  )
}

/** Tells those whom changed comments name and did not name before. */
export async function tellOfMentions(
  query: Query,
  sights: Sights,
  by: Doing,
  saidOf: SaidOf,
  comments: readonly FreshComment[],
): Promise<void> {
  const matter = matterOf(saidOf)
  const nobody: Concerned = { asked: [], following: [] }
  const before = await namedBefore(query, sights.organization, matter, comments)
  const news = comments
    .flatMap((comment) => newsOf(matter, comment, nobody))
    .filter(({ about, person }) => !before.has(`${about} ${person}`))
  await tell(query, sights.organization, by, news)
}

/** What a comment is to whom; to each person one thing, the most urgent. */
export function newsOf(
  matter: Matter,
  { comment, mentions }: FreshComment,
  { asked, following }: Concerned,
): News[] {
  const told = new Map<string, News['what']>([
    ...following.map((person) => [person, 'comment'] as const),
    ...asked.map((person) => [person, 'question'] as const),
    ...mentions.map((person) => [person, 'mention'] as const),
  ])
  return [...told].map(([person, what]) => ({ ...matter, person, what, about: comment }))
}

function matterOf({ of, company, key }: SaidOf): Matter {
  return { company: of.target.of === 'company' ? company : '', kind: of.name, key }
}

interface Standing {
  readonly person: string
  readonly asks: boolean
}

async function concernedBy(
  query: Query,
  { organization }: Sights,
  { company, kind, key }: Matter,
  madeBy: string | null,
  by: Doing,
): Promise<Concerned> {
  const rows = await query<Standing>({
    name: 'news.concerned',
    text: `with waiting as (
        select r.asked_by::text as asked_by, r.made_by::text as made_by
        from access.approval_request r
        where r.organization = $1 and r.company = $2 and r.kind = $3 and r.paper::text = $4
          and r.state = 'open' and exists (
            select from access.news n where n.organization = $1 and n.about = r.id
              and n.what = 'request' and n.person::text = $6)
      ), follower as (
        select f.person::text as person, f.follows from paper.follower f
        where f.organization = $1 and f.company = $2 and f.kind = $3 and f.key = $4
      ), concerned as (
        select $5::text as person where $5::text is not null
        union select c.person from paper.comment c
        where c.organization = $1 and c.company = $2 and c.kind = $3 and c.key = $4
        union select person from follower where follows
        except select person from follower where not follows
      )
      select person, false as asks from concerned
      union all select asked_by, true from waiting
      union all select made_by, true from waiting`,
    values: [organization, company, kind, key, madeBy, by.person],
  })
  const personsOf = (asks: boolean): string[] => [
    ...new Set(rows.filter((row) => row.asks === asks).map(({ person }) => person)),
  ]
  return { asked: personsOf(true), following: personsOf(false) }
}

/** Whom earlier versions of comments named: "comment person". */
async function namedBefore(
  query: Query,
  organization: string,
  { company, kind, key }: Matter,
  comments: readonly FreshComment[],
): Promise<ReadonlySet<string>> {
  if (comments.length === 0) return new Set()
  const rows = await query<{ comment: string; person: string }>({
    name: 'news.named before',
    text: `select distinct c.comment, m.person from (
        select c.*, max(c.version) over (partition by c.comment) as last from paper.comment c
        where c.organization = $1 and c.company = $2 and c.kind = $3 and c.key = $4
          and c.comment = any ($5::uuid[])) c, unnest(c.mentions) m (person)
      where c.version < c.last`,
    values: [organization, company, kind, key, column(comments, ({ comment }) => comment)],
  })
  return new Set(rows.map(({ comment, person }) => `${comment} ${person}`))
}
