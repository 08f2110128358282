/** What news says, to each person what that person may read now: news itself holds no text. */
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import type { Described } from '#kit/key.ts'
import { eyesOf, nameOf, topicsAt } from '#server/news/eyes.ts'
import type { Sights } from '#server/news/eyes.ts'
import type { News } from '#server/news/telling.ts'

/** News as it is kept. */
export interface KeptNews extends News {
  readonly id: string
}

/** What news says to somebody who may read the paper. */
export interface NewsContent {
  readonly of: Described
  /** A paper's number, a row's code; null where it has none. */
  readonly number: string | null
  /** What was said, or what is to be done; null where nothing was, or it is withdrawn. */
  readonly text: string | null
  /**
   * Of a request, how it stands; of a task, whether it is done: `open`, `done`; of work, how its
   * job stands, and `partly` where some of it was refused; otherwise null.
   */
  readonly state: string | null
}

/** What news says by its identifier; nothing of what its person may not read at this moment. */
export async function contentsOf(
  query: Query,
  sights: Sights,
  news: readonly KeptNews[],
): Promise<ReadonlyMap<string, NewsContent>> {
  const [works, others] = [news.filter(isWork), news.filter((one) => !isWork(one))]
  const told = await worksOf(query, sights, works)
  if (others.length === 0) return told
  const topics = await topicsAt(query, sights, others)
  const sees = await eyesOf(
    query,
    sights,
    others.map(({ person }) => person),
  )
  const said = await saidOf(query, sights.organization, others)
  return new Map([
    ...told,
    ...others.flatMap((one) => {
      const topic = topics.get(nameOf(one))
      if (topic === undefined || !sees(one.person, topic)) return []
      const { text = null, state = null } = said.get(one.about) ?? {}
      return [[one.id, { of: topic.of, number: topic.code, text, state }] as const]
    }),
  ])
}

function isWork({ what }: KeptNews): boolean {
  return what === 'work'
}

/** What jobs of one's own came to; to nobody else anything is told of them. */
async function worksOf(
  query: Query,
  { organization, catalogue }: Sights,
  news: readonly KeptNews[],
): Promise<Map<string, NewsContent>> {
  if (news.length === 0) return new Map()
  const found = await query<Said & { readonly person: string }>({
    name: 'news.works',
    text: `select r.id as about, r.person, r.title as text,
        case when r.state = 'done' and (r.result ->> 'refused')::bigint > 0 then 'partly'
          else r.state end as state
      from job.run r where r.organization = $1 and r.id = any ($2::uuid[])`,
    values: [organization, column(news, ({ about }) => about)],
  })
  const works = new Map(found.map((one) => [one.about, one]))
  return new Map(
    news.flatMap((one) => {
      const work = works.get(one.about)
      const of = catalogue.all.find(({ name }) => name === one.kind)
      if (work?.person !== one.person || of === undefined) return []
      const { text, state } = work
      return [[one.id, { of, number: null, text, state }]]
    }),
  )
}

interface Said {
  readonly about: string
  readonly text: string | null
  readonly state: string | null
}

/** What comments, requests and tasks say now, by their identifiers: a statement for each sort. */
async function saidOf(
  query: Query,
  organization: string,
  news: readonly KeptNews[],
): Promise<ReadonlyMap<string, Said>> {
  const found: Said[] = []
  for (const { name, text, kinds } of sorts) {
    const some = news.filter(({ what }) => kinds.includes(what))
    if (some.length === 0) continue
    const values = [
      organization,
      column(some, ({ company }) => company),
      column(some, ({ kind }) => kind),
      column(some, ({ key }) => key),
      column(some, ({ about }) => about),
    ]
    found.push(...(await query<Said>({ name, text, values })))
  }
  return new Map(found.map((one) => [one.about, one]))
}

const wanted = 'select * from unnest($2::text[], $3::text[], $4::text[], $5::uuid[])'

const sorts: readonly {
  readonly name: string
  readonly text: string
  readonly kinds: readonly News['what'][]
}[] = [
  {
    name: 'news.comments',
    kinds: ['mention', 'question', 'comment'],
    text: `select distinct on (c.company, c.kind, c.key, c.comment) c.comment as about, c.text,
        case when c.text is null then 'withdrawn' end as state
      from paper.comment c
      where c.organization = $1 and (c.company, c.kind, c.key, c.comment) in (${wanted})
      order by c.company, c.kind, c.key, c.comment, c.version desc`,
  },
  {
    name: 'news.requests',
    kinds: ['request', 'overdue', 'decision'],
    text: `select r.id as about, r.state, (
        select a.comment from access.approval a
        where a.organization = r.organization and a.request = r.id
        order by a.at desc, a.person limit 1) as text
      from access.approval_request r
      where r.organization = $1 and (r.company, r.kind, r.paper::text, r.id) in (${wanted})`,
  },
  {
    name: 'news.tasks',
    kinds: ['task'],
    text: `select distinct on (t.company, t.kind, t.key, t.task) t.task as about, t.text,
        case when t.is_done then 'done' else 'open' end as state
      from paper.task t
      where t.organization = $1 and (t.company, t.kind, t.key, t.task) in (${wanted})
      order by t.company, t.kind, t.key, t.task, t.version desc`,
  },
]
