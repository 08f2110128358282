/** What a page does, as a call of the API that anybody can send. */
import type { Paper } from '#web/paper/paper-api.ts'
import type { Content } from '#web/paper/typed.ts'

/** The call that does what saving does; of what is only read, the one that reads it. */
export function callOf(
  path: string,
  paper: Pick<Paper, 'id' | 'version'> | null,
  content: Content,
  isOpen: boolean,
): string {
  const begin = `curl -sS -H "Authorization: Bearer $KEY" "$API${path}`
  if (paper !== null && !isOpen) return `${begin}/${paper.id}"`
  const member = paper === null ? content : { id: paper.id, version: paper.version, ...content }
  const body = JSON.stringify({ papers: [member] }).replaceAll("'", String.raw`'\''`)
  const tail = paper === null ? '' : '/changes'
  return `${begin}${tail}" -H 'Content-Type: application/json' --data '${body}'`
}

/** Puts a text where it can be pasted from. */
export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
