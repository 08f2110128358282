/**
 * What a backup file says, block by block: who made it of what, each table's name and columns and
 * then its bytes as COPY prints them, and at the end what every table must hold.
 */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import { decompress, headLength, isIntact, noHash, readHead } from '#server/backup/block.ts'
import type { BlockHead } from '#server/backup/block.ts'

/** The format that this program writes, and the newest that it reads. */
export const formatVersion = 1

const migrationNote = z.object({ name: z.string(), checksum: z.string() })
const header = z.object({
  format: z.literal('backstay backup'),
  version: z.int().positive(),
  /** The version of the program that wrote it. */
  program: z.string(),
  /** PostgreSQL's version, as it names itself. */
  postgres: z.string(),
  /** The moment whose state the file holds, RFC 3339. */
  at: z.string(),
  migrations: z.array(migrationNote),
})
const table = z.object({ table: z.string(), columns: z.array(z.string()) })
const figures = z.object({ rows: z.int().min(0), bytes: z.int().min(0), digest: z.string() })
const trailer = z.object({
  tables: z.array(z.object({ table: z.string(), ...figures.shape })),
  trialBalance: figures,
})

export type BackupHeader = z.infer<typeof header>
export type BackupTrailer = z.infer<typeof trailer>

/** A table begins, or goes on with some of its bytes. */
export type BackupPart =
  | { readonly columns: readonly string[]; readonly table: string }
  | { readonly data: Buffer }

/** What was written, without the tables' bytes. */
export interface BackupSummary {
  readonly header: BackupHeader
  readonly trailer: BackupTrailer
  /** The length of the file in bytes. */
  readonly bytes: number
}

/** What ends a backup or a restore from deep inside, most often a file that is not as written. */
export class Broken extends Error {
  readonly problem: Problem
  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, { cause })
    this.problem = problem
  }
}

/**
 * Reads a backup file to its end and proves that every byte is as it was written; it holds one
 * block in memory at a time. Throws `Broken`: `not-a-backup`, `backup-newer`, `backup-damaged`.
 */
export async function verifyFile(
  path: string,
  onProgress: (bytes: number) => void = () => {},
): Promise<BackupSummary> {
  const file = await open(path)
  try {
    const blocks = readBlocks(file)
    const said = await readHeader(blocks)
    for await (const { head, at, bytes } of blocks) {
      onProgress(at + head.length)
      if (head.kind === 'E') {
        const end = await json(bytes, at, trailer)
        return { header: said, trailer: end, bytes: at + head.length }
      }
      if (head.kind === 'J') await json(bytes, at, table)
    }
    throw new Error('The blocks of a backup ended without an end.')
  } finally {
    await file.close()
  }
}

/** Reads the tables and their bytes, in the order of the file, as it proves them once more. */
export async function* readParts(path: string): AsyncGenerator<BackupPart> {
  const file = await open(path)
  try {
    const blocks = readBlocks(file)
    await readHeader(blocks)
    for await (const { head, at, bytes } of blocks) {
      if (head.kind === 'J') yield await json(bytes, at, table)
      if (head.kind === 'D') yield { data: await contentOf(bytes, at) }
    }
  } finally {
    await file.close()
  }
}

interface Block {
  readonly head: BlockHead
  /** Where it begins in the file. */
  readonly at: number
  readonly bytes: Buffer
}

/** The blocks of a file, each proven; the last is of kind `E`, with nothing behind it. */
async function* readBlocks(file: FileHandle): AsyncGenerator<Block> {
  let previous: Buffer = noHash
  let at = 0
  for (;;) {
    const head = readHead(await readBytes(file, at, headLength))
    if (head === null) throw at === 0 ? notOurs() : await damaged(file, at)
    const bytes = await readBytes(file, at, head.length)
    if (bytes.length < head.length || !isIntact(bytes, previous)) throw await damaged(file, at)
    if (head.kind === 'E') {
      const { size } = await file.stat()
      if (size > at + head.length) throw tooLong(at + head.length, size)
    }
    yield { head, at, bytes }
    if (head.kind === 'E') return
    previous = head.hash
    at += head.length
  }
}

async function readHeader(blocks: AsyncGenerator<Block>): Promise<BackupHeader> {
  const first = await blocks.next()
  if (first.done === true || first.value.head.kind !== 'J') throw notOurs()
  const said = await json(first.value.bytes, 0, header)
  if (said.version <= formatVersion) return said
  throw new Broken({
    rule: 'backup-newer',
    field: 'byte 0',
    message:
      `The file has format ${said.version} and was written by version ${said.program}; this ` +
      `program reads up to format ${formatVersion}. Restore it with that version or a later one.`,
  })
}

async function json<Value>(block: Buffer, at: number, form: z.ZodType<Value>): Promise<Value> {
  const content = await contentOf(block, at)
  try {
    return form.parse(JSON.parse(content.toString('utf8')))
  } catch {
    throw at === 0 ? notOurs() : malformed(at)
  }
}

async function contentOf(block: Buffer, at: number): Promise<Buffer> {
  try {
    return await decompress(block)
  } catch {
    throw malformed(at)
  }
}

/** The bytes at a place of the file; fewer where it ends. */
async function readBytes(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

const another = 'Nothing of it was used; take another backup.'

function notOurs(): Broken {
  return new Broken({
    rule: 'not-a-backup',
    field: 'byte 0',
    message:
      'The file does not begin as a backup of Backstay does: it is another file, or its ' +
      `beginning is damaged. ${another}`,
  })
}

async function damaged(file: FileHandle, at: number): Promise<Broken> {
  const { size } = await file.stat()
  const what =
    at >= size
      ? `The backup is cut off: it ends at byte ${size}, where more must follow.`
      : `The backup is damaged or cut off in the block that begins at byte ${at} of ${size}.`
  return new Broken({
    rule: 'backup-damaged',
    field: `byte ${at}`,
    message: `${what} ${another}`,
  })
}

function tooLong(at: number, size: number): Broken {
  return new Broken({
    rule: 'backup-damaged',
    field: `byte ${at}`,
    message:
      `The backup ends at byte ${at}, but the file has ${size}: something was added. ` + another,
  })
}

/** Its hash is right and its content is not: it was not our program that wrote it so. */
function malformed(at: number): Broken {
  return new Broken({
    rule: 'backup-damaged',
    field: `byte ${at}`,
    message: `The block that begins at byte ${at} was altered, and its hash too. ${another}`,
  })
}
