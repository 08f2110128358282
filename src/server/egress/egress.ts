/** The only place that opens connections outward, but for mail: it looks where each one leads. */
import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request as safeRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { callbackify } from 'node:util'
import { mayReach } from '#server/egress/allowance.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { hostOf } from '#server/egress/target.ts'

/** An answer of the directory of names. */
export interface Found {
  readonly address: string
  readonly family: number
}

export interface EgressOptions {
  readonly allowance: Allowance
  /** All addresses of a name; the machine's own way of asking, unless said otherwise. */
  readonly resolve?: (host: string) => Promise<readonly Found[]>
  /** Milliseconds from the beginning to the answer's first line: ten seconds. */
  readonly patience?: number
}

/** Why nothing was answered. */
export const failures = [
  'address-refused',
  'name-unknown',
  'time-over',
  'certificate',
  'connection',
] as const
export type Failure = (typeof failures)[number]

/** What came of it: the answer's status, or why there is none. Of the body nothing is read. */
export type Sent =
  | { readonly status: number; readonly failure: null }
  | { readonly status: null; readonly failure: Failure }

/** What is sent. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Egress {
  readonly allowance: Allowance
  /**
   * Posts a message to an address that `readTarget` let pass. All that its name leads to must be
   * public or allowed, which is asked within the very look that the connection is made with: an
   * answer that changes a moment later changes nothing. No redirect is followed.
   */
  post(target: URL, message: Message): Promise<Sent>
}

/** The way outward with these settings. */
export function openEgress(options: EgressOptions): Egress {
  const { allowance } = options
  return { allowance, post: (target, message) => post(options, target, message) }
}

class Refusal extends Error {}

async function post(
  { allowance, resolve = allOf, patience = 10_000 }: EgressOptions,
  target: URL,
  { headers, body }: Message,
): Promise<Sent> {
  const isFree = allowance.origins.has(target.origin)
  const isRight = (address: string): boolean => isFree || mayReach(allowance, address)
  const host = hostOf(target)
  // Nobody is asked about an address that needs no name.
  if (isIP(host) !== 0 && !isRight(host)) return failed('address-refused')
  const signal = AbortSignal.timeout(patience)
  const bytes = Buffer.from(body)
  const options: RequestOptions = {
    method: 'POST',
    // A connection of its own, without any proxy of the surroundings.
    agent: false,
    signal,
    lookup: guarded(resolve, isRight),
    headers: { ...headers, 'content-length': bytes.length, connection: 'close' },
  }
  return await new Promise<Sent>((answer) => {
    const sending = (target.protocol === 'https:' ? safeRequest : plainRequest)(target, options)
    sending.on('socket', (socket) => {
      socket.once('connect', () => {
        // Whatever way led here: no byte goes to what may not be reached.
        if (!isRight(socket.remoteAddress ?? '')) socket.destroy(new Refusal())
      })
    })
    sending.on('response', (response) => {
      response.on('error', () => {})
      response.destroy()
      answer({ status: response.statusCode ?? 0, failure: null })
    })
    // A switch of protocols is no answer; unheard, its socket would stay open.
    sending.on('upgrade', (_, socket) => {
      socket.destroy()
      answer(failed('connection'))
    })
    sending.on('error', (error) => answer(failed(signal.aborted ? 'time-over' : causeOf(error))))
    sending.end(bytes)
  })
}

/** The look of a socket: of the answers all must be right, not just the one that is taken. */
function guarded(
  resolve: NonNullable<EgressOptions['resolve']>,
  isRight: (address: string) => boolean,
): LookupFunction {
  const look = callbackify(async (host: string) => {
    const all = [...(await resolve(host))]
    const [first] = all
    if (first === undefined || !all.every(({ address }) => isRight(address))) throw new Refusal()
    return { all, first }
  })
  return (host, { all: wantsAll = false }, done) => {
    look(host, (error: Error | null, found) => {
      if (error !== null) done(error, '', 0)
      else if (wantsAll) done(null, found.all)
      else done(null, found.first.address, found.first.family)
    })
  }
}

async function allOf(host: string): Promise<readonly Found[]> {
  return await lookup(host, { all: true, verbatim: true })
}

function failed(failure: Failure): Sent {
  return { status: null, failure }
}

/** Codes of Node's and OpenSSL's about who the other one is. */
const doubts = /CERT|SIGNATURE|ALTNAME|ISSUER|SSL|TLS/

function causeOf(error: Error): Failure {
  if (error instanceof Refusal) return 'address-refused'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return 'name-unknown'
  return doubts.test(code) ? 'certificate' : 'connection'
}
