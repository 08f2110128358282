/** A part of an address: any text, written so that it stays one part. */

/**
 * Writes a text as one part of an address (RFC 3986, 2.1). Half of a character of two parts, which
 * no address could hold, becomes U+FFFD; no code and no number holds that, so nothing is found.
 */
export function pathPart(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}
