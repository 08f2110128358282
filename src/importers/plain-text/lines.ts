/** The lines of a text, one after the other, with their numbers. */
import { isRefusal, refuse, type Refusal } from './problem.ts'

export interface Lines {
  /** The line read last, without its end. */
  readonly text: string
  /** Its number, counted from 1. */
  readonly number: number
  /** Goes to the next line; false at the end. */
  next(): boolean
  /** Goes to the next line only where that one is indented and not blank. */
  nextIndented(): boolean
}

/** Reads the lines of a text that ends them with LF or CR LF; the last one may lack its end. */
export function linesOf(text: string): Lines {
  let position = 0
  let current = ''
  let number = 0
  const next = (): boolean => {
    if (position >= text.length) return false
    const found = text.indexOf('\n', position)
    const end = found === -1 ? text.length : found
    const last = end > position && text.charCodeAt(end - 1) === 13 ? end - 1 : end
    current = text.slice(position, last)
    position = end + 1
    number += 1
    return true
  }
  return {
    get text() {
      return current
    },
    get number() {
      return number
    },
    next,
    nextIndented: () => isIndentedAt(text, position) && next(),
  }
}

function isIndentedAt(text: string, start: number): boolean {
  let at = start
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1
  if (at === start || at >= text.length) return false
  const code = text.charCodeAt(at)
  return code !== 10 && !(code === 13 && text.charCodeAt(at + 1) === 10)
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

/** The text of a file's bytes, or where it is not UTF-8: then `line` says in which line. */
export function decodeText(bytes: Uint8Array): string | (Refusal & { readonly line: number }) {
  const text = decoded(bytes)
  if (isRefusal(text)) return { ...text, line: firstBadLine(bytes) }
  const nullAt = text.indexOf('\0')
  if (nullAt === -1) return text
  const line = text.slice(0, nullAt).split('\n').length
  return { ...refuse('null-character', 'The line has a NUL character; remove it.'), line }
}

function decoded(bytes: Uint8Array): string | Refusal {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('not-utf8', 'The line is not UTF-8 text; save the journal in UTF-8.')
  }
}

/** A line end is no part of a longer UTF-8 character, so lines can be tried one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0
  for (let line = 1; start <= bytes.length; line += 1) {
    const found = bytes.indexOf(10, start)
    const end = found === -1 ? bytes.length : found
    if (isRefusal(decoded(bytes.subarray(start, end)))) return line
    start = end + 1
  }
  return 0
}
