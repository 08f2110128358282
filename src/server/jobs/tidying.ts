/** The nightly tidying: jobs and requests that are over are kept for so many days, then removed. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { jobKind } from '#server/jobs/kind.ts'

/** So many of each are removed in one step. */
export const atOnce = 1_000

/** The database itself keeps both for thirty days. */
const days = z.int().min(30, 'They are kept for thirty days at least.').max(36_500)

/**
 * Removes jobs that ended so many days ago, with their logs, unless an import names them; and
 * requests that were sent under a key so many days ago: the same key would be done anew then.
 */
export const tidying = jobKind({
  kind: 'tidying',
  title: () => 'Remove old jobs and requests',
  input: z.strictObject({ jobDays: days, requestDays: days }),
  cursor: z.strictObject({ jobs: z.int(), requests: z.int() }),
  step: async ({ query, organization, asOf, input, cursor }) => {
    const [jobs, requests] = [
      await removed(query, organization, removeJobs, daysBefore(asOf, input.jobDays)),
      await removed(query, organization, removeRequests, daysBefore(asOf, input.requestDays)),
    ]
    const all = { jobs: (cursor?.jobs ?? 0) + jobs, requests: (cursor?.requests ?? 0) + requests }
    const did = jobs + requests
    if (jobs === atOnce || requests === atOnce) return fine({ goOn: all, did })
    return fine({ did, result: all })
  },
})

const removeJobs = 'select job.remove_old($1, $2, $3) as removed'
const removeRequests = 'select paper.remove_old_requests($1, $2, $3) as removed'

async function removed(
  query: Query,
  organization: string,
  text: string,
  before: Instant,
): Promise<number> {
  const [found] = await query<{ removed: number }>({
    text,
    values: [organization, before.toString(), atOnce],
  })
  return found?.removed ?? 0
}

function daysBefore(moment: Instant, count: number): Instant {
  return moment.subtract({ hours: 24 * count })
}
