/** Sends the bytes of a file as its reader takes them, and breaks off where they are damaged. */
import type { Logger } from 'pino'
import { loggable } from '#server/log.ts'

/**
 * A stream of bytes. The first of them are read before it is answered, so that what cannot be read
 * at all is still told as a fault; what fails later ends the line before the file is whole.
 */
export async function fileStream(
  bytes: AsyncIterable<Uint8Array>,
  log: Logger,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const parts = bytes[Symbol.asyncIterator]()
  let next = await parts.next()
  return new ReadableStream({
    pull: async (controller) => {
      if (next.done === true) {
        controller.close()
        return
      }
      controller.enqueue(new Uint8Array(next.value))
      try {
        next = await parts.next()
      } catch (error) {
        log.error({ error: loggable(error) }, 'an attached file cannot be read')
        controller.error(error)
      }
    },
    cancel: async () => {
      await parts.return?.()
    },
  })
}
