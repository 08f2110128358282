/** The nightly tidying: what is over is kept for so many days, then removed. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { jobKind } from '#server/jobs/kind.ts'

/** So many of each are removed in one step. */
export const atOnce = 1_000

/** The database itself keeps all of it for thirty days. */
const days = z.int().min(30, 'They are kept for thirty days at least.').max(36_500)

/**
 * Removes jobs that ended so many days ago, with their logs, unless an import names them; requests
 * that were sent under a key so many days ago: the same key would be done anew then; and what the
 * log of calls says of that time.
 */
export const tidying = jobKind({
  kind: 'tidying',
  title: () => 'Remove old jobs, requests, calls and news',
  // A timetable that was set before calls were noted says nothing of them.
  input: z.strictObject({ jobDays: days, requestDays: days, callDays: days.default(90) }),
  cursor: z.strictObject({ jobs: z.int(), requests: z.int(), calls: z.int().default(0) }),
  step: async ({ query, organization, asOf, input, cursor }) => {
    const [jobs, requests, calls] = [
      await removed(query, organization, removeJobs, daysBefore(asOf, input.jobDays)),
      await removed(query, organization, removeRequests, daysBefore(asOf, input.requestDays)),
      await removed(query, organization, removeCalls, daysBefore(asOf, input.callDays)),
    ]
    const all = {
      jobs: (cursor?.jobs ?? 0) + jobs,
      requests: (cursor?.requests ?? 0) + requests,
      calls: (cursor?.calls ?? 0) + calls,
    }
    const did = jobs + requests + calls
    if ([jobs, requests, calls].includes(atOnce)) return fine({ goOn: all, did })
    return fine({ did, result: all })
  },
})

const removeJobs = 'select job.remove_old($1, $2, $3) as removed'
const removeRequests = 'select paper.remove_old_requests($1, $2, $3) as removed'
const removeCalls = 'select access.remove_old_calls($1, $2, $3) as removed'

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
