/** Reads the JSON of a request strictly: UTF-8, bounded depth, each name once, no torn text. */
import { isUtf8 } from 'node:buffer'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

/** Objects and lists stand in each other at most so deep. */
export const deepest = 32

/**
 * The value that the bytes spell. Problems: `not-utf8`, `not-json`, `too-deep`, `name-twice`,
 * `text-torn` (a NUL or half a surrogate pair, which the books cannot keep).
 */
export function readJson(bytes: Buffer): Outcome<unknown> {
  if (!isUtf8(bytes)) {
    return malformed('not-utf8', 'The body is not UTF-8. Send JSON in UTF-8.')
  }
  const text = bytes.toString('utf8')
  const shape = shapeOf(text)
  if (shape.depth > deepest) {
    return malformed('too-deep', `The body is nested more than ${deepest} deep. Make it flatter.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return malformed('not-json', 'The body is not JSON. Check its quotes, commas and brackets.')
  }
  const found = count(value)
  if (found.torn) {
    const field = placeOfTorn(value) ?? ''
    const where = field === '' ? 'A text' : `The field ${field}: it`
    const message = `${where} holds a NUL or half a surrogate pair. Remove what is no character.`
    return malformed('text-torn', message, field)
  }
  // A name that stands twice in an object leaves fewer members than the text has colons.
  if (found.members !== shape.members) {
    return malformed('name-twice', 'A name stands twice in one object. Name each field once.')
  }
  return fine(value)
}

/** Whether text holds what PostgreSQL or UTF-8 cannot: a NUL, or half a surrogate pair. */
export function isTorn(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed()
}

const quote = 34
const backslash = 92

/** How deep a JSON text nests and how many members its objects have, without building it. */
function shapeOf(text: string): { readonly depth: number; readonly members: number } {
  let depth = 0
  let deepestFound = 0
  let members = 0
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at)
        break
      case 58: // :
        members += 1
        break
      case 91: // [
      case 123: // {
        depth += 1
        if (depth > deepestFound) deepestFound = depth
        break
      case 93: // ]
      case 125: // }
        depth -= 1
        break
    }
  }
  return { depth: deepestFound, members }
}

/** Where the string from `from` ends; a quote behind an odd run of backslashes is text. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

interface Count {
  members: number
  torn: boolean
}

function count(value: unknown, into: Count = { members: 0, torn: false }): Count {
  if (typeof value === 'string') {
    if (isTorn(value)) into.torn = true
  } else if (Array.isArray(value)) {
    for (const element of value) count(element, into)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      into.members += 1
      if (isTorn(name)) into.torn = true
      count(member, into)
    }
  }
  return into
}

/** Where the first torn text stands: "papers[1].note", elements counted from 1; null where none. */
function placeOfTorn(value: unknown): string | null {
  if (typeof value === 'string') return isTorn(value) ? '' : null
  if (typeof value !== 'object' || value === null) return null
  const isList = Array.isArray(value)
  for (const [at, [name, member]] of Object.entries(value).entries()) {
    if (isTorn(name)) return ''
    const inner = placeOfTorn(member)
    if (inner === null) continue
    const own = isList ? `[${at + 1}]` : name
    return own + (inner === '' || inner.startsWith('[') ? inner : `.${inner}`)
  }
  return null
}

function malformed(rule: string, message: string, field = ''): Outcome<never> {
  return refused({ rule, field, message })
}
