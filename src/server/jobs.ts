/** The list of what the server does by itself while it runs. */
import { startExample } from '#server/example.ts'
import type { Services } from '#server/http/operation.ts'
import { loggable } from '#server/log.ts'
import { startSealJob } from '#server/seal-job.ts'

/** Whether the example company is made, or finished where an earlier start has begun it. */
export type ExampleWish = 'make' | 'finish' | 'none'

export interface Surroundings {
  readonly services: Services
  readonly say: (sentence: string) => void
  readonly example: ExampleWish
  /** The file outside the database in which each seal is noted. */
  readonly anchor: string | undefined
}

/** Starts a job and answers how to end it. */
export type Job = (surroundings: Surroundings) => () => Promise<void>

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
