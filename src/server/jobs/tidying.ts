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
 * that were sent under a key so many days ago: the same key would be done anew then; what the log
 * of calls says of that time; what webhooks were told, or were to be told, then; and news, those
 * that were read earlier than the others.
 */
export const tidying = jobKind({
  kind: 'tidying',
  title: () => 'Remove old jobs, requests, calls, messages and news',
  // A timetable that was set before the later ones were tidied says nothing of them.
  input: z.strictObject({
    jobDays: days,
    requestDays: days,
    callDays: days.default(90),
    webhookDays: days.default(30),
    newsDays: days.default(90),
    unreadNewsDays: days.default(365),
  }),
  cursor: z.strictObject({
    jobs: z.int(),
    requests: z.int(),
    calls: z.int().default(0),
    webhooks: z.int().default(0),
    news: z.int().default(0),
  }),
  step: async ({ query, organization, asOf, input, cursor }) => {
    const remove = async (text: string, ...ages: readonly number[]): Promise<number> => {
      const before = ages.map((age) => daysBefore(asOf, age))
      return await removed(query, organization, text, ...before)
    }
    const now = {
      jobs: await remove(removeJobs, input.jobDays),
      requests: await remove(removeRequests, input.requestDays),
      calls: await remove(removeCalls, input.callDays),
      webhooks: await remove(removeTold, input.webhookDays),
      news: await remove(removeNews, input.newsDays, input.unreadNewsDays),
    }
    const all = {
      jobs: (cursor?.jobs ?? 0) + now.jobs,
      requests: (cursor?.requests ?? 0) + now.requests,
      calls: (cursor?.calls ?? 0) + now.calls,
      webhooks: (cursor?.webhooks ?? 0) + now.webhooks,
      news: (cursor?.news ?? 0) + now.news,
    }
    const counts = Object.values(now)
    const did = counts.reduce((sum, count) => sum + count, 0)
    return fine(counts.includes(atOnce) ? { goOn: all, did } : { did, result: all })
  },
})

const removeJobs = 'select job.remove_old($1, $3, $2) as removed'
const removeRequests = 'select paper.remove_old_requests($1, $3, $2) as removed'
const removeCalls = 'select access.remove_old_calls($1, $3, $2) as removed'
const removeTold = 'select webhook.remove_old_messages($1, $3, $2) as removed'
const removeNews = 'select access.remove_old_news($1, $3, $4, $2) as removed'

async function removed(
  query: Query,
  organization: string,
  text: string,
  ...before: readonly Instant[]
): Promise<number> {
  const [found] = await query<{ removed: number }>({
    text,
    values: [organization, atOnce, ...before.map(String)],
  })
  return found?.removed ?? 0
}

function daysBefore(moment: Instant, count: number): Instant {
  return moment.subtract({ hours: 24 * count })
}
