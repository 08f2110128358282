/** What a job of the server is, and what it works with. */
import type { MailSettings } from '#server/mail/settings.ts'
import type { Services } from '#server/http/operation.ts'

/** Whether the example company is made, or finished where an earlier start has begun it. */
export type ExampleWish = 'make' | 'finish' | 'none'

export interface Surroundings {
  readonly services: Services
  readonly say: (sentence: string) => void
  readonly example: ExampleWish
  /** The file outside the database in which each seal is noted. */
  readonly anchor: string | undefined
  /** How mails are sent; without it they wait. */
  readonly mail: MailSettings | null
}

/** Starts a job and answers how to end it. */
export type Job = (surroundings: Surroundings) => () => Promise<void>
