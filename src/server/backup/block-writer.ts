/** Writes blocks to a file, compressing some while others are written, and makes it durable. */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { compress, contentLimit, head, noHash } from '#server/backup/block.ts'
import type { BlockKind } from '#server/backup/block.ts'

/** How many blocks are compressed at once; with their content they bound the memory. */
const atOnce = 3

export interface BlockWriter {
  /** Adds a block of JSON; fulfilled when there is room for more, not when it is on the disk. */
  say(kind: 'J' | 'E', value: object): Promise<void>
  /** Adds the bytes of a table, in as many blocks as they need; says when one was added. */
  data(chunks: AsyncIterable<Buffer>, onBlock: () => void): Promise<void>
  /** Writes what is left and makes the file survive a power cut. */
  end(): Promise<{ bytes: number; sha256: string }>
  /** Gives the file back, after `end` or instead of it. */
  close(): Promise<void>
}

/** Makes a file, which must not exist, readable for our own user only. */
export async function openBlockWriter(path: string): Promise<BlockWriter> {
  const file = await open(path, 'wx', 0o600)
  const whole = createHash('sha256')
  const waiting: { kind: BlockKind; body: Promise<Buffer> }[] = []
  let previous: Buffer = noHash
  let bytes = 0

  async function add(kind: BlockKind, content: Buffer): Promise<void> {
    const body = compress(content)
    // Its failure is seen when its turn comes, which may never be.
    body.catch(() => {})
    waiting.push({ kind, body })
    while (waiting.length > atOnce) await writeOne()
  }

  async function writeOne(): Promise<void> {
    const next = waiting.shift()
    if (next === undefined) return
    const body = await next.body
    const first = head(next.kind, body, previous)
    previous = first.subarray(-32)
    for (const part of [first, body]) {
      await writeAll(file, part)
      whole.update(part)
      bytes += part.length
    }
  }

  return {
    say: (kind, value) => add(kind, Buffer.from(`${JSON.stringify(value)}\n`)),
    data: async (chunks, onBlock) => {
      for await (const content of inPieces(chunks)) {
        await add('D', content)
        onBlock()
      }
    },
    end: async () => {
      while (waiting.length > 0) await writeOne()
      await file.sync()
      return { bytes, sha256: whole.digest('hex') }
    },
    close: () => file.close(),
  }
}

/** The same bytes in pieces of a block's size. */
async function* inPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    let rest: Buffer = chunk
    while (length + rest.length >= contentLimit) {
      gathered.push(rest.subarray(0, contentLimit - length))
      yield Buffer.concat(gathered)
      rest = rest.subarray(contentLimit - length)
      gathered = []
      length = 0
    }
    gathered.push(rest)
    length += rest.length
  }
  if (length > 0) yield Buffer.concat(gathered)
}

/** A disk that is nearly full may take a part and refuse only the next one. */
async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done)
    done += bytesWritten
  }
}
