/** Tables as files in answers: named, and sent while they are read. */
import type { Query } from '#base/query.ts'
import type { Sheet } from '#kit/cell.ts'
import { csvOf } from '#server/files/csv.ts'
import { xlsxOf } from '#server/files/xlsx.ts'
import type { Answer } from '#server/http/answer.ts'
import type { Services } from '#server/http/operation.ts'
import { streamed } from '#server/http/stream.ts'
import { loggable } from '#server/log.ts'

/** The formats of tables, and what their files are to programs. */
export const tableTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type TableFormat = keyof typeof tableTypes

/** A table that is sent as a file. */
export interface SentTable {
  /** The name of the file without its ending. */
  readonly name: string
  readonly format: TableFormat
  readonly sheet: (query: Query) => Sheet
}

/** A table as a file, read as of one moment and sent row by row. */
export function fileAnswer(
  { database, log }: Services,
  organization: string,
  { name, format, sheet }: SentTable,
): Answer {
  const make = (query: Query): AsyncIterable<Uint8Array> =>
    // The mark lets Excel know UTF-8 where it opens the file by a click.
    format === 'csv' ? csvOf(sheet(query), { byteOrderMark: true }) : xlsxOf(sheet(query))
  const body = streamed(database, organization, make, (error) =>
    log.warn({ error: loggable(error), name }, 'a file was not sent to its end'),
  )
  return { status: 200, type: tableTypes[format], body, headers: attachment(`${name}.${format}`) }
}

/** The header by which a browser saves an answer under a name (RFC 6266, RFC 8187). */
export function attachment(name: string): Readonly<Record<string, string>> {
  const plain = name.replaceAll(/[^\w .()-]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return { 'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${exact}` }
}
