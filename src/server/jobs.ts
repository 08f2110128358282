/** The list of what the server does by itself while it runs. */
import { startExample } from '#server/example.ts'
import type { Job, Surroundings } from '#server/job.ts'
import { loggable } from '#server/log.ts'
import { startSealJob } from '#server/seal-job.ts'

export const jobs: readonly Job[] = [startExample, startSeals]

function startSeals({ services: { database, log }, anchor }: Surroundings): () => Promise<void> {
  const job = startSealJob({
    database,
    ...(anchor === undefined ? {} : { anchor }),
    onProblem: (error, organization) =>
      log.error({ error: loggable(error), organization }, 'a seal was not made'),
  })
  return () => job.stop()
}
