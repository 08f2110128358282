/** The list of what the server does by itself while it runs. */
import type { Services } from '#server/http/operation.ts'

export interface Surroundings {
  readonly services: Services
  readonly say: (sentence: string) => void
  /** Whether the example company is wanted. */
  readonly example: boolean
}

/** Starts a job and answers how to end it. */
export type Job = (surroundings: Surroundings) => () => Promise<void>

export const jobs: readonly Job[] = []
