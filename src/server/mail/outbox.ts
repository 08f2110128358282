/** The outbox: mails are written in the transaction of what caused them, and sent by a job. */
import { newId } from '#base/id.ts'
import type { Query } from '#base/query.ts'

export interface NewMail {
  readonly recipient: string
  readonly subject: string
  /** Plain text. Emptied when it was sent or given up. */
  readonly body: string
  /** A name under which it is written once, however often it is asked for. */
  readonly dedupe?: string
  /** After so many minutes it is of no use any more, and is not sent. */
  readonly usefulMinutes?: number
}

/** Puts mails into the outbox; those whose `dedupe` is there already are left out. */
export async function postMails(
  query: Query,
  organization: string,
  mails: readonly NewMail[],
): Promise<void> {
  const rows = mails.map((mail) => ({ ...mail, id: newId(Date.now()) }))
  await query({
    name: 'mail.post',
    text: `insert into mail.message (organization, id, recipient, subject, body, dedupe, expires_at)
      select $1, m.id, m.recipient, m.subject, m.body, m.dedupe,
        clock_timestamp() + make_interval(mins => m."usefulMinutes")
      from jsonb_to_recordset($2) as m (id uuid, recipient text, subject text, body text,
        dedupe text, "usefulMinutes" integer)
      on conflict (organization, dedupe) do nothing`,
    values: [organization, JSON.stringify(rows)],
  })
}
