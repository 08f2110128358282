/** The anchor: a file outside the database that notes each seal, against rewritten history. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'

/** One seal, as the anchor file tells it: a line of JSON. */
export interface Anchor {
  readonly organization: string
  readonly number: number
  /** The last position that the seal covers. */
  readonly position: number
  /** The Merkle root of its entries and the hash of the seal, in hexadecimal. */
  readonly root: string
  readonly hash: string
  readonly sealedAt: string
}

/** Appends anchors; they are on the disk when the promise is fulfilled. */
export async function appendAnchors(path: string, anchors: readonly Anchor[]): Promise<void> {
  if (anchors.length === 0) return
  const text = anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join('')
  const file = await open(path, 'a+', 0o600)
  try {
    // A line that a crash cut short is ended first, so that it spoils no other.
    const { size } = await file.stat()
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    await file.appendFile(size > 0 && last.toString() !== '\n' ? `\n${text}` : text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The number of each organization's newest seal in the file; none where there is no file yet. */
export async function newestAnchors(path: string): Promise<Map<string, number>> {
  const newest = new Map<string, number>()
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const anchor = readAnchor(line)
      if (anchor === null) continue
      newest.set(anchor.organization, Math.max(newest.get(anchor.organization) ?? 0, anchor.number))
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return newest
}

function readAnchor(line: string): { organization: string; number: number } | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    if (!('organization' in value) || typeof value.organization !== 'string') return null
    if (!('number' in value) || typeof value.number !== 'number') return null
    return { organization: value.organization, number: value.number }
  } catch {
    return null // cut short by a crash; the next line stands by itself
  }
}
