/** The thread in which files are printed: it takes layouts, one load after another, and answers. */
import { parentPort } from 'node:worker_threads'
import { unpacked } from '#server/files/carried.ts'
import type { Load } from '#server/files/carried.ts'
import { printed } from '#server/files/pdf.ts'

/** What the thread is asked. */
export interface PrintAsked {
  readonly id: number
  readonly load: Load
}

/** What it answers: the bytes, or why there are none. */
export interface PrintAnswered {
  readonly id: number
  readonly bytes: Uint8Array<ArrayBuffer> | null
  readonly error: string
}

let turn = Promise.resolve()

parentPort?.on('message', (asked: PrintAsked) => {
  turn = turn.then(() => answer(asked))
})

async function answer({ id, load }: PrintAsked): Promise<void> {
  const [first, ...others] = unpacked(load)
  const told: PrintAnswered = await (
    first === undefined ? Promise.reject(new Error('no layouts')) : printed(first, ...others)
  ).then(
    (bytes) => ({ id, bytes: new Uint8Array(bytes), error: '' }),
    (error: unknown) => ({ id, bytes: null, error: String(error) }),
  )
  // The bytes are handed over, and not copied.
  parentPort?.postMessage(told, told.bytes === null ? [] : [told.bytes.buffer])
}
