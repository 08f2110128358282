/** `backstay key calls`: what was asked of the HTTP API with keys, and how it was answered. */
import { isId } from '#base/id.ts'
import { parseDate } from '#base/date.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inOrganization, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { listCalls, statusClasses, type AskedCalls, type Call } from '#server/access/calls.ts'

export interface CallOptions extends Placing {
  /** The number of a key. */
  readonly of?: string
  readonly operation?: string
  readonly status?: string
  readonly from?: string
  readonly to?: string
  /** The number of the call behind which the page begins. */
  readonly before?: string
  readonly limit: string
}

/** Lists a page of calls, the newest first. */
export async function showCalls(session: Session, options: CallOptions): Promise<Answer> {
  const { operation } = options
  const status = statusClasses.find((one) => one === options.status)
  const [from, to] = [dayOf(options.from), dayOf(options.to)]
  const limit = /^([1-9]\d?|[1-4]\d\d|500)$/.test(options.limit) ? Number(options.limit) : null
  const wrong = [
    ...(options.status !== undefined && status === undefined
      ? [misuse('--status', `Write one of ${statusClasses.join(', ')}.`)]
      : []),
    ...(from === null ? [misuse('--from', 'It is no day. Write it as 2026-11-22.')] : []),
    ...(to === null ? [misuse('--to', 'It is no day. Write it as 2026-11-22.')] : []),
    ...(limit === null ? [misuse('--limit', 'Write a whole number between 1 and 500.')] : []),
    ...(['of', 'before'] as const).flatMap((name) =>
      options[name] === undefined || isId(options[name])
        ? []
        : [misuse(`--${name}`, 'It is no number of ours. Copy it from where it is listed.')],
    ),
  ]
  if (wrong.length > 0 || from === null || to === null || limit === null) {
    return stopped('usage', wrong)
  }
  const { of: key, before } = options
  const asked: AskedCalls = { key, operation, status, from, to, before, limit }
  return await inOrganization(session, options, async ({ database }, { id }) => {
    const calls = await database.transaction(id, (query) => listCalls(query, id, asked), {
      mode: 'snapshot',
    })
    const text = calls.map((call) => `${lineOf(call)}\n`).join('')
    return said(text === '' ? 'There are no such calls.\n' : text, { calls })
  })
}

/** Undefined where nothing was said, null where it is no day. */
function dayOf(written: string | undefined): ReturnType<typeof parseDate> | undefined {
  return written === undefined ? undefined : parseDate(written)
}

/** "2026-11-22 04:41:07  201     12 ms  POST /companies/store/entries  till 2  key-reused" */
function lineOf({ at, status, milliseconds, method, path, name, rules }: Call): string {
  const moment = at.toString({ smallestUnit: 'second' }).replace('T', ' ').replace('Z', '')
  const took = `${milliseconds} ms`.padStart(9)
  const what = `${method.toUpperCase()} ${path}`
  return [moment, status, took, what, name, ...(rules.length > 0 ? [rules.join(' ')] : [])].join(
    '  ',
  )
}
