/** Writes letters with news: to each person one, with all that is due by then and was not read. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'
import { addressName } from '#kit/spelling.ts'
import type { Services } from '#server/http/operation.ts'
import { postMails } from '#server/mail/outbox.ts'
import type { NewMail } from '#server/mail/outbox.ts'
import { contentsOf } from '#server/news/content.ts'
import type { KeptNews, NewsContent } from '#server/news/content.ts'
import { paperName, workName } from '#server/news/kind-words.ts'
import { newsLetter } from '#server/news/letter.ts'
import type { LetterLine } from '#server/news/letter.ts'
import { languageOf, wishesOf } from '#server/news/preferences.ts'
import { isDue } from '#server/news/wishes.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'

export interface NewsJobOptions {
  readonly services: Pick<Services, 'database' | 'catalogue' | 'permissions' | 'entrance'>
  readonly now: () => Instant
  /** Milliseconds between two looks: twenty seconds. */
  readonly interval?: number
  /** Told what stood in the way of one organization; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

/** So many persons are written to in one transaction, with so much of their news at most. */
const personsAtOnce = 100
const newsAtOnce = 5_000

/** Starts the job. Two servers may run it on one database: news is in one's hands at a time. */
export function startNewsJob(options: NewsJobOptions): Repeated {
  const { interval = 20_000, onProblem = () => {} } = options
  return repeatedly(
    (signal) => writeAll(options, signal),
    interval,
    (error) => onProblem(error, null),
  )
}

/** One look over all organizations; answers how many letters were written. */
async function writeAll(options: NewsJobOptions, signal: AbortSignal): Promise<number> {
  const { services, now, onProblem = () => {} } = options
  const moment = now()
  const waiting = await services.database.bare<{ organization: string }>({
    text: 'select organization from access.organizations_with_news($1) as organization',
    values: [moment.toString()],
  })
  let written = 0
  for (const { organization } of waiting) {
    if (signal.aborted) break
    try {
      written += await writeOf(services, organization, moment, signal)
    } catch (error) {
      onProblem(error, organization)
    }
  }
  return written
}

/** The letters of one organization: some persons after the others, each with all that is due. */
async function writeOf(
  services: NewsJobOptions['services'],
  organization: string,
  moment: Instant,
  signal: AbortSignal,
): Promise<number> {
  let written = 0
  for (let after: string | null = null; !signal.aborted;) {
    const behind: string | null = after
    const some: Written = await services.database.transaction(organization, (query) =>
      writeSome({ query, services, organization, moment }, behind),
    )
    written += some.letters
    if (some.last === null) break
    after = some.last
  }
  return written
}

interface Writing {
  readonly query: Query
  readonly services: NewsJobOptions['services']
  readonly organization: string
  readonly moment: Instant
}

interface Written {
  readonly letters: number
  /** The last person of a full page; null where nobody is left. */
  readonly last: string | null
}

/** News that waits, and to whom it would be written. */
interface WaitingNews extends KeptNews {
  readonly by: string
  readonly at: Instant
  readonly name: string
  /** Null where the person has no mail, or has left. */
  readonly email: string | null
  readonly language: string | null
  readonly zone: string
  readonly mails: Readonly<Record<string, unknown>>
  readonly organizationName: string
  /** The first company, where the companies have something in common; null where there is none. */
  readonly firstCompany: string | null
}

/**
 * Letters and the note that they were written are one transaction: a server that dies writes both
 * or neither.
 */
async function writeSome(writing: Writing, after: string | null): Promise<Written> {
  const { query, services, organization, moment } = writing
  const persons = await personsWaiting(writing, after)
  const waiting = await waitingOf(writing, persons)
  const wishes = new Map(waiting.map(({ person, mails }) => [person, wishesOf(mails)]))
  const wishOf = ({ person, what }: WaitingNews) => wishes.get(person)?.[what] ?? 'never'
  const due = waiting.filter(
    (one) => one.email !== null && isDue(wishOf(one), one.at, moment, one.zone),
  )
  const never = waiting.filter((one) => one.email === null || wishOf(one) === 'never')
  const today = moment.toZonedDateTimeISO('UTC').toPlainDate()
  const contents = await contentsOf(query, { ...services, organization, today }, due)
  const letters = [...Map.groupBy(due, ({ person }) => person).values()].flatMap((news) =>
    letterOf(services.entrance.url, news, contents),
  )
  if (letters.length > 0) await postMails(query, organization, letters)
  await settle(writing, [...due, ...never])
  const isFull = persons.length === personsAtOnce
  return { letters: letters.length, last: isFull ? (persons.at(-1) ?? null) : null }
}

async function personsWaiting(
  { query, organization, moment }: Writing,
  after: string | null,
): Promise<string[]> {
  const found = await query<{ person: string }>({
    name: 'news.persons waiting',
    text: `select distinct person from access.news
      where organization = $1 and read_at is null and settled_at is null and at <= $2
        and ($3::uuid is null or person > $3)
      order by person limit $4`,
    values: [organization, moment.toString(), after, personsAtOnce],
  })
  return found.map(({ person }) => person)
}

/** What waits for persons; what is in the hands of another server is passed over. */
async function waitingOf(
  { query, organization, moment }: Writing,
  persons: readonly string[],
): Promise<WaitingNews[]> {
  if (persons.length === 0) return []
  return await query<WaitingNews>({
    name: 'news.waiting',
    text: `select n.id, n.person, n.what, n.company, n.kind, n.key, n.about,
        n.by_name as "by", n.at,
        p.name, case when p.kind = 'human' and p.left_at is null then p.email end as email,
        w.language, coalesce(w.time_zone, (select c.time_zone from ledger.company c
          where c.organization = $1 order by c.code limit 1), 'UTC') as zone,
        coalesce(w.mails, '{}') as mails, o.name as "organizationName",
        (select c.code from ledger.company c where c.organization = $1
          order by c.code limit 1) as "firstCompany"
      from access.news n
      join access.person p on p.organization = n.organization and p.id = n.person
      join ledger.organization o on o.organization = n.organization
      left join access.preference w on w.organization = n.organization and w.person = n.person
      where n.organization = $1 and n.person = any ($3) and n.at <= $2
        and n.read_at is null and n.settled_at is null
      order by n.person, n.id limit $4 for update of n skip locked`,
    values: [organization, moment.toString(), persons, newsAtOnce],
  })
}

async function settle(
  { query, organization }: Writing,
  news: readonly WaitingNews[],
): Promise<void> {
  if (news.length === 0) return
  await query({
    name: 'news.settle',
    text: `update access.news set settled_at = clock_timestamp()
      where organization = $1
        and (person, id) in (select * from unnest($2::uuid[], $3::uuid[]))`,
    values: [organization, column(news, ({ person }) => person), column(news, ({ id }) => id)],
  })
}

/** The letter of one person; none where nothing of it is worth one any more. */
function letterOf(
  url: string,
  news: readonly WaitingNews[],
  contents: ReadonlyMap<string, NewsContent>,
): NewMail[] {
  const worth = news.filter((one) => isWorth(one, contents.get(one.id)))
  const [first] = worth
  const last = worth.at(-1)
  if (first === undefined || last === undefined || first.email === null) return []
  const { name, email, organizationName, firstCompany } = first
  const language = languageOf(first.language) ?? 'en'
  const lines = worth.map((one): LetterLine => {
    const { what, by } = one
    const content = contents.get(one.id)
    if (content === undefined) return { what, by, paper: null, text: null, state: null }
    const link = linkTo(url, one, content)
    const { text, state } = content
    // Work is called by what it is; there is nothing else to be said of it.
    if (what === 'work') {
      return { what, by, paper: { name: workName(text ?? '', language), link }, text: null, state }
    }
    return { what, by, paper: { name: paperName(content, language), link }, text, state }
  })
  const settings = `${url}${placeOf(firstCompany)}${firstCompany === null ? '' : '/account'}`
  const to = { name, email, organizationName, language }
  return [{ ...newsLetter(to, { lines, settings }), dedupe: `news ${last.person} ${last.id}` }]
}

/** What is withdrawn, decided or done meanwhile needs no letter, nor what one may not read. */
function isWorth({ what }: WaitingNews, content: NewsContent | undefined): boolean {
  if (content === undefined) return what === 'mention'
  if (what === 'request' || what === 'overdue' || what === 'task') return content.state === 'open'
  return content.state !== 'withdrawn'
}

function linkTo(url: string, one: WaitingNews, { of }: NewsContent): string {
  const company = one.company === '' ? one.firstCompany : one.company
  if (company === null) return url
  if (one.what === 'work') return `${url}${placeOf(company)}/bulk-steps/${one.about}`
  const paper = `${addressName(of.plural)}/${encodeURIComponent(one.key)}`
  return `${url}${placeOf(company)}/${paper}?happened=${one.about}`
}

function placeOf(company: string | null): string {
  return company === null ? '' : `/c/${encodeURIComponent(company)}`
}
