/**
 * One block of a backup file: a gzip member of its own, whose header says how long it is and
 * carries a hash chained to the block before it.
 *
 * A file of such blocks is an ordinary gzip file, so `gzip -dc` shows all of it. In the header's
 * extra field (RFC 1952, 2.3.1.1) stand the kind, the length of the whole block, and the SHA-256
 * of the hash before, the kind, the length and all bytes behind the header. So no byte can change,
 * go missing, be added or change places without the first such block being known.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'

/** `J`: one line of JSON. `D`: bytes of a table. `E`: the JSON line that ends the file. */
export type BlockKind = 'J' | 'D' | 'E'

/** What stands before a block's compressed bytes, once it is known to be well formed. */
export interface BlockHead {
  readonly kind: BlockKind
  /** Length of the whole block in bytes, its head included. */
  readonly length: number
  readonly hash: Buffer
}

/** How many bytes of content a block has at most; only the last one of a table has fewer. */
export const contentLimit = 512 * 1024
/** Compressed, content may be a little longer than it was; nothing of ours is longer than this. */
const lengthLimit = contentLimit * 2
/** The head's length in bytes. */
export const headLength = 53
/** The hash that the first block is chained to. */
export const noHash = Buffer.alloc(32)

/** Gzip, deflate, an extra field and no name; no time; compressed for speed; system unknown. */
const magic = Buffer.from('1f8b08040000000004ff', 'hex')
/** 41 bytes of extra fields: one, "BY", of 37 bytes. */
const extra = Buffer.from('290042592500', 'hex')
const gzipHeadLength = 10

const compressed = promisify<Buffer, { level: number }, Buffer>(gzip)
const decompressed = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)

/** The bytes behind a block's head: several blocks may be compressed at once, in any order. */
export async function compress(content: Buffer): Promise<Buffer> {
  if (content.length > contentLimit) throw new Error('The content is too long for a block.')
  return (await compressed(content, { level: 1 })).subarray(gzipHeadLength)
}

/** The content of a whole block. Throws where the bytes are no gzip, whatever their hash says. */
export async function decompress(block: Buffer): Promise<Buffer> {
  return await decompressed(block, { maxOutputLength: contentLimit })
}

/** The head of a block whose compressed bytes are `body`, behind the block with hash `previous`. */
export function head(kind: BlockKind, body: Buffer, previous: Buffer): Buffer {
  const bytes = Buffer.alloc(headLength)
  magic.copy(bytes, 0)
  extra.copy(bytes, magic.length)
  bytes.write(kind, 16, 'latin1')
  bytes.writeUInt32LE(headLength + body.length, 17)
  chained(previous, bytes, body).copy(bytes, 21)
  return bytes
}

/** Reads a head; null where these bytes are not one. */
export function readHead(bytes: Buffer): BlockHead | null {
  if (bytes.length < headLength) return null
  if (!bytes.subarray(0, 10).equals(magic) || !bytes.subarray(10, 16).equals(extra)) return null
  const kind = bytes.toString('latin1', 16, 17)
  const length = bytes.readUInt32LE(17)
  if (kind !== 'J' && kind !== 'D' && kind !== 'E') return null
  if (length <= headLength || length > lengthLimit) return null
  return { kind, length, hash: bytes.subarray(21, headLength) }
}

/** Whether a whole block is what was written behind the block with hash `previous`. */
export function isIntact(block: Buffer, previous: Buffer): boolean {
  const hash = chained(previous, block, block.subarray(headLength))
  return hash.equals(block.subarray(21, headLength))
}

function chained(previous: Buffer, headBytes: Buffer, body: Buffer): Buffer {
  const said = headBytes.subarray(16, 21)
  return createHash('sha256').update(previous).update(said).update(body).digest()
}
