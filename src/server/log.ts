/** What of an error goes into the log: enough to find the fault, and no row of the books. */
import { errorState } from '#server/database/database.ts'

/** An error without the details in which PostgreSQL quotes the values of a row. */
export function loggable(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const state = errorState(error)
  return {
    name,
    message,
    ...(state === '' ? {} : { state }),
    stack,
    ...(cause === undefined ? {} : { cause: loggable(cause) }),
  }
}
