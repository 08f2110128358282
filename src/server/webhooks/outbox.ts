/** Messages on their way out: taken into a server's hands, and noted as they went. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { backOff } from '#server/jobs/back-off.ts'
import type { Encrypted } from '#server/access/vault.ts'
import type { Sent } from '#server/egress/egress.ts'

/** A webhook, and where. */
export interface Place {
  readonly organization: string
  readonly webhook: string
}

/** A webhook to which something may be sent now. */
export interface Receiver {
  readonly address: string
  readonly secret: Encrypted
  /** The secret before, while it is valid. */
  readonly oldSecret: Encrypted | null
  /** How many rounds of attempts failed one after the other. */
  readonly failures: number
}

/** A message in this server's hands. */
export interface TakenMessage {
  readonly id: string
  readonly company: string
  readonly kind: string
  readonly key: string
  readonly step: string
  readonly at: Instant
  /** Which attempt this is, from 1. */
  readonly attempts: number
}

/** What became of an attempt. */
export interface Tried {
  readonly message: TakenMessage
  readonly at: Instant
  readonly milliseconds: number
  readonly sent: Sent
}

/** So long a message is in one server's hands; if that dies, another sends it again then. */
const heldSeconds = 60

/** The longest wait of a message between two attempts, in milliseconds. */
const longestWait = 4 * 3_600_000
/** The longest time for which a webhook rests after rounds that failed. */
const longestRest = 5 * 60_000
/** So many hours one message may fail, before its webhook is paused. */
export const mostHours = 72

/** The webhook, where something may be sent to it now. */
export async function readReceiver(
  query: Query,
  { organization, webhook }: Place,
  now: Instant,
): Promise<Receiver | null> {
  const [found] = await query<Receiver>({
    name: 'webhook.receiver',
    text: `select address, secret, failures,
        case when old_until > $3 then old_secret end as "oldSecret"
      from webhook.webhook
      where organization = $1 and id = $2 and removed_at is null and paused_at is null
        and (rests_until is null or rests_until <= $3)`,
    values: [organization, webhook, now.toString()],
  })
  return found ?? null
}

/**
 * Takes messages that are due; those in another server's hands are passed over, and those of a
 * paper of which an earlier one waits: what is told of one paper is told in its order.
 */
export async function takeMessages(
  query: Query,
  { organization, webhook }: Place,
  now: Instant,
  most: number,
): Promise<TakenMessage[]> {
  return await query<TakenMessage>({
    name: 'webhook.take',
    // What is taken is looked for once: as a part of the update it might be looked for once for
    // each row, and each time find others.
    text: `with due as materialized (
        select c.id from webhook.message c
        where c.organization = $1 and c.webhook = $2 and c.delivered_at is null
          and c.next_at <= $3
          and not exists (
            select from webhook.message e
            where e.organization = c.organization and e.webhook = c.webhook
              and e.company = c.company and e.kind = c.kind and e.key = c.key
              and e.version < c.version and e.delivered_at is null)
        order by c.next_at, c.id limit $4 for update of c skip locked)
      update webhook.message m set attempts = m.attempts + 1,
        next_at = $3::timestamptz + make_interval(secs => $5)
      from due
      where m.organization = $1 and m.webhook = $2 and m.id = due.id
      returning m.id, m.company, m.kind, m.key, m.step, m.at, m.attempts`,
    values: [organization, webhook, now.toString(), most, heldSeconds],
  })
}

/** Whether the receiver took it: any status of 2xx. A redirect is a failure. */
export function isTaken({ status }: Sent): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Milliseconds until a message is tried again: about 5 s, 20 s, 80 s, … up to four hours. */
export function waitAfter(attempts: number, chance: number): number {
  return Math.min(5 * backOff(Math.min(attempts, 12), chance), longestWait * (1 - chance / 2))
}

/**
 * Notes attempts, each on the condition that nobody has taken the message since; answers since when
 * the longest failing of them fails.
 */
export async function noteAttempts(
  query: Query,
  { organization, webhook }: Place,
  tried: readonly Tried[],
  chance: number,
): Promise<Instant | null> {
  const rows = tried.map(({ message, at, milliseconds, sent }) => ({
    id: message.id,
    attempt: message.attempts,
    at: at.toString(),
    milliseconds: Math.round(milliseconds),
    ...sent,
    taken: isTaken(sent),
    next: at.add({ milliseconds: Math.round(waitAfter(message.attempts, chance)) }).toString(),
  }))
  const values = [organization, webhook, JSON.stringify(rows)]
  const named = `jsonb_to_recordset($3) as a (id uuid, attempt integer, at timestamptz,
    milliseconds integer, status smallint, failure text, taken boolean, next timestamptz)`
  await query({
    name: 'webhook.note attempts',
    text: `insert into webhook.attempt
        (organization, webhook, message, attempt, at, status, failure, milliseconds)
      select $1, $2, a.id, a.attempt, a.at, a.status, a.failure, a.milliseconds
      from ${named} join webhook.message m
        on m.organization = $1 and m.webhook = $2 and m.id = a.id
      on conflict do nothing`,
    values,
  })
  const noted = await query<{ since: Instant | null }>({
    name: 'webhook.note messages',
    text: `update webhook.message m set
        delivered_at = case when a.taken then a.at end,
        failing_since = case when not a.taken then coalesce(m.failing_since, a.at) end,
        next_at = case when a.taken then m.next_at else a.next end
      from ${named}
      where m.organization = $1 and m.webhook = $2 and m.id = a.id and m.attempts = a.attempt
        and m.delivered_at is null
      returning m.failing_since as since`,
    values,
  })
  const since = noted.flatMap((one) => one.since ?? [])
  return since.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null
}

/** Notes how a round went: after one in which nothing was taken, the webhook rests for a while. */
export async function noteRound(
  query: Query,
  { organization, webhook }: Place,
  wasTaken: boolean,
  {
    failures,
    now,
    chance,
  }: { readonly failures: number; readonly now: Instant; readonly chance: number },
): Promise<void> {
  if (wasTaken && failures === 0) return
  const rest = Math.min(waitAfter(failures + 1, chance), longestRest)
  await query({
    name: 'webhook.note round',
    text: `update webhook.webhook
      set failures = case when $3 then 0 else failures + 1 end,
        rests_until = case when not $3 then $4::timestamptz end
      where organization = $1 and id = $2`,
    values: [
      organization,
      webhook,
      wasTaken,
      now.add({ milliseconds: Math.round(rest) }).toString(),
    ],
  })
}
