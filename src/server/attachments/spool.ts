/**
 * Takes a file as it comes in, into a temporary file on disk: neither memory nor a transaction
 * waits for a slow sender, and a transaction that is done again finds the bytes again.
 */
import { createHash, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largestFile } from '#records/blob.ts'
import type { Incoming } from '#records/blob.ts'
import { errorState, Unavailable } from '#server/database/database.ts'

/** So many of its first bytes show what a file is. */
const headLength = 65_536
const readLength = 262_144

/** A file on disk that is gone when it is closed. */
export interface Spooled extends Incoming {
  close(): Promise<void>
}

/**
 * Takes all bytes; or tells why there is no file: it has more bytes than a file may have, or the
 * sender went away. Throws `Unavailable` where the disk is full.
 */
export async function spool(
  bytes: AsyncIterable<Uint8Array>,
): Promise<Spooled | 'too-large' | 'cut-off'> {
  const path = join(tmpdir(), `backstay-${randomBytes(12).toString('hex')}`)
  const file = await written(() => open(path, 'wx+', 0o600))
  const close = async (): Promise<void> => {
    await file.close()
    await rm(path, { force: true })
  }
  // Where the system lets us, it has no name from here on, and is gone even if we are.
  await rm(path, { force: true }).catch(() => {})
  try {
    const taken = await take(bytes, file)
    if (typeof taken !== 'string') return { ...taken, bytes: () => from(file), close }
    await close()
    return taken
  } catch (error) {
    await close()
    throw error
  }
}

async function take(
  bytes: AsyncIterable<Uint8Array>,
  file: FileHandle,
): Promise<Pick<Incoming, 'hash' | 'size' | 'head'> | 'too-large' | 'cut-off'> {
  const hash = createHash('sha256')
  let size = 0
  const parts = bytes[Symbol.asyncIterator]()
  for (;;) {
    let next
    try {
      next = await parts.next()
    } catch {
      return 'cut-off'
    }
    if (next.done === true) break
    const part = next.value
    size += part.length
    if (size > largestFile) {
      await parts.return?.()
      return 'too-large'
    }
    hash.update(part)
    await written(() => file.appendFile(part))
  }
  const head = Buffer.alloc(Math.min(size, headLength))
  await file.read(head, 0, head.length, 0)
  return { hash: hash.digest('hex'), size, head }
}

async function* from(file: FileHandle): AsyncGenerator<Uint8Array> {
  let at = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(readLength), 0, readLength, at)
    if (bytesRead === 0) return
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

/** Writing to a disk that is full is nobody's mistake, and passes. */
async function written<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!/^(ENOSPC|EDQUOT|EROFS|EMFILE|ENFILE)$/.test(errorState(error))) throw error
    throw new Unavailable('There is no room for a file that comes in.', { cause: error })
  }
}
