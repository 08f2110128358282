/** The list of what the server does by itself while it runs. */
import { Unavailable } from '#server/database/database.ts'
import { startExample } from '#server/example.ts'
import { startExpiryJob } from '#server/expiry-job.ts'
import type { Job, Surroundings } from '#server/job.ts'
import { loggable } from '#server/log.ts'
import { startMailJob } from '#server/mail/mail-job.ts'
import { smtpSender } from '#server/mail/smtp.ts'
import { startSealJob } from '#server/seal-job.ts'

export const jobs: readonly Job[] = [startExample, startSeals, startExpiry, startMail]

function startSeals({ services: { database, log }, anchor }: Surroundings): () => Promise<void> {
  const job = startSealJob({
    database,
    ...(anchor === undefined ? {} : { anchor }),
    // A database that is away is no fault of ours; the next look makes the seal.
    onProblem: (error, organization) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization },
        'a seal was not made',
      ),
  })
  return () => job.stop()
}

function startExpiry({ services: { database, log } }: Surroundings): () => Promise<void> {
  const job = startExpiryJob({
    database,
    now: () => Temporal.Now.instant(),
    onProblem: (error, organization) =>
      log.error({ error: loggable(error), organization }, 'a pending entry did not expire'),
  })
  return () => job.stop()
}

function startMail({ services: { database, log }, say, mail }: Surroundings): () => Promise<void> {
  if (mail === null) {
    say('Mails wait in the outbox: BACKSTAY_SMTP does not name a mail server.')
  }
  const job = startMailJob({
    database,
    send: mail === null ? null : smtpSender(mail),
    now: () => Temporal.Now.instant(),
    onProblem: (error, organization) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization },
        'mails were not sent',
      ),
  })
  return () => job.stop()
}
