/** Where a page of a list ends, as text that is handed back to get the next one. */
import { hash } from 'node:crypto'

/** No cursor of ours is longer; a page of longer texts is sorted by something else. */
export const longestCursor = 8_000

/** The cursor behind a row of a list: its values are those by which the list is sorted. */
export function writeCursor(question: string, values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify([checksum(question, values), ...values])).toString('base64url')
}

/**
 * The values of a cursor; null where it was not written for this question. It hides nothing and
 * gives no right: it is checked so that a torn or foreign one is told, and begins nowhere.
 */
export function readCursor(question: string, written: string): readonly unknown[] | null {
  if (written.length > longestCursor || !/^[\w-]+$/.test(written)) return null
  const [check, ...values] = parsed(Buffer.from(written, 'base64url').toString('utf8'))
  return check === checksum(question, values) ? values : null
}

function checksum(question: string, values: readonly unknown[]): string {
  return hash('sha256', `${question}\n${JSON.stringify(values)}`, 'base64url').slice(0, 12)
}

/** The members of a list in JSON; none where the text is no such list. */
function parsed(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}
