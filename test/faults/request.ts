/** Requests to a server that may be away, slow or dying. */

/** How a client reaches the server: its address may change when it starts again. */
export interface Counter {
  readonly address: () => string
  readonly authorization: string
}

/** A whole answer. */
export interface Reply {
  readonly status: number
  readonly text: string
  /** The body as JSON; an empty object where it is none. */
  readonly json: object
  /** Whether it says that the key was used before. */
  readonly isReplay: boolean
}

/** What is asked of the store. */
export interface Request {
  /** Below the address of the company. */
  readonly path: string
  readonly body: object
  /** The idempotency key, where the body has none. */
  readonly key?: string
}

/** Posts to the store; null where no whole answer came, so that its outcome is unknown. */
export async function request(
  { address, authorization }: Counter,
  path: string,
  body: object,
  key?: string,
): Promise<Reply | null> {
  const named: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
  try {
    const response = await fetch(`${address()}/api/v1/companies/store${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...named },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    const { status, headers } = response
    const text = await response.text()
    const isJson = /json/.test(headers.get('content-type') ?? '')
    const json = (isJson ? JSON.parse(text) : {}) as object
    return { status, text, json, isReplay: headers.get('idempotency-replayed') === 'true' }
  } catch {
    return null
  }
}

/** Posts to a server that is known to be there. */
export async function answered(
  counter: Counter,
  path: string,
  body: object,
  key?: string,
): Promise<Reply> {
  const reply = await request(counter, path, body, key)
  if (reply === null) throw new Error(`No answer to ${path}.`)
  return reply
}

/** Longer than any recovery that the tests allow. */
const patience = 60_000

/**
 * Sends the same request until it is answered: its key resolves what is unknown. `beforeAgain` is
 * waited for each time before it is sent again.
 */
export async function insist(
  counter: Counter,
  { path, body, key }: Request,
  beforeAgain: () => Promise<void>,
): Promise<Reply> {
  const until = performance.now() + patience
  for (let unanswered = 0; ;) {
    const reply = await request(counter, path, body, key)
    if (reply !== null && reply.status !== 503) return reply
    if (reply === null) unanswered += 1
    if (performance.now() > until) {
      const last = `${unanswered} times none at all, at last ${reply?.text ?? 'none'}`
      throw new Error(`No answer to ${path} in ${patience} ms: ${last}`)
    }
    await beforeAgain()
  }
}

/** The rules that an answer says were broken. */
export function rulesOf({ json }: Reply): string[] {
  const { problems = [] } = json as { readonly problems?: readonly { readonly rule: string }[] }
  return problems.map(({ rule }) => rule)
}
