/** Encrypts what must be read again, such as secrets of second factors, with a key in a file. */
import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { errorState } from '#server/database/database.ts'
import { writeDurably } from '#server/postgres/durable-file.ts'

/** A text that was encrypted, as it stands in the database. */
export interface Encrypted {
  /** The fingerprint of the key. */
  readonly key: string
  /** Nonce, text and tag of AES-256-GCM, in base64. */
  readonly text: string
}

/** The file with the key: 256 random bits in base64url, readable by the server's user alone. */
export class Vault {
  private readonly file: string
  private read: { readonly key: Buffer; readonly fingerprint: string } | null = null

  constructor(file: string) {
    this.file = file
  }

  /** Encrypts bytes for one place; makes the file where there is none. Problem: `key-file`. */
  encrypt(bytes: Uint8Array, place: string): Outcome<Encrypted> {
    const opened = this.open(true)
    if (!opened.ok) return opened
    const { key, fingerprint } = opened.value
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
    const text = Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
    return fine({ key: fingerprint, text: text.toString('base64') })
  }

  /**
   * The bytes again, where the key is the same and the place is the one they were encrypted for.
   * Problems: `key-file`, `key-file-differs`.
   */
  decrypt({ key: fingerprint, text }: Encrypted, place: string): Outcome<Buffer> {
    const opened = this.open(false)
    if (!opened.ok) return opened
    if (opened.value.fingerprint !== fingerprint) return refused(this.differs())
    const bytes = Buffer.from(text, 'base64')
    const [nonce, tag] = [bytes.subarray(0, nonceLength), bytes.subarray(-tagLength)]
    try {
      const decipher = createDecipheriv('aes-256-gcm', opened.value.key, nonce)
      decipher.setAAD(Buffer.from(place)).setAuthTag(tag)
      const inner = bytes.subarray(nonceLength, -tagLength)
      return fine(Buffer.concat([decipher.update(inner), decipher.final()]))
    } catch {
      return refused(this.differs())
    }
  }

  /** What is wrong where things were encrypted with keys of these fingerprints, or null. */
  check(fingerprints: readonly string[]): Problem | null {
    if (fingerprints.length === 0) return null
    const opened = this.open(false)
    if (!opened.ok) return opened.problems[0] ?? null
    return fingerprints.every((one) => one === opened.value.fingerprint) ? null : this.differs()
  }

  private open(make: boolean): Outcome<NonNullable<typeof this.read>> {
    if (this.read !== null) return fine(this.read)
    try {
      const secret = readKey(this.file) ?? (make ? makeKey(this.file) : null)
      if (secret === null) return refused(this.unusable('it is not there, or holds no key'))
      const key = Buffer.from(hkdfSync('sha256', secret, '', 'backstay second factors', 32))
      const fingerprint = hash('sha256', Buffer.concat([Buffer.from('name of '), key]), 'hex')
      this.read = { key, fingerprint: fingerprint.slice(0, 16) }
      return fine(this.read)
    } catch (error) {
      return refused(this.unusable(errorState(error) || String(error)))
    }
  }

  private unusable(why: string): Problem {
    const message =
      `The file ${this.file}, with which second factors are encrypted, cannot be used: ${why}. ` +
      'Whoever runs the server must bring it back, from a copy of the folder it was in.'
    return { rule: 'key-file', field: 'BACKSTAY_KEY_FILE', message }
  }

  private differs(): Problem {
    const message =
      `The file ${this.file} is not the one with which second factors were encrypted here. ` +
      'Whoever runs the server must bring that one back; several servers share one file.'
    return { rule: 'key-file-differs', field: 'BACKSTAY_KEY_FILE', message }
  }
}

const nonceLength = 12
const tagLength = 16

function readKey(file: string): Buffer | null {
  try {
    const text = readFileSync(file, 'utf8').trim()
    return /^[\w-]{43}$/.test(text) ? Buffer.from(text, 'base64url') : null
  } catch (error) {
    if (errorState(error) === 'ENOENT') return null
    throw error
  }
}

/** A file that is there but holds no key is somebody's mistake, and is not written over. */
function makeKey(file: string): Buffer | null {
  try {
    readFileSync(file)
    return null
  } catch (error) {
    if (errorState(error) !== 'ENOENT') throw error
  }
  const key = randomBytes(32)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeDurably(file, `${key.toString('base64url')}\n`)
  return key
}
