/** Takes the bytes of a request's body, never more than its operation allows. */
import type { Context } from 'hono'

/** The whole body; or why there is none: it has more than `most` bytes, or the sender went away. */
export async function readBody(
  context: Context,
  most: number,
): Promise<Buffer | 'too-large' | 'cut-off'> {
  try {
    return (await bytesOf(context, most)) ?? 'too-large'
  } catch {
    return 'cut-off'
  }
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
