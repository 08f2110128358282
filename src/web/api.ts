/** The way to the server: requests as JSON, and what is refused as problems in sentences. */
import { inOwnWords, sentenceInOwnWords } from '#web/words/refused.ts'

/** Why something is refused, and where: the server's own form. */
export interface Problem {
  readonly rule: string
  readonly field: string
  readonly message: string
}

/** What the server answers where it refuses; also where it cannot be reached at all. */
export class Refused extends Error {
  readonly status: number
  readonly problems: readonly Problem[]
  /** The number under which the server's log tells of it. */
  readonly request: string | null

  constructor(
    status: number,
    problems: readonly Problem[],
    detail: string,
    request: string | null = null,
  ) {
    super(detail)
    this.name = 'Refused'
    this.status = status
    this.problems = problems
    this.request = request
  }
}

/** Parameters of a query: what is undefined or empty is left out. */
export type Asked = Readonly<Record<string, string | number | boolean | null | undefined>>

/** Reads something. Throws `Refused`. */
export async function get<Answer>(path: string, asked: Asked = {}, signal?: AbortSignal) {
  return await send<Answer>(path + written(asked), signal === undefined ? {} : { signal })
}

/**
 * Does something, under a key: sent again after an answer that was lost, it is done once. Throws
 * `Refused`.
 */
export async function post<Answer>(
  path: string,
  body: unknown,
  { asked = {}, key = crypto.randomUUID() }: { readonly asked?: Asked; readonly key?: string } = {},
) {
  return await send<Answer>(path + written(asked), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}

/** Sends the bytes of a file. Throws `Refused`. */
export async function upload<Answer>(path: string, file: Blob, asked: Asked = {}) {
  return await send<Answer>(path + written(asked), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
}

/** The address of something that the browser itself fetches: a file, a print. */
export function addressOf(path: string, asked: Asked = {}): string {
  return root + path + written(asked)
}

const root = '/api/v1'

/** What the server asks of a person before it goes on: to sign in again, or to show who it is. */
export type Lack = 'session' | 'confirmation'

/** Asks the person for what is lacking; whether it was given, so that the request goes on. */
export type Helper = (lack: Lack, refused: Refused) => Promise<boolean>

let helper: Helper | null = null

/** Has somebody ask for what requests lack, from now until the answer is called. */
export function helpRequests(help: Helper): () => void {
  helper = help
  return () => {
    if (helper === help) helper = null
  }
}

async function send<Answer>(path: string, how: RequestInit): Promise<Answer> {
  try {
    return await sendOnce<Answer>(path, how)
  } catch (error) {
    const lack = error instanceof Refused ? lackOf(error) : null
    if (lack === null || helper === null || !(error instanceof Refused)) throw error
    // What was typed is still in the request; its key stays, so that nothing is done twice.
    if (!(await helper(lack, error))) throw error
    return await sendOnce<Answer>(path, how)
  }
}

function lackOf({ problems }: Refused): Lack | null {
  const rules = problems.map(({ rule }) => rule)
  if (rules.includes('confirmation-missing')) return 'confirmation'
  return rules.includes('session-over') || rules.includes('key-invalid') ? 'session' : null
}

async function sendOnce<Answer>(path: string, how: RequestInit): Promise<Answer> {
  let reply: Response
  try {
    reply = await fetch(root + path, { credentials: 'same-origin', ...how })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refused(0, [], await sentenceInOwnWords(unreachable))
  }
  const body: unknown = await reply
    .text()
    .then(inOwnWords)
    .catch(() => null)
  if (!reply.ok) throw await refusal(reply, body)
  // What an operation answers is proven on the server, where its schema stands.
  return body as Answer
}

/** What is told where no answer comes. */
export const unreachable =
  'The server cannot be reached. What you typed is kept; try again when you are connected.'

async function refusal(reply: Response, body: unknown): Promise<Refused> {
  const { detail, problems } = (body ?? {}) as { detail?: string; problems?: Problem[] }
  const said = detail ?? (await sentenceInOwnWords(unsaid(reply.status)))
  return new Refused(reply.status, problems ?? [], said, reply.headers.get('x-request-id'))
}

/** What is told of an answer that says nothing itself. */
export function unsaid(status: number): string {
  return `The server answered ${status}. Try again in a moment.`
}

function written(asked: Asked): string {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}
