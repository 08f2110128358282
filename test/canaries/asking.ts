/** Asks as somebody, and looks for canaries in all that comes back, headers among it. */
import { textOf } from './canary.ts'
import type { finder } from './canary.ts'
import type { Asker, House } from './house.ts'

/** A request, below the root of the API. */
export interface Asked {
  /** The operation, by its name in the document. */
  readonly id: string
  readonly path: string
  /** What is posted; a request without it is a GET. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What came back. */
export interface Answered extends Asked {
  readonly status: number
  readonly text: string
  readonly type: string
  /** The canaries in it. */
  readonly tokens: ReadonlySet<string>
}

/** The headers by which somebody is known. */
export function bearing({ api }: House, { text }: Asker): Record<string, string> {
  return text.startsWith('bss_')
    ? { cookie: `backstay_session=${text}`, origin: api.address }
    : { authorization: `Bearer ${text}` }
}

/** Sends a request and reads the whole answer. */
export async function ask(
  house: House,
  asker: Asker,
  asked: Asked,
  tokensIn: ReturnType<typeof finder>,
): Promise<Answered> {
  const { path, body, headers } = asked
  const json = { 'content-type': 'application/json' }
  const response = await fetch(`${house.api.address}/api/v1${path}`, {
    headers: {
      ...bearing(house, asker),
      ...(body === undefined ? {} : json),
      ...headers,
    },
    ...(body === undefined
      ? {}
      : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const { status } = response
  const text = textOf(new Uint8Array(await response.arrayBuffer()))
  const told = [...response.headers].map(([name, value]) => `${name}: ${decoded(value)}`)
  // Whoever asks for something by its name knows it.
  const own = tokensIn(decoded(path) + JSON.stringify(body ?? ''))
  const tokens = tokensIn([text, ...told].join('\n')).difference(own)
  return { ...asked, status, text, type: response.headers.get('content-type') ?? '', tokens }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
