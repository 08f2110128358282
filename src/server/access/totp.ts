/** Codes of an authenticator app: TOTP (RFC 6238) on HOTP (RFC 4226), SHA-1, six digits, 30 s. */
import { createHmac } from 'node:crypto'

const seconds = 30
const codeLength = 6
/** Clocks may differ by a step, and a code may be typed slowly. */
const tolerance = 1

/** The length of a new secret: 160 bits, as RFC 4226, section 4, recommends. */
export const seedLength = 20

/** The code of a counter, RFC 4226, section 5.3. */
export function hotp(seed: Uint8Array, counter: number, length = codeLength): string {
  const moving = Buffer.alloc(8)
  moving.writeBigUInt64BE(BigInt(counter))
  const mac = createHmac('sha1', seed).update(moving).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** length).padStart(length, '0')
}

/** The step of time that a moment is in, in milliseconds since 1970. */
export function stepAt(now: number): number {
  return Math.floor(now / 1000 / seconds)
}

/**
 * The step whose code this is, now or a step before or after, and later than the last that was
 * taken, as each code is good once (RFC 6238, section 5.2); null where there is none.
 */
export function stepOf(
  seed: Uint8Array,
  code: string,
  now: number,
  lastTaken: number,
): number | null {
  const written = code.replaceAll(/[\s-]/g, '')
  const present = stepAt(now)
  let found: number | null = null
  for (let step = present - tolerance; step <= present + tolerance; step += 1) {
    if (hotp(seed, step) === written && step > lastTaken) found ??= step
  }
  return found
}

/** What an app scans: the address that holds the secret and for whom it is. */
export function otpauthAddress(seed: Uint8Array, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  const facts = `secret=${base32(seed)}&issuer=${encodeURIComponent(issuer)}`
  return `otpauth://totp/${label}?${facts}&algorithm=SHA1&digits=${codeLength}&period=${seconds}`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes to the base of 32 without padding, RFC 4648, section 6. */
export function base32(bytes: Uint8Array): string {
  let [text, held, bits] = ['', 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    for (; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31)
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (5 - bits)) & 31)
}
