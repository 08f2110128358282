/** The fingerprint of a paper's content, to which approvals are bound: a hash of canonical JSON. */
import { hash } from 'node:crypto'

/**
 * SHA-256 of the content's canonical JSON, as 64 small hexadecimal digits. The content is a paper
 * as JSON; what JSON cannot hold is our own defect and thrown.
 */
export function contentHash(content: unknown): string {
  return hash('sha256', canonicalJson(content), 'hex')
}

/**
 * JSON in its one canonical form by RFC 8785: no white space, names in the order of their UTF-16
 * units, numbers and texts as ECMAScript writes them. So the same content has the same text,
 * whatever the order in which a database or a program keeps its members.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one: unknown) => canonicalJson(one)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    if (Object.getPrototypeOf(value) !== Object.prototype) return notJson(value)
    const members = Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${canonicalJson(name)}:${canonicalJson(member)}`)
    return `{${members.join(',')}}`
  }
  if (typeof value === 'string')
    return value.isWellFormed() ? JSON.stringify(value) : notJson(value)
  if (typeof value === 'number')
    return Number.isFinite(value) ? JSON.stringify(value) : notJson(value)
  return typeof value === 'boolean' || value === null ? String(value) : notJson(value)
}

function notJson(value: unknown): never {
  throw new TypeError(`the content of a paper holds ${String(value)}, which is no JSON`)
}
