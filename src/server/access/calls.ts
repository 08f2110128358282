/** What the log of calls holds: a page of it, the newest first. */
import type { Instant, PlainDate } from '#base/date.ts'
import { firstIdOf } from '#base/id.ts'
import type { Query } from '#base/query.ts'

/** A call as it was noted. */
export interface Call {
  readonly id: string
  readonly at: Instant
  readonly key: string
  /** What the key is for. */
  readonly name: string
  readonly person: string
  readonly personName: string
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly origin: string | null
  readonly status: number
  readonly milliseconds: number
  readonly request: string
  readonly rules: readonly string[]
}

/** The first figures of statuses by which calls are asked for. */
export const statusClasses = ['2xx', '4xx', '5xx'] as const
export type StatusClass = (typeof statusClasses)[number]

export interface AskedCalls {
  readonly key?: string | undefined
  readonly operation?: string | undefined
  readonly status?: StatusClass | undefined
  /** The days of UTC between which it came, both included. */
  readonly from?: PlainDate | undefined
  readonly to?: PlainDate | undefined
  /** Behind which call the page begins. */
  readonly before?: string | undefined
  readonly limit: number
}

/** A page of calls, the newest first. */
export async function listCalls(
  query: Query,
  organization: string,
  { key, operation, status, from, to, before, limit }: AskedCalls,
): Promise<Call[]> {
  // A condition that is not asked for is not written, so that each question has its own plan.
  const values: unknown[] = [organization, limit]
  const conditions = [
    ['c.key =', key],
    ['c.operation =', operation],
    ['c.status / 100 =', status === undefined ? undefined : Number(status.charAt(0))],
    ['c.id >=', from === undefined ? undefined : firstIdOf(beginOf(from))],
    ['c.id <', to === undefined ? undefined : firstIdOf(beginOf(to.add({ days: 1 })))],
    ['c.id <', before],
  ] as const
  const written = conditions.flatMap(([condition, value]) =>
    value === undefined ? [] : [` and ${condition} $${values.push(value)}`],
  )
  return await query<Call>({
    text: `select c.id, c.at, c.key, k.name, k.person, p.name as "personName", c.operation,
        c.method, c.path, c.origin, c.status, c.milliseconds, c.request, c.rules
      from access.call c
        join access.api_key k on k.organization = c.organization and k.id = c.key
        join access.person p on p.organization = k.organization and p.id = k.person
      where c.organization = $1${written.join('')}
      order by c.id desc limit $2`,
    values,
  })
}

function beginOf(day: PlainDate): number {
  return day.toZonedDateTime('UTC').epochMilliseconds
}
