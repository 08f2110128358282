/** Takes the bytes of a request's body, never more than its operation allows. */
import type { Context } from 'hono'
import { oneProblem } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'

/** Whoever sends a body of JSON slower than this, in milliseconds, is cut off. */
const patience = 30_000

/** The whole body; or why there is none: it has more than `most` bytes, or the sender went away. */
export async function readBody(
  context: Context,
  most: number,
): Promise<Buffer | 'too-large' | 'cut-off'> {
  const tired = Promise.withResolvers<'cut-off'>()
  const timer = setTimeout(() => tired.resolve('cut-off'), patience)
  try {
    return (await Promise.race([bytesOf(context, most), tired.promise])) ?? 'too-large'
  } catch {
    return 'cut-off'
  } finally {
    clearTimeout(timer)
  }
}

/** Told to nobody, as a rule: the one who sent it has gone. */
export function cutOff(): Answer {
  const message = 'The body ended before it was whole. Send the request again.'
  return oneProblem('invalid-request', 'body-cut-off', message, '', { connection: 'close' })
}

/** The body has more bytes than are taken; a file cannot be sent in several requests. */
export function tooLarge(most: number, isFile = false): Answer {
  const message = isFile
    ? `The file has more than ${most / 1_000_000} MB. Make it smaller, or split it.`
    : `The body has more than ${most / 1_000_000} MB. Send it in several requests.`
  return oneProblem('too-large', 'body-too-large', message, '', { connection: 'close' })
}

async function bytesOf(context: Context, most: number): Promise<Buffer | null> {
  const told = context.req.header('content-length')
  if (told !== undefined) {
    if (!/^\d{1,15}$/.test(told) || Number(told) > most) return null
    return Buffer.from(await context.req.arrayBuffer())
  }
  // Sent in pieces, without saying how many bytes will come.
  const stream: ReadableStream<Uint8Array> | null = context.req.raw.body
  if (stream === null) return Buffer.alloc(0)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > most) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
