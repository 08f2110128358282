/** The way to the API: to a server over HTTP, or in this process over the books that verbs open. */
import { pino } from 'pino'
import { z } from 'zod'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { misuse, stopped, type Answer } from '#cli/answer.ts'
import { withBooks } from '#cli/connection.ts'
import { placed, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { openEntrance } from '#server/access/entrance.ts'
import { inside } from '#server/inside.ts'
import { servicesOver } from '#server/services.ts'
import { root } from '#server/http/root.ts'
import type { Origin } from '#server/http/operation.ts'

/** Whose key is used, and where the API is. */
export interface ApiOptions extends Omit<Placing, 'organization'> {
  readonly key?: string
  /** The address of a server; without it the books are opened here. */
  readonly server?: string
  readonly company?: string
}

/** What the API answered. */
export interface Reply {
  readonly status: number
  readonly json: unknown
  /** None where it was fine, also in part. */
  readonly problems: readonly Problem[]
}

/** The operations, as somebody with a key reaches them. */
export interface Api {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<Reply>
  post(path: string, body: unknown, more?: PostOptions): Promise<Reply>
}

export interface PostOptions {
  readonly preview?: boolean
  /** The idempotency key. */
  readonly once?: string
}

/** Reaches the API with a key and hands it to the work. */
export async function withApi(
  session: Session,
  options: ApiOptions,
  origin: Origin,
  work: (api: Api) => Promise<Answer>,
): Promise<Answer> {
  const { env, house } = session.world
  const key = options.key ?? env['BACKSTAY_KEY']
  if (key === undefined || !/^[\w-]{1,200}$/.test(key)) return stopped('usage', [keyMissing])
  const address = options.server ?? env['BACKSTAY_SERVER']
  if (address !== undefined) {
    const url = URL.parse(address)
    if (url === null || !/^https?:$/.test(url.protocol)) return stopped('usage', [noAddress])
    return await work(apiOf(url.origin, key, origin, (request) => fetch(request)))
  }
  const answered = await withBooks(placed(session, options), async ({ database }) => {
    const entrance = openEntrance({ url: '', keyFile: '', onProblem: () => {} })
    const services = servicesOver(database, entrance, pino({ level: 'silent' }))
    const send = inside({ ...services, ...house })
    return await work(apiOf('http://127.0.0.1', key, origin, send))
  })
  return answered.ok ? answered.value : stopped('unavailable', answered.problems)
}

/** The company of the words, or the only one that the key sees. */
export async function companyOf(
  api: Api,
  named: string | undefined,
): Promise<Outcome<string> | Reply> {
  if (named !== undefined) return fine(named)
  const reply = await api.get('/companies')
  // A key that may not list companies may well know one.
  if (!isFine(reply) && reply.status !== 403) return reply
  const found = companies.safeParse(reply.json)
  const [only, ...more] = found.success ? found.data.companies : []
  if (only !== undefined && more.length === 0) return fine(only.code)
  const choices = found.success ? found.data.companies.map(({ code }) => code).join(', ') : ''
  const which = choices === '' ? 'The key does not see which companies there are.' : choices
  return refused(misuse('--company', `Say which company with --company: ${which}`))
}

/** What a refused reply is as the answer of a verb. */
export function replyAnswer({ status, problems }: Reply): Answer {
  const misused = status === 400 || status === 401
  const ending = status === 503 ? 'unavailable' : misused ? 'usage' : 'refused'
  return stopped(ending, problems)
}

/** Whether a reply brings what was asked for. */
export function isFine({ status }: Reply): boolean {
  return status < 300
}

const companies = z.looseObject({ companies: z.array(z.looseObject({ code: z.string() })) })

function apiOf(
  address: string,
  key: string,
  origin: Origin,
  send: (request: Request) => Promise<Response>,
): Api {
  const headers = { authorization: `Bearer ${key}`, 'backstay-origin': origin }
  const ask = async (path: string, query: URLSearchParams, init: RequestInit): Promise<Reply> => {
    const asked = query.size === 0 ? '' : `?${query.toString()}`
    return await replyTo(send, new Request(`${address}${root}${path}${asked}`, init))
  }
  return {
    get: (path, query = {}) => ask(path, new URLSearchParams(query), { headers }),
    post: (path, body, { preview = false, once } = {}) =>
      ask(path, new URLSearchParams(preview ? { preview: 'true' } : {}), {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...(once === undefined ? {} : { 'idempotency-key': once }),
        },
        body: JSON.stringify(body),
      }),
  }
}

async function replyTo(
  send: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Reply> {
  try {
    const response = await send(request)
    const text = await response.text()
    const isJson = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '')
    const json: unknown = isJson ? JSON.parse(text) : {}
    const told = problems.safeParse(json)
    const isProblem = response.status >= 400
    if (isProblem && !told.success) return unreadable(response.status)
    return {
      status: response.status,
      json,
      problems: isProblem && told.success ? told.data.problems : [],
    }
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const message = `The server does not answer: ${String(why)}. Look whether it runs there.`
    return { status: 503, json: {}, problems: [{ rule: 'server-away', field: '', message }] }
  }
}

const problems = z.looseObject({
  problems: z.array(z.looseObject({ rule: z.string(), field: z.string(), message: z.string() })),
})

function unreadable(status: number): Reply {
  const message = `What answers there is no server of Backstay: it said ${status}.`
  return { status: 503, json: {}, problems: [{ rule: 'server-other', field: '', message }] }
}

const keyMissing: Problem = misuse(
  '--key',
  'Give the key of the person who acts, with --key or in BACKSTAY_KEY. "backstay key create" ' +
    'makes one.',
)

const noAddress: Problem = misuse(
  '--server',
  'It is no address of a server. Write it as http://127.0.0.1:4700.',
)
