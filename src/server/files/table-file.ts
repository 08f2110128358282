/** Reads a table from whatever file somebody sends: XLSX or CSV, packed or not. */
import { refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { gathered, limited, peeked, unpacked } from '#server/files/bytes.ts'
import type { Bytes, CheckedBytes } from '#server/files/bytes.ts'
import { csvRecords } from '#server/files/csv-records.ts'
import type { Delimiter } from '#server/files/csv-records.ts'
import { tableOf } from '#server/files/table.ts'
import type { Table } from '#server/files/table.ts'
import { textOf } from '#server/files/text.ts'
import type { Encoding } from '#server/files/text.ts'
import { oldContainer, xlsxRows } from '#server/files/xlsx-rows.ts'

/** What somebody may say about a file; what is left out is found by looking. */
export interface TableForm {
  /** The encoding of text. */
  readonly encoding?: Encoding
  /** What stands between the cells of text. */
  readonly delimiter?: Delimiter
  /** The name of a workbook's sheet; the first that is not hidden where left out. */
  readonly sheet?: string
  /** A text may have so many bytes, unpacked; 500 million unless said. */
  readonly most?: number
}

/** A workbook, packed as it comes, may have so many bytes. */
const mostWorkbook = 50_000_000
/** So many bytes tell what a file is, and how its text is written. */
const headLength = 4096

/**
 * The table of a file: the titles in its first row, and its rows as they are asked for. What the
 * file is, its first bytes tell, and not its name. Text is read as it comes, in bounded memory; a
 * workbook is read whole, up to 50 MB. Problems of the file as a whole are told at once; those of
 * rows, in their place among the rows.
 */
export async function readTable(bytes: Bytes, form: TableForm = {}): Promise<Outcome<Table>> {
  const { most = 500_000_000 } = form
  const packed = await peeked(limited(bytes, most), headLength)
  if (!begins(packed.head, [0x1f, 0x8b])) return readPlain(packed.head, packed.all, form)
  const plain = await peeked(unpacked(packed.all, most), headLength)
  return readPlain(plain.head, plain.all, form)
}

async function readPlain(
  head: Uint8Array,
  all: CheckedBytes,
  { encoding, delimiter, sheet }: TableForm,
): Promise<Outcome<Table>> {
  const isArchive = begins(head, [0x50, 0x4b, 0x03, 0x04])
  if (!isArchive && !begins(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    return tableOf(csvRecords(textOf(all, encoding ?? null), delimiter ?? null))
  }
  const file = await gathered(all, mostWorkbook)
  if (!file.ok) return file
  const old = oldContainer(head, file.value)
  if (old !== null) return refused(old)
  const rows = await xlsxRows(file.value, sheet ?? null)
  return rows.ok ? tableOf(rows.value) : rows
}

function begins(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte)
}
