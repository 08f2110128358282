/** Packs what is long before it is sent, for those who unpack it. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from '#server/http/answer.ts'

/** Shorter texts fit into the first packets anyway, so that packing them only costs time. */
const least = 8_000

const pack = promisify(gzip)

/**
 * The answer packed (gzip, RFC 1952) where it is a long text and the one who asks unpacks it. No
 * page of another site can make a browser ask in somebody's name (cookies are SameSite), so lengths
 * tell nobody of what is in them.
 */
export async function packed(made: Answer, accepted: string | undefined): Promise<Answer> {
  const { body, headers } = made
  if (typeof body !== 'string' || body.length < least) return made
  if (!/\bgzip\b/.test(accepted ?? '')) return made
  return {
    ...made,
    body: new Uint8Array(await pack(body, { level: 4 })),
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' },
  }
}
