/** Files and standard input that a verb reads, with sentences for what can't be read. */
import { createReadStream, createWriteStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { fine, refused, type Outcome } from '#base/problem.ts'
import { misuse } from '#cli/answer.ts'
import type { Session } from '#cli/session.ts'

/** The bytes of a file, or of standard input for "-". Problem: `usage`. */
export async function readInput(
  session: Session,
  file: string,
  largest: number,
): Promise<Outcome<Buffer>> {
  if (file !== '-') {
    const size = await sizeOf(file)
    if (!size.ok) return size
    if (size.value > largest) return tooLarge(file, largest)
    try {
      return fine(await readFile(file))
    } catch (error) {
      return unreadable(file, error)
    }
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of session.world.input()) {
    size += chunk.length
    if (size > largest) return tooLarge('standard input', largest)
    chunks.push(chunk)
  }
  return fine(Buffer.concat(chunks))
}

/** The bytes of a file as they come, unpacked where the file is gzip. Problem: `usage`. */
export async function readUnpacked(file: string): Promise<Outcome<AsyncIterable<Uint8Array>>> {
  const size = await sizeOf(file)
  if (!size.ok) return size
  const head = Buffer.alloc(2)
  try {
    const opened = await open(file)
    await opened.read(head, 0, 2, 0)
    await opened.close()
  } catch (error) {
    return unreadable(file, error)
  }
  const bytes = createReadStream(file)
  if (head[0] !== 0x1f || head[1] !== 0x8b) return fine(bytes)
  const unpacked = createGunzip()
  bytes.on('error', (error) => unpacked.destroy(error))
  return fine(bytes.pipe(unpacked))
}

/** Writes bytes to a file as they come. */
export async function writeTo(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(bytes), createWriteStream(file))
}

/** The size of a readable file in bytes. */
export async function sizeOf(file: string): Promise<Outcome<number>> {
  try {
    const found = await stat(file)
    if (found.isDirectory()) return refused(misuse('FILE', `${file} is a folder. Name a file.`))
    return fine(found.size)
  } catch (error) {
    return unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): Outcome<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = whys.get(code) ?? "can't be read"
  return refused(misuse('FILE', `The file ${file} ${why}. Name a file that can be read.`))
}

const whys: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'is not there'],
  ['ENOTDIR', 'is not there'],
  ['EACCES', 'may not be read by this user'],
  ['EPERM', 'may not be read by this user'],
  ['ERR_INVALID_ARG_VALUE', 'has no possible name'],
  ['ENAMETOOLONG', 'has too long a name'],
])

function tooLarge(file: string, largest: number): Outcome<never> {
  const message = `${file} is larger than ${Math.floor(largest / 1_000_000)} MB. Split it.`
  return refused(misuse('FILE', message))
}
