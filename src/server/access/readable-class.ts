/** Up to which class a caller sees lines of the books singly. */
import type { Caller } from '#server/access/caller.ts'

/**
 * The highest class of accounts and subjects, 0 public to 6 secret, whose lines a caller sees
 * singly. A key sees all: whoever makes one lets it read the books, or not, by its scopes. A human
 * sees what is internal, until a role says more.
 */
export function readableClassOf({ by }: Caller): number {
  return by === 'key' ? 6 : 1
}
