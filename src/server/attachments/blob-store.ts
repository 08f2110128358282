/** Keeps the bytes of files in PostgreSQL, in pieces; so they are in the books' own backup. */
import { createHash } from 'node:crypto'
import type { BlobStore, Incoming } from '#records/blob.ts'
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'

/** How long a piece is in bytes; only the last one is shorter. The schema says the same. */
export const pieceLength = 1_048_576

/** The store of a database. */
export function blobStore(database: Database): BlobStore {
  return {
    keep,
    read: (organization, hash) => read(database, organization, hash),
  }
}

async function keep(
  query: Query,
  organization: string,
  { hash, size, bytes }: Incoming,
): Promise<void> {
  const made = await query({
    name: 'blob.keep',
    // Whichever of its keys a second sender of the same moment meets first.
    text: `insert into paper.blob (organization, hash, size) values ($1, decode($2, 'hex'), $3)
      on conflict do nothing returning true`,
    values: [organization, hash, size],
  })
  if (made.length === 0) return
  let piece = 0
  for await (const part of inPieces(bytes())) {
    await query({
      name: 'blob.piece',
      text: `insert into paper.blob_piece (organization, hash, size, piece, bytes)
        values ($1, decode($2, 'hex'), $3, $4, $5)`,
      values: [organization, hash, size, piece, part],
    })
    piece += 1
  }
}

/** Each piece in a transaction of its own: who reads slowly holds no connection meanwhile. */
async function* read(
  database: Database,
  organization: string,
  hash: string,
): AsyncGenerator<Uint8Array> {
  const seen = createHash('sha256')
  const [known] = await database.transaction(
    organization,
    (query) =>
      query<{ size: number }>({
        name: 'blob.size',
        text: `select size from paper.blob where organization = $1 and hash = decode($2, 'hex')`,
        values: [organization, hash],
      }),
    { mode: 'snapshot' },
  )
  if (known === undefined) throw new Error(`There are no bytes of the hash ${hash}.`)
  const pieces = Math.ceil(known.size / pieceLength)
  for (let piece = 0; piece < pieces; piece += 1) {
    const [found] = await database.transaction(
      organization,
      (query) =>
        query<{ bytes: Buffer }>({
          name: 'blob.read',
          text: `select bytes from paper.blob_piece
            where organization = $1 and hash = decode($2, 'hex') and piece = $3`,
          values: [organization, hash, piece],
        }),
      { mode: 'snapshot' },
    )
    if (found !== undefined) seen.update(found.bytes)
    const isLast = piece === pieces - 1
    // The last piece is sent only where all of them are what they were.
    if (found === undefined || (isLast && seen.digest('hex') !== hash)) {
      throw new Error(`The bytes of the hash ${hash} are damaged.`)
    }
    yield found.bytes
  }
}

/** The same bytes in pieces of the one length. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    let rest = part
    while (length + rest.length >= pieceLength) {
      const wanted = pieceLength - length
      yield Buffer.concat([...waiting, rest.subarray(0, wanted)], pieceLength)
      rest = rest.subarray(wanted)
      waiting = []
      length = 0
    }
    if (rest.length > 0) waiting.push(rest)
    length += rest.length
  }
  if (length > 0) yield Buffer.concat(waiting, length)
}
