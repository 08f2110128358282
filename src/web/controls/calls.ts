/** What a screen does, as somebody would type it: with curl, and on the command line. */
import { addressOf } from '#web/api.ts'
import type { Asked } from '#web/api.ts'

/** A call of the API. */
export interface Call {
  /** Below the root of the API: "/companies/store/parties". */
  readonly path: string
  readonly asked?: Asked
  /** What is sent; the call only reads where there is none. */
  readonly body?: unknown
}

/** A call for a shell; the key stands in a variable, never in what is copied. */
export function curlOf({ path, asked = {}, body }: Call, origin: string): string {
  const begin = 'curl -sS -H "Authorization: Bearer $KEY"'
  const address = quoted(`${origin}${addressOf(path, asked)}`)
  if (body === undefined) return `${begin} ${address}`
  return `${begin} ${address} -H 'Content-Type: application/json' --data ${quotedText(body)}`
}

/** The words by which the program does any call; what is sent is handed to it. */
export function wordsOf({ path, asked = {}, body }: Call): string[] {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined || value === null || value === '' ? [] : [`${name}=${String(value)}`],
  )
  const query = given.length === 0 ? [] : ['--query', ...given]
  return ['call', path, ...(body === undefined ? [] : ['-']), ...query]
}

/** A command of the program; what it reads is handed to it. */
export function commandOf(words: readonly string[], input?: unknown): string {
  const line = ['backstay', ...words].map(quoted).join(' ')
  return input === undefined ? line : `printf %s ${quotedText(input)} | ${line}`
}

function quotedText(value: unknown): string {
  return quoted(JSON.stringify(value))
}

/** A word as a POSIX shell takes it literally. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** Puts a text where it can be pasted from. */
export async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
}
