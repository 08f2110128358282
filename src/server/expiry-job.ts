/** Lets pending entries lapse when their time is over: what is left of them is taken back. */
import { newId } from '#base/id.ts'
import type { Instant } from '#base/date.ts'
import type { Posting } from '#ledger/door.ts'
import { settlementOf } from '#ledger/settlement.ts'
import { record } from '#server/books.ts'
import type { Database } from '#server/database/database.ts'
import { readEntries } from '#server/entries.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'

export interface ExpiryJobOptions {
  readonly database: Database
  readonly now: () => Instant
  /** Milliseconds between two looks. */
  readonly interval?: number
  /** Told what stood in the way of one organization; the next look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

const atOnce = 200

/** Starts the job. Two servers may run it on one database: an entry expires under one key. */
export function startExpiryJob(options: ExpiryJobOptions): Repeated {
  const { interval = 10_000, onProblem = () => {} } = options
  return repeatedly(
    (signal) => expireAll(options, signal),
    interval,
    (error) => onProblem(error, null),
  )
}

/** One look over all organizations; answers how many entries lapsed. */
async function expireAll(options: ExpiryJobOptions, signal: AbortSignal): Promise<number> {
  const { database, now, onProblem = () => {} } = options
  const moment = now()
  const waiting = await database.bare<{ organization: string }>({
    text: 'select organization from ledger.organizations_to_expire($1) as organization',
    values: [moment.toString()],
  })
  let expired = 0
  for (const { organization } of waiting) {
    if (signal.aborted) break
    try {
      expired += await expire(database, organization, moment)
    } catch (error) {
      onProblem(error, organization)
    }
  }
  return expired
}

/** Lets an organization's due entries lapse, on the day that it is where their company is. */
async function expire(database: Database, organization: string, moment: Instant): Promise<number> {
  const postings = await database.transaction(
    organization,
    async (query) => {
      const due = await query<Due>({ text: dueText, values: [organization, moment.toString()] })
      const facts = new Map(due.map((row) => [row.entry, row]))
      const entries = await readEntries(query, organization, [...facts.keys()])
      return entries.flatMap((pending): Posting[] => {
        const { zone = 'UTC', currency = '' } = facts.get(pending.id) ?? {}
        const lapsed = settlementOf(
          pending,
          {
            kind: 'expiry',
            key: `expiry of ${pending.id}`,
            postedOn: moment.toZonedDateTimeISO(zone).toPlainDate(),
            reason: 'Its time is over.',
          },
          currency,
        )
        if (!lapsed.ok) return []
        const { company } = pending
        return [{ id: newId(Date.now()), company, actor: 'expiry', entry: lapsed.value }]
      })
    },
    { mode: 'snapshot' },
  )
  const receipts = await record(database, organization, postings)
  const refused = receipts.find(({ outcome }) => outcome === 'refused')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
  return receipts.length
}

interface Due {
  readonly entry: string
  readonly zone: string
  readonly currency: string
}

const dueText = `select e.id as entry, c.time_zone as zone, c.currency
  from ledger.entry e
  join ledger.company c on c.organization = e.organization and c.code = e.company
  where e.organization = $1 and e.expires_at <= $2 and exists (
    select from ledger.pending_line p
    where p.organization = $1 and p.entry = e.id
      and (p.amount_left <> 0 or p.base_left <> 0 or p.quantity_left <> 0))
  order by e.expires_at limit ${atOnce}`
