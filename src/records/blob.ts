/** The content of files: what is known of bytes on their way in, and where they are kept. */
import type { Query } from '#base/query.ts'

/** So many bytes a file has at most. */
export const largestFile = 50_000_000

/** A file that has come in whole and is not kept yet. */
export interface Incoming {
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
  /** Its first bytes, some thousand where there are so many: they show what it is. */
  readonly head: Uint8Array
  /** Its bytes from the first, in pieces of any length; can be asked for again. */
  readonly bytes: () => AsyncIterable<Uint8Array>
}

/** Where the bytes of files are kept, each content once in an organization. */
export interface BlobStore {
  /**
   * Keeps bytes before the transaction ends that names them; where they are there already, nothing
   * happens. What is kept for a transaction that then fails is in nobody's way.
   */
  keep(query: Query, organization: string, file: Incoming): Promise<void>
  /**
   * The bytes of a hash, in pieces of bounded length. It fails before the last piece where they are
   * not those of the hash: damage is never taken for content.
   */
  read(organization: string, hash: string): AsyncIterable<Uint8Array>
}
