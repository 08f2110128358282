/** What a table holds, in one hash that does not depend on the order of its rows. */
import { createHash, hash } from 'node:crypto'
import type { Hash } from 'node:crypto'

/** The figures of a table's rows: equal figures, equal rows, however often and wherever read. */
export interface TableFigures {
  readonly rows: number
  /** How many bytes the rows are as PostgreSQL's COPY prints them. */
  readonly bytes: number
  /** The SHA-256 of each row, eight 32-bit numbers each, summed place by place; as hex. */
  readonly digest: string
}

export interface TableDigest {
  /** Takes the next bytes of COPY's text form, cut anywhere. */
  update(chunk: Buffer): void
  figures(): TableFigures
}

const endOfRow = 0x0a

/**
 * A digest over rows as COPY prints them: one line each, a line break inside a value is escaped.
 * The order is left out because a table has none: what was loaded may be read back in another.
 */
export function tableDigest(): TableDigest {
  const sums = new Uint32Array(8)
  let rows = 0
  let bytes = 0
  let begun: Hash | null = null

  function count(row: Buffer): void {
    rows += 1
    for (let place = 0; place < 8; place += 1) {
      sums[place] = (sums[place] ?? 0) + row.readUInt32BE(place * 4)
    }
  }

  return {
    update(chunk) {
      bytes += chunk.length
      let from = 0
      for (let end = chunk.indexOf(endOfRow); end >= 0; end = chunk.indexOf(endOfRow, from)) {
        const row = chunk.subarray(from, end)
        count(begun === null ? hash('sha256', row, 'buffer') : begun.update(row).digest())
        begun = null
        from = end + 1
      }
      if (from < chunk.length) (begun ??= createHash('sha256')).update(chunk.subarray(from))
    },
    figures: () => ({
      rows,
      bytes,
      digest: [...sums].map((sum) => sum.toString(16).padStart(8, '0')).join(''),
    }),
  }
}

/** Passes the bytes on and counts them. */
export async function* digested(
  chunks: AsyncIterable<Buffer>,
  digest: TableDigest,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    digest.update(chunk)
    yield chunk
  }
}
