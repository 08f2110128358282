/** What a webhook was told and is to be told: listed with its attempts, sent again, and tried. */
import type { Instant } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { eyesOf, nameOf, topicsAt } from '#server/news/eyes.ts'
import type { Sights } from '#server/news/eyes.ts'
import { typeOf } from '#server/webhooks/steps.ts'
import { findWebhook } from '#server/webhooks/webhooks.ts'

/** How an attempt went. */
export interface Attempt {
  readonly attempt: number
  readonly at: Instant
  /** Null where nothing was answered; then `failure` says why. */
  readonly status: number | null
  readonly failure: string | null
  readonly milliseconds: number
}

/** A message of a webhook: one act with one paper. */
export interface Delivery {
  readonly id: string
  readonly type: string
  readonly company: string | null
  readonly kind: string | null
  readonly key: string | null
  /** The paper's number, to who may read the paper; null to others. */
  readonly number: string | null
  readonly at: Instant
  readonly deliveredAt: Instant | null
  /** When it is tried next; null where it was delivered. */
  readonly nextAt: Instant | null
  /** The newest first, twenty at most. */
  readonly attempts: readonly Attempt[]
}

/** Which page is wanted: what came before one, or the newest. */
export interface DeliveryPage {
  readonly before: string | null
  readonly limit: number
}

interface Found extends Omit<Delivery, 'type' | 'attempts' | 'kind' | 'key' | 'number'> {
  readonly kind: string
  readonly key: string
  readonly step: string
}

/** Who reads, and what that person sees. */
export interface Reader {
  readonly person: string
  readonly sights: Sights
}

/** A page of a webhook's messages, the newest first. Problem: `webhook-unknown`. */
export async function listDeliveries(
  query: Query,
  reader: Reader,
  webhook: string,
  { before, limit }: DeliveryPage,
): Promise<Outcome<Delivery[]>> {
  const { organization } = reader.sights
  const known = await findWebhook(query, organization, webhook)
  if (!known.ok) return known
  const found = await query<Found>({
    text: `select m.id, nullif(m.company, '') as company, m.kind, m.key, m.step, m.at,
        m.delivered_at as "deliveredAt",
        case when m.delivered_at is null then m.next_at end as "nextAt"
      from webhook.message m
      where m.organization = $1 and m.webhook = $2 and ($3::uuid is null or m.id < $3)
      order by m.id desc limit $4`,
    values: [organization, webhook, before, limit],
  })
  const attempts = await attemptsAt(query, organization, webhook, found)
  const numberOf = await numbersOf(query, reader, found)
  return fine(
    found.map(({ step, kind, key, ...rest }) => ({
      ...rest,
      number: numberOf(rest.company, kind, key),
      type: typeOf(kind, step),
      kind: kind === '' ? null : kind,
      key: kind === '' ? null : key,
      attempts: attempts.get(rest.id) ?? [],
    })),
  )
}

/** The numbers of papers, as far as the reader may read them. */
async function numbersOf(
  query: Query,
  { person, sights }: Reader,
  found: readonly Pick<Found, 'company' | 'kind' | 'key'>[],
): Promise<(company: string | null, kind: string, key: string) => string | null> {
  const matters = found.flatMap(({ company, kind, key }) =>
    company === null || kind === '' ? [] : [{ company, kind, key }],
  )
  const topics = await topicsAt(query, sights, matters)
  const sees = await eyesOf(query, sights, [person])
  return (company, kind, key) => {
    const topic = topics.get(nameOf({ company: company ?? '', kind, key }))
    return topic !== undefined && sees(person, topic) ? topic.code : null
  }
}

async function attemptsAt(
  query: Query,
  organization: string,
  webhook: string,
  messages: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, readonly Attempt[]>> {
  const rows = await query<Attempt & { message: string }>({
    text: `select a.message, a.attempt, a.at, a.status, a.failure, a.milliseconds
      from unnest($3::uuid[]) m (id) cross join lateral (
        select * from webhook.attempt t
        where t.organization = $1 and t.webhook = $2 and t.message = m.id
        order by t.attempt desc limit 20) a
      order by a.message, a.attempt desc`,
    values: [organization, webhook, messages.map(({ id }) => id)],
  })
  const byMessage = Map.groupBy(rows, ({ message }) => message)
  return new Map([...byMessage].map(([message, some]) => [message, some.map(withoutMessage)]))
}

function withoutMessage({ attempt, at, status, failure, milliseconds }: Attempt): Attempt {
  return { attempt, at, status, failure, milliseconds }
}

/** At once, whatever was said before of when the next attempt is due. */
const atOnce = `update webhook.webhook set failures = 0, rests_until = null
  where organization = $1 and id = $2`

/**
 * Has a message sent at once: again where it was delivered, now where it waits. Problems:
 * `webhook-unknown`, `webhook-paused`, `delivery-unknown`.
 */
export async function sendAgain(
  query: Query,
  organization: string,
  webhook: string,
  message: string,
  now: Instant,
): Promise<Outcome<null>> {
  const known = await awake(query, organization, webhook)
  if (!known.ok) return known
  const [sent] = await query({
    text: `update webhook.message set delivered_at = null, failing_since = null, next_at = $4
      where organization = $1 and webhook = $2 and id = $3 returning id`,
    values: [organization, webhook, message, now.toString()],
  })
  if (sent === undefined) return refused(deliveryUnknown)
  await query({ text: atOnce, values: [organization, webhook] })
  return fine(null)
}

/** Sends a message to try a webhook; answers its number. Problems: as of `sendAgain`. */
export async function sendTest(
  query: Query,
  organization: string,
  webhook: string,
  now: Instant,
): Promise<Outcome<string>> {
  const known = await awake(query, organization, webhook)
  if (!known.ok) return known
  const id = newId(now.epochMilliseconds)
  await query({
    text: `insert into webhook.message
        (organization, webhook, id, company, kind, key, version, step, at, next_at)
      values ($1, $2, $3, $4, '', $5, 1, 'test', $6, $6)`,
    values: [organization, webhook, id, known.value ?? '', id, now.toString()],
  })
  await query({ text: atOnce, values: [organization, webhook] })
  return fine(id)
}

/** The company of a webhook that does not rest. */
async function awake(
  query: Query,
  organization: string,
  webhook: string,
): Promise<Outcome<string | null>> {
  const known = await findWebhook(query, organization, webhook)
  if (!known.ok) return known
  return known.value.pausedAt === null ? fine(known.value.company) : refused(paused)
}

const paused: Problem = {
  rule: 'webhook-paused',
  field: '',
  message: 'This webhook is paused, so nothing is sent to it. Let it go on first.',
}

const deliveryUnknown: Problem = {
  rule: 'delivery-unknown',
  field: '',
  message: 'There is no such message of this webhook. Messages are kept for thirty days.',
}
