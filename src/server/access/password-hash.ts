/** Hashes of passwords: argon2id, as many at once as memory allows, written as PHC strings. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** What a computation costs. */
export interface HashParameters {
  /** KiB of memory. */
  readonly memory: number
  readonly passes: number
  readonly lanes: number
}

/** OWASP's Password Storage Cheat Sheet asks for 19 MiB, two passes and one lane at least. */
export const owaspParameters: HashParameters = { memory: 19_456, passes: 2, lanes: 1 }

/** More want to sign in at this moment than can wait; the same request may be sent again. */
export class TooBusy extends Error {}

export interface HasherOptions {
  readonly parameters?: HashParameters
  /** Computations at the same time: each takes its memory and a core. */
  readonly atOnce?: number
  /** So many may wait behind them; beyond that a flood is turned away. */
  readonly mostWaiting?: number
}

const tagLength = 32
const saltLength = 16
const compute = promisify(argon2)

/** Makes and checks hashes. It has a state: what is being computed, and who waits. */
export class PasswordHasher {
  /** How many hashes were computed so far, of real and of made-up persons alike. */
  computations = 0
  private running = 0
  private readonly waiting: (() => void)[] = []
  private readonly parameters: HashParameters
  private readonly atOnce: number
  private readonly mostWaiting: number

  constructor(options: HasherOptions = {}) {
    this.parameters = options.parameters ?? owaspParameters
    this.atOnce = options.atOnce ?? 2
    this.mostWaiting = options.mostWaiting ?? 200
  }

  /** The hash of a new password, with its parameters and a salt of its own. Throws `TooBusy`. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltLength)
    const tag = await this.tag(password, salt, this.parameters, tagLength)
    return phcString(this.parameters, salt, tag)
  }

  /**
   * Whether a password has this hash. For null, where nobody is known, the same is computed, and
   * the answer is no. Throws `TooBusy`.
   */
  async verify(phc: string | null, password: string): Promise<boolean> {
    const read = phc === null ? null : readPhc(phc)
    const { parameters, salt, tag } = read ?? this.nobody()
    const made = await this.tag(password, salt, parameters, tag.length)
    return timingSafeEqual(made, tag) && read !== null
  }

  /** Whether a hash was made with less than is asked for now, and is to be made anew. */
  isOutdated(phc: string): boolean {
    const { memory, passes, lanes } = this.parameters
    const { parameters } = readPhc(phc) ?? {}
    if (parameters === undefined) return true
    return parameters.memory < memory || parameters.passes < passes || parameters.lanes < lanes
  }

  private nobody(): Phc {
    return { parameters: this.parameters, salt: Buffer.alloc(saltLength), tag: nobodysTag }
  }

  private async tag(
    password: string,
    nonce: Buffer,
    { memory, passes, lanes }: HashParameters,
    length: number,
  ): Promise<Buffer> {
    await this.turn()
    try {
      this.computations += 1
      const message = Buffer.from(normalized(password))
      const cost = { memory, passes, parallelism: lanes, tagLength: length }
      return await compute('argon2id', { message, nonce, ...cost })
    } finally {
      const next = this.waiting.shift()
      // Whoever waited longest takes over the place.
      if (next === undefined) this.running -= 1
      else next()
    }
  }

  private async turn(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running += 1
      return
    }
    if (this.waiting.length >= this.mostWaiting)
      throw new TooBusy('Too many hashes are waited for.')
    const { promise, resolve } = Promise.withResolvers<void>()
    this.waiting.push(resolve)
    await promise
  }
}

/**
 * A password as it is counted and hashed: however a keyboard composed its characters, the same
 * password is the same bytes (NIST SP 800-63B: NFKC or NFKD before hashing).
 */
export function normalized(password: string): string {
  return password.normalize('NFKC')
}

interface Phc {
  readonly parameters: HashParameters
  readonly salt: Buffer
  readonly tag: Buffer
}

const nobodysTag = randomBytes(tagLength)

/** "$argon2id$v=19$m=19456,t=2,p=1$salt$hash", base64 without padding. */
function phcString({ memory, passes, lanes }: HashParameters, salt: Buffer, tag: Buffer): string {
  const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
  const cost = `m=${memory},t=${passes},p=${lanes}`
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(tag)}`
}

const phcForm =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,64})\$([\w+/]{16,128})$/

function readPhc(text: string): Phc | null {
  const [, memory, passes, lanes, salt = '', tag = ''] = phcForm.exec(text) ?? []
  if (memory === undefined) return null
  return {
    parameters: { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}
