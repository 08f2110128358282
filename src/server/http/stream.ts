/** Bytes read from the database while they are sent: as of one moment, never all at once. */
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'

/**
 * A body whose bytes are made as they are taken, in one snapshot. Who stops taking them ends it; a
 * reader that falls silent for a minute is cut off by the database. What goes wrong on the way cuts
 * the answer off, so that nobody takes a part for the whole.
 */
export function streamed(
  database: Database,
  organization: string,
  make: (query: Query) => AsyncIterable<Uint8Array>,
  onProblem: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  let begun = false
  const sent = database.transaction(
    organization,
    async (query) => {
      // What was sent cannot be sent again: where the connection is lost, it ends here.
      if (begun) throw new Error('A stream cannot begin anew.')
      begun = true
      for await (const chunk of make(query)) await writer.write(chunk)
    },
    { mode: 'snapshot' },
  )
  sent
    .then(() => writer.close())
    .catch(async (error: unknown) => {
      await writer.abort(error).catch(() => {})
      onProblem(error)
    })
    .catch(() => {})
  return readable
}
