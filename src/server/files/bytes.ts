/** Bytes of files that people send: looked at before they are read, unpacked, and never endless. */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'

/** A file's bytes as they come in: a request's body, a stream from the disk. */
export type Bytes = AsyncIterable<Uint8Array>
/** The same, where what stands in the way can come instead; then nothing follows. */
export type CheckedBytes = AsyncIterable<Outcome<Uint8Array>>

/** The first bytes, at least `least` where there are so many, and all of them from the start. */
export async function peeked(
  bytes: CheckedBytes,
  least: number,
): Promise<{ readonly head: Uint8Array; readonly all: CheckedBytes }> {
  const source = bytes[Symbol.asyncIterator]()
  const taken: Outcome<Uint8Array>[] = []
  const parts: Uint8Array[] = []
  let length = 0
  while (length < least) {
    const next = await source.next()
    if (next.done === true) break
    if (!next.value.ok) {
      taken.push(next.value)
      break
    }
    parts.push(next.value.value)
    length += next.value.value.length
  }
  const head = Buffer.concat(parts)
  return { head, all: again([fine(head), ...taken], source) }
}

/** The bytes unless they are more than `most`, which is then told instead. */
export async function* limited(bytes: Bytes, most: number): AsyncGenerator<Outcome<Uint8Array>> {
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > most) {
      yield refused(tooLarge(most))
      return
    }
    yield fine(chunk)
  }
}

/** The bytes that were packed with gzip; a broken package is told. */
export async function* unpacked(
  bytes: CheckedBytes,
  most: number,
): AsyncGenerator<Outcome<Uint8Array>> {
  const problems: Problem[] = []
  const gunzip = createGunzip()
  const fed = pipeline(Readable.from(accepted(bytes, problems)), gunzip)
  // A fault on the way shows where the unpacked bytes are read.
  fed.catch(() => undefined)
  try {
    yield* limited(gunzip, most)
  } catch (fault) {
    if (!isBrokenPackage(fault)) throw fault
    if (problems.length === 0) problems.push(brokenPackage)
  }
  if (problems.length > 0) yield refused(...problems)
}

/** All bytes in one piece, unless they are more than `most`. */
export async function gathered(bytes: CheckedBytes, most: number): Promise<Outcome<Uint8Array>> {
  const problems: Problem[] = []
  const parts: Uint8Array[] = []
  for await (const chunk of limited(accepted(bytes, problems), most)) {
    if (chunk.ok) parts.push(chunk.value)
    else problems.push(...chunk.problems)
  }
  return problems.length > 0 ? refused(...problems) : fine(Buffer.concat(parts))
}

async function* accepted(bytes: CheckedBytes, problems: Problem[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    if (!chunk.ok) {
      problems.push(...chunk.problems)
      return
    }
    yield chunk.value
  }
}

async function* again(
  taken: readonly Outcome<Uint8Array>[],
  rest: AsyncIterator<Outcome<Uint8Array>>,
): AsyncGenerator<Outcome<Uint8Array>> {
  try {
    yield* taken
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

/** zlib's own faults have codes that begin with Z_; others are the source's. */
function isBrokenPackage(fault: unknown): boolean {
  return fault instanceof Error && 'code' in fault && String(fault.code).startsWith('Z_')
}

const brokenPackage: Problem = {
  rule: 'file-broken',
  field: '',
  message: 'The file is packed with gzip and is damaged or cut off. Send it again.',
}

/** The problem of a file that is larger than it may be. */
export function tooLarge(most: number): Problem {
  return {
    rule: 'file-too-large',
    field: '',
    message:
      `The file holds more than ${Math.floor(most / 1_000_000)} MB. ` +
      'Divide it into several, or leave out what is not needed.',
  }
}
