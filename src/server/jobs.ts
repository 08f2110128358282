/** The list of what the server does by itself while it runs. */
import { Unavailable } from '#server/database/database.ts'
import { startExample } from '#server/example.ts'
import { startExpiryJob } from '#server/expiry-job.ts'
import type { Job, Surroundings } from '#server/job.ts'
import { loggable } from '#server/log.ts'
import { startSealJob } from '#server/seal-job.ts'

export const jobs: readonly Job[] = [startExample, startSeals, startExpiry]

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
