/** A browser of the tests: it keeps the cookie it is given, and says where it comes from. */
import { setTimeout as pause } from 'node:timers/promises'
import { hotp, stepAt } from '#server/access/totp.ts'
import type { Database } from '#server/database/database.ts'
import type { Reply, TestApi } from '#test/http.ts'

export interface Browser {
  /** What the cookie holds; "" without one. */
  cookie: string
  /** From where it seems to come. */
  address: string
  /** The line of the last answer that set the cookie. */
  setLine: string
  get(path: string): Promise<Reply>
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Reply>
}

interface Sent {
  readonly method: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A browser without a cookie; each comes from an address of its own. */
export function openBrowser(api: TestApi, cookie = ''): Browser {
  opened += 1
  const browser: Browser = {
    cookie,
    address: `198.51.${Math.floor(opened / 250)}.${(opened % 250) + 1}`,
    setLine: '',
    get: (path) => send(path, { method: 'GET' }),
    post: (path, body = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { origin: api.address, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  }
  const send = async (path: string, request: Sent): Promise<Reply> => {
    const reply = await api.send(`/api/v1${path}`, {
      ...request,
      headers: {
        ...(browser.cookie === '' ? {} : { cookie: `a=b; backstay_session=${browser.cookie}` }),
        'x-forwarded-for': `203.0.113.9, ${browser.address}`,
        'user-agent': 'Browser of the tests',
        ...request.headers,
      },
    })
    const [line] = reply.headers.getSetCookie()
    if (line !== undefined) {
      browser.setLine = line
      browser.cookie = /^backstay_session=(\w*);/.exec(line)?.[1] ?? ''
    }
    return reply
  }
  return browser
}

let opened = 0

/** The codes that an app shows for a secret, by a clock that the test sets. */
export function codeOf(secret: string, { clock }: TestApi): string {
  return hotp(fromBase32(secret), stepAt(clock.now))
}

/** What is waiting in the outbox for a recipient, the newest last. */
export async function mailsTo(
  database: Database,
  organization: string,
  recipient: string,
): Promise<readonly { readonly subject: string; readonly body: string }[]> {
  return await database.transaction(organization, (query) =>
    query<{ subject: string; body: string }>({
      text: 'select subject, body from mail.message where recipient = $1 order by id',
      values: [recipient],
    }),
  )
}

/** The token behind the # of the link in the newest mail to somebody. */
export async function tokenIn(
  database: Database,
  organization: string,
  recipient: string,
): Promise<string> {
  const body = (await mailsTo(database, organization, recipient)).at(-1)?.body ?? ''
  return /#(bst_\w+)/.exec(body)?.[1] ?? ''
}

/** Milliseconds until a question gets this status, or Infinity after six seconds. */
export async function timeUntil(status: number, ask: () => Promise<Reply>): Promise<number> {
  const began = performance.now()
  while (performance.now() - began < 6_000) {
    if ((await ask()).status === status) return performance.now() - began
    await pause(100)
  }
  return Infinity
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function fromBase32(text: string): Buffer {
  const bits = text.split('').map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
