/** The log of calls: what was asked with a key is gathered in memory and noted set by set. */
import { newId } from '#base/id.ts'
import { Unavailable } from '#server/database/database.ts'
import type { Database } from '#server/database/database.ts'

/** A call that was answered. */
export interface AnsweredCall {
  readonly organization: string
  readonly key: string
  /** When it came, in milliseconds since 1970. */
  readonly at: number
  readonly operation: string
  readonly method: 'get' | 'post'
  /** Its address, without what its query says of anybody. */
  readonly path: string
  readonly origin: string | null
  readonly status: number
  readonly milliseconds: number
  readonly request: string
  readonly rules: readonly string[]
}

interface Noted extends AnsweredCall {
  readonly id: string
}

/** So long a call waits for others. */
const interval = 1_000
/** So many are noted at once; who comes as the last of them waits no longer. */
const atOnce = 500
/** While the database is away so many are kept; the oldest beyond that are lost, and counted. */
const mostKept = 20_000
const longestPath = 500
const mostRules = 20

/**
 * Gathers calls, which costs no answer any time, and notes them a second later. A server that dies
 * loses those that it has not noted yet; one that ends in order notes them first.
 */
export class CallLog {
  private kept: Noted[] = []
  private timer: NodeJS.Timeout | null = null
  private noting: Promise<void> = Promise.resolve()
  private readonly database: Database
  private readonly onProblem: (error: unknown, lost: number) => void

  constructor(database: Database, onProblem: (error: unknown, lost: number) => void) {
    this.database = database
    this.onProblem = onProblem
  }

  /** Takes a call that was answered; never throws, and waits for nothing. */
  note(call: AnsweredCall): void {
    this.kept.push({ ...call, id: newId(call.at + call.milliseconds) })
    if (this.kept.length === atOnce) void this.flush()
    this.timer ??= setTimeout(() => void this.flush(), interval).unref()
  }

  /** Notes what is gathered, after what is being noted; fulfilled when that is done. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.noting = this.noting.then(() => this.noteKept())
    return this.noting
  }

  private async noteKept(): Promise<void> {
    const calls = this.kept
    this.kept = []
    for (const [organization, own] of Map.groupBy(calls, (call) => call.organization)) {
      for (let from = 0; from < own.length; from += atOnce) {
        const set = own.slice(from, from + atOnce)
        await this.noteSet(organization, set).catch((error: unknown) => this.missed(error, set))
      }
    }
  }

  /** What a database that is away did not take is tried again with the next set. */
  private missed(error: unknown, set: readonly Noted[]): void {
    const isPassing = error instanceof Unavailable
    const all = isPassing ? [...set, ...this.kept] : this.kept
    const lost = isPassing ? Math.max(0, all.length - mostKept) : set.length
    this.kept = all.slice(isPassing ? lost : 0)
    if (this.kept.length > 0) {
      this.timer ??= setTimeout(() => void this.flush(), interval).unref()
    }
    this.onProblem(error, lost)
  }

  private async noteSet(organization: string, calls: readonly Noted[]): Promise<void> {
    await this.database.transaction(organization, (query) =>
      query({
        name: 'access.note calls',
        text: `insert into access.call (organization, id, at, key, operation, method, path, origin,
            status, milliseconds, request, rules)
          select $1, c.id, to_timestamp(c.at / 1000), c.key, c.operation, c.method, c.path,
            c.origin, c.status, c.milliseconds, c.request, string_to_array(c.rules, ' ')
          from unnest($2::uuid[], $3::float8[], $4::uuid[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::smallint[], $10::integer[], $11::text[], $12::text[])
            as c (id, at, key, operation, method, path, origin, status, milliseconds, request,
              rules)
          on conflict do nothing`,
        values: [
          organization,
          calls.map(({ id }) => id),
          calls.map(({ at }) => at),
          calls.map(({ key }) => key),
          calls.map(({ operation }) => operation),
          calls.map(({ method }) => method),
          calls.map(({ path }) => path.toWellFormed().slice(0, longestPath)),
          calls.map(({ origin }) => origin),
          calls.map(({ status }) => status),
          calls.map(({ milliseconds }) => milliseconds),
          calls.map(({ request }) => request),
          calls.map(({ rules }) => [...new Set(rules)].slice(0, mostRules).join(' ')),
        ],
      }),
    )
  }
}
