/** The way to the API: to a server over HTTP, or in this process over the books that verbs open. */
import { openAsBlob } from 'node:fs'
import { pino } from 'pino'
import { z } from 'zod'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { misuse, stopped, type Answer } from '#cli/answer.ts'
import { withBooks } from '#cli/connection.ts'
import { placed, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { openEntrance } from '#server/access/entrance.ts'
import { inside } from '#server/inside.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { startRunner } from '#server/jobs/runner.ts'
import { servicesOver } from '#server/services.ts'
import { root } from '#server/http/root.ts'
import type { Origin, Services } from '#server/http/operation.ts'

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
  /** Sends a file of this machine as the body. */
  send(path: string, query: Readonly<Record<string, string>>, file: string): Promise<Reply>
  /** The bytes of an answer as they come, or what stands in the way of one. */
  take(
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<Outcome<AsyncIterable<Uint8Array>> | Reply>
}

export interface PostOptions {
  readonly preview?: boolean
  readonly query?: Readonly<Record<string, string>>
  /** The idempotency key. */
  readonly once?: string
}

/**
 * Reaches the API with a key and hands it to the work. Where no server is asked, jobs of these
 * kinds are brought on here meanwhile.
 */
export async function withApi(
  session: Session,
  options: ApiOptions,
  origin: Origin,
  work: (api: Api) => Promise<Answer>,
  jobs: readonly JobKind[] = [],
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
    const plain = servicesOver(database, entrance, pino({ level: 'silent' }))
    const services = { ...plain, ...house }
    const api = apiOf('http://127.0.0.1', key, origin, inside(services))
    try {
      return await whileRunning(session, services, jobs, () => work(api))
    } finally {
      await services.calls.flush()
    }
  })
  return answered.ok ? answered.value : stopped('unavailable', answered.problems)
}

/** Runs jobs of some kinds in this process as long as the work lasts. */
export async function whileRunning<Result>(
  session: Session,
  services: Services,
  kinds: readonly JobKind[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (kinds.length === 0) return await work()
  const runner = startRunner({
    services,
    kinds,
    server: session.actor,
    interval: 100,
    onProblem: (error) => session.say(`A step is tried again: ${String(error)}`),
  })
  try {
    return await work()
  } finally {
    await runner.stop()
  }
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
    post: (path, body, { preview = false, query = {}, once } = {}) =>
      ask(path, new URLSearchParams(preview ? { ...query, preview: 'true' } : query), {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          ...(once === undefined ? {} : { 'idempotency-key': once }),
        },
        body: JSON.stringify(body),
      }),
    async send(path, query, file) {
      const type = { 'content-type': 'application/octet-stream' }
      const body = await openAsBlob(file)
      const init = { method: 'POST', headers: { ...headers, ...type }, body }
      return await ask(path, new URLSearchParams(query), init)
    },
    async take(path, query) {
      const asked = new URLSearchParams(query).toString()
      const response = await send(new Request(`${address}${root}${path}?${asked}`, { headers }))
      if (response.status >= 300) return await replyIn(response)
      return fine(response.body ?? ReadableStream.from<Uint8Array>([]))
    },
  }
}

async function replyTo(
  send: (request: Request) => Promise<Response>,
  request: Request,
): Promise<Reply> {
  try {
    return await replyIn(await send(request))
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const message = `The server does not answer: ${String(why)}. Look whether it runs there.`
    return { status: 503, json: {}, problems: [{ rule: 'server-away', field: '', message }] }
  }
}

async function replyIn(response: Response): Promise<Reply> {
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
