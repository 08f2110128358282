/** The file that a job makes, and what it keeps on the way to it; both go with the job. */
import type { Query } from '#base/query.ts'

/** Of which job. */
export interface OfRun {
  readonly organization: string
  readonly run: string
}

export type Part = 'pages' | 'file'

/** How long a piece is in bytes; the schema says the same. */
const pieceLength = 1_048_576

/** Keeps bytes behind those that are there; answers in how many pieces. */
export async function addPieces(
  query: Query,
  { organization, run }: OfRun,
  part: Part,
  bytes: Uint8Array,
  behind: number,
): Promise<number> {
  const count = Math.ceil(bytes.length / pieceLength)
  for (let at = 0; at < count; at += 1) {
    await query({
      name: 'job.add piece',
      text: `insert into job.file (organization, run, part, piece, bytes)
        values ($1, $2, $3, $4, $5)`,
      values: [
        organization,
        run,
        part,
        behind + at,
        bytes.subarray(at * pieceLength, (at + 1) * pieceLength),
      ],
    })
  }
  return count
}

/** All pieces in their order. */
export async function readPieces(
  query: Query,
  { organization, run }: OfRun,
  part: Part,
): Promise<Uint8Array[]> {
  const found = await query<{ bytes: Uint8Array }>({
    name: 'job.pieces',
    text: `select bytes from job.file
      where organization = $1 and run = $2 and part = $3 order by piece`,
    values: [organization, run, part],
  })
  return found.map(({ bytes }) => bytes)
}

export async function removePieces(
  query: Query,
  { organization, run }: OfRun,
  part: Part,
): Promise<void> {
  await query({
    name: 'job.remove pieces',
    text: 'delete from job.file where organization = $1 and run = $2 and part = $3',
    values: [organization, run, part],
  })
}
