/** Recovery codes: for the day on which the second factor is lost; each is good once. */
import { hash, randomBytes } from 'node:crypto'
import { base32 } from '#server/access/totp.ts'

/** A set has so many. */
export const codesInSet = 10

/** Ten new codes of 80 random bits: "ABCD-EFGH-IJKL-MNOP". */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: codesInSet }, () => {
    const text = base32(randomBytes(10))
    return (text.match(/.{4}/g) ?? []).join('-')
  })
}

/**
 * What is kept of a code: SHA-256 over the person and the code, however it was typed. Its 80 random
 * bits need no slow hash, and the person keeps equal codes of two from having equal hashes.
 */
export function recoveryHash(person: string, code: string): string {
  const typed = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return hash('sha256', `${person} ${typed.replaceAll('0', 'O').replaceAll('1', 'I')}`, 'hex')
}
