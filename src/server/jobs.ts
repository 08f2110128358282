/** What the server does by itself while it runs; in the folder `jobs` is what somebody asks for. */
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { Unavailable } from '#server/database/database.ts'
import { startExample } from '#server/example.ts'
import { startExpiryJob } from '#server/expiry-job.ts'
import type { Job, Surroundings } from '#server/job.ts'
import { jobKinds, standingTasks } from '#server/jobs/kinds.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { startTimetable } from '#server/jobs/timetable.ts'
import { loggable } from '#server/log.ts'
import { startMailJob } from '#server/mail/mail-job.ts'
import { smtpSender } from '#server/mail/smtp.ts'
import { startNewsJob } from '#server/news/news-job.ts'
import { startSealJob } from '#server/seal-job.ts'
import { startDeliveryJob } from '#server/webhooks/delivery-job.ts'

export const jobs: readonly Job[] = [
  startExample,
  startSeals,
  startExpiry,
  startMail,
  startNews,
  startWebhooks,
  startAskedJobs,
  startTasks,
]

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

function startNews({ services }: Surroundings): () => Promise<void> {
  const { log } = services
  const job = startNewsJob({
    services,
    now: () => Temporal.Now.instant(),
    onProblem: (error, organization) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization },
        'letters with news were not written',
      ),
  })
  return () => job.stop()
}

function startWebhooks({ services }: Surroundings): () => Promise<void> {
  const { log } = services
  const job = startDeliveryJob({
    services,
    now: () => Temporal.Now.instant(),
    onProblem: (error, organization) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization },
        'webhooks were not told',
      ),
  })
  return () => job.stop()
}

function startAskedJobs({ services }: Surroundings): () => Promise<void> {
  const { log } = services
  const runner = startRunner({
    services,
    kinds: jobKinds,
    server: `${hostname()}, process ${process.pid} (${randomBytes(3).toString('hex')})`,
    onProblem: (error, organization, run) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization, run },
        'a job did not go on',
      ),
  })
  return () => runner.stop()
}

function startTasks({ services: { database, log } }: Surroundings): () => Promise<void> {
  const timetable = startTimetable({
    database,
    kinds: jobKinds,
    standing: standingTasks,
    now: () => Temporal.Now.instant(),
    onProblem: (error, organization) =>
      log[error instanceof Unavailable ? 'warn' : 'error'](
        { error: loggable(error), organization },
        'a task was not asked for',
      ),
  })
  return () => timetable.stop()
}
