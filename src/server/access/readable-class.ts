/** Up to which class a caller sees lines of the books singly. */
import type { Caller } from '#server/access/keys.ts'

/**
 * The highest class of accounts and subjects, 0 public to 6 secret, whose lines a caller sees. A
 * key sees all of them: whoever makes one lets it read the books, or not, by its scopes.
 */
export function readableClassOf(_caller: Caller): number {
  return 6
}
