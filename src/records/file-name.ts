/** Names of files: data of whoever sends them, never a path, and how a browser is told of one. */
import type { Problem } from '#base/problem.ts'

/** So many characters a name has at most. */
const longest = 255

/**
 * What is wrong with a file's name: `file-name`. Control characters, slashes and the marks that
 * turn the direction of writing (Unicode Technical Report 36, 3.6) have no place in one; all else
 * is kept as it is.
 */
export function fileNameProblems(name: string): Problem[] {
  const why = [
    name === '' ? 'it is empty' : null,
    Array.from(name).length > longest ? `it has more than ${longest} characters` : null,
    /[/\\]/.test(name) || name === '.' || name === '..' ? 'it is a path' : null,
    /\p{Cc}/u.test(name) || !name.isWellFormed() ? 'it holds what is no character' : null,
    /[\u202a-\u202e\u2066-\u2069]/.test(name) ? 'it turns the direction of writing' : null,
    name.trim() === name ? null : 'it begins or ends with a blank',
  ].find((one) => one !== null)
  if (why === undefined) return []
  const message = `A file cannot be called so: ${why}. Give it a plain name, such as receipt.pdf.`
  return [{ rule: 'file-name', field: 'name', message }]
}

/**
 * The header `Content-Disposition` of a download (RFC 6266): in ASCII for old programs, and whole
 * in UTF-8 (RFC 8187).
 */
export function attachmentHeader(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
