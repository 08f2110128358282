/** Files that are sent as the body of a request: put on the disk as they come, with their hash. */
import { createHash } from 'node:crypto'
import { open, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from 'hono'

/** A file that was sent; it is gone when its request is answered. */
export interface Upload {
  readonly path: string
  /** SHA-256 of its bytes, as hexadecimal digits. */
  readonly hash: string
}

/** Takes the body as a file, hands it to the work, and removes it afterwards. */
export async function withUpload<Result>(
  context: Context,
  most: number,
  work: (file: Upload | 'too-large' | 'cut-off') => Result | Promise<Result>,
): Promise<Result> {
  const told = context.req.header('content-length')
  if (told !== undefined && (!/^\d{1,15}$/.test(told) || Number(told) > most)) {
    return await work('too-large')
  }
  const folder = await mkdtemp(join(tmpdir(), 'backstay-upload-'))
  try {
    return await work(await put(context.req.raw.body, join(folder, 'file'), most))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function put(
  body: ReadableStream<Uint8Array> | null,
  path: string,
  most: number,
): Promise<Upload | 'too-large' | 'cut-off'> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    let size = 0
    for await (const piece of bytesOf(body)) {
      if (piece === 'cut-off') return piece
      size += piece.length
      if (size > most) return 'too-large'
      hash.update(piece)
      await file.write(piece)
    }
    return { path, hash: hash.digest('hex') }
  } finally {
    await file.close()
  }
}

/** The bytes as they come; where the sender goes away, that is told instead of the rest. */
async function* bytesOf(
  body: ReadableStream<Uint8Array> | null,
): AsyncGenerator<Uint8Array | 'cut-off'> {
  if (body === null) return
  const reader = body.getReader()
  try {
    for (;;) {
      const next = await reader.read().catch(() => null)
      if (next === null) {
        yield 'cut-off'
        return
      }
      if (next.done) return
      yield next.value
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}
