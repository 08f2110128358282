/** Secrets that are told once and kept as hashes: how their texts are made, written and read. */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a secret opens, as its first letters say: a key, a session, or a single step. */
export type SecretKind = 'bsk' | 'bss' | 'bst'

/** What the text of a secret names, and the secret itself. */
export interface SecretParts {
  readonly organization: string
  /** The number of the key, session or token. */
  readonly id: string
  readonly secret: string
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 256 random bits as 43 digits to the base of 62. */
export function newSecret(): string {
  let rest = BigInt(`0x${randomBytes(32).toString('hex')}`)
  let text = ''
  for (let place = 0; place < 43; place += 1) {
    text = digits.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}

/** What is kept of a secret: its SHA-256; 256 random bits need no slow hash. */
export function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

const nobodysHash = randomBytes(32)

/** Whether a secret has the hash that was found; where none was, the same comparison says no. */
export function isSecretOf(found: Buffer | undefined, secret: string): boolean {
  return timingSafeEqual(found ?? nobodysHash, hashOf(secret))
}

/** The text that its holder keeps: "bsk_organization_number_secret". */
export function secretText(kind: SecretKind, { organization, id, secret }: SecretParts): string {
  return `${kind}_${organization.replaceAll('-', '')}_${id.replaceAll('-', '')}_${secret}`
}

const written = /^(bs[kst])_([0-9a-f]{32})_([0-9a-f]{32})_([0-9A-Za-z]{43})$/
const dashed = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/

/** What a text of this kind says, or null for any other text. */
export function readSecretText(kind: SecretKind, text: string): SecretParts | null {
  const [, found, organization, id, secret] = written.exec(text) ?? []
  if (organization === undefined || id === undefined || secret === undefined) return null
  const shape = (hex: string): string => hex.replace(dashed, '$1-$2-$3-$4-$5')
  return found === kind ? { organization: shape(organization), id: shape(id), secret } : null
}
