/** Sends the mails of the outbox, and again later where the mail server does not take them. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'
import type { Delivery, Letter, Send } from '#server/mail/smtp.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'

export interface MailJobOptions {
  readonly database: Database
  /** How a mail is sent; without it, mails wait. */
  readonly send: Send | null
  readonly now: () => Instant
  /** Milliseconds between two looks. */
  readonly interval?: number
  /** Told what stood in the way of one organization; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

/** So many mails of an organization are in one server's hands at a time … */
const atOnce = 10
/** … for so many minutes; if that server dies, another tries again then. */
const heldMinutes = 10
/** After so many attempts, six hours after the first, a mail is given up. */
export const mostAttempts = 10
/** Minutes before the second attempt; each wait after it is twice as long, up to the longest. */
const firstWait = 1
const longestWait = 120

/** Starts the job. Two servers may run it on one database: a mail is in one's hands at a time. */
export function startMailJob(options: MailJobOptions): Repeated {
  const { interval = options.send === null ? 60_000 : 5_000, onProblem = () => {} } = options
  return repeatedly(
    (signal) => sendAll(options, signal),
    interval,
    (error) => onProblem(error, null),
  )
}

/** One look over all organizations; answers how many mails were sent. */
async function sendAll(options: MailJobOptions, signal: AbortSignal): Promise<number> {
  const { database, now, onProblem = () => {} } = options
  const waiting = await database.bare<{ organization: string }>({
    text: 'select organization from mail.organizations_to_send($1) as organization',
    values: [now().toString()],
  })
  let sent = 0
  for (const { organization } of waiting) {
    if (signal.aborted) break
    try {
      sent += await sendOf(options, organization, signal)
    } catch (error) {
      onProblem(error, organization)
    }
  }
  return sent
}

async function sendOf(
  { database, send, now }: MailJobOptions,
  organization: string,
  signal: AbortSignal,
): Promise<number> {
  await database.transaction(organization, (query) => giveUpStale(query, organization, now()))
  if (send === null) return 0
  let sent = 0
  for (let full = true; full && !signal.aborted;) {
    const letters = await database.transaction(organization, (query) =>
      take(query, organization, now()),
    )
    // Each is handed over by itself, and none of them waits for the database.
    const deliveries = await Promise.all(letters.map((letter) => send(letter)))
    await database.transaction(
      organization,
      (query) => note(query, organization, { letters, deliveries, moment: now() }),
      { repeatable: true },
    )
    sent += deliveries.filter(({ outcome }) => outcome === 'sent').length
    full = letters.length === atOnce
  }
  return sent
}

/** Gives up what would come too late, such as a link whose time is over. */
async function giveUpStale(query: Query, organization: string, moment: Instant): Promise<void> {
  await query({
    text: `update mail.message set state = 'failed', body = '',
        problem = coalesce(problem || ' ', '') || '(Its time was over before it could be sent.)'
      where organization = $1 and state = 'waiting' and expires_at <= $2 and next_at <= $2`,
    values: [organization, moment.toString()],
  })
}

/** Takes mails that are due into this server's hands; those in another's are passed over. */
async function take(query: Query, organization: string, moment: Instant): Promise<Letter[]> {
  return await query<Letter>({
    // What is taken is looked for once: as a part of the update it might be looked for once for
    // each row, and each time find others.
    text: `with due as materialized (
        select id from mail.message
        where organization = $1 and state = 'waiting' and next_at <= $2
        order by next_at, id limit $3 for update skip locked)
      update mail.message m set attempts = m.attempts + 1,
        next_at = $2::timestamptz + make_interval(mins => $4)
      from due
      where m.organization = $1 and m.id = due.id
      returning m.id, m.recipient, m.subject, m.body`,
    values: [organization, moment.toString(), atOnce, heldMinutes],
  })
}

interface Sent {
  readonly letters: readonly Letter[]
  readonly deliveries: readonly Delivery[]
  readonly moment: Instant
}

/** Notes what became of them. A mail that was sent or given up keeps no body. */
async function note(
  query: Query,
  organization: string,
  { letters, deliveries, moment }: Sent,
): Promise<void> {
  await query({
    text: `update mail.message m set problem = d.problem,
        state = case when d.outcome = 'sent' then 'sent'
          when d.outcome = 'never' or m.attempts >= $6 then 'failed' else 'waiting' end,
        body = case when d.outcome = 'later' and m.attempts < $6 then m.body else '' end,
        sent_at = case when d.outcome = 'sent' then $5::timestamptz end,
        next_at = $5::timestamptz
          + make_interval(mins => least($7 * power(2, m.attempts - 1), $8)::integer)
      from unnest($2::uuid[], $3::text[], $4::text[]) d (id, outcome, problem)
      where m.organization = $1 and m.id = d.id and m.state = 'waiting'`,
    values: [
      organization,
      letters.map(({ id }) => id),
      deliveries.map(({ outcome }) => outcome),
      deliveries.map(({ problem }) => problem),
      moment.toString(),
      mostAttempts,
      firstWait,
      longestWait,
    ],
  })
}
