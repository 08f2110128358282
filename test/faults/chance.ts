/** Chance for the fault rigs: every choice of a fault follows from one printed seed. */
import { createHash, randomBytes } from 'node:crypto'

/** The seed of this run: `BACKSTAY_FAULT_SEED`, or a new one. */
export const seed = process.env['BACKSTAY_FAULT_SEED'] ?? randomBytes(4).toString('hex')

/** Says at the head of a test file's output how to repeat its choices. */
export function printSeed(): void {
  console.log(`BACKSTAY_FAULT_SEED=${seed}`)
}

/** How many kills of each kind: `BACKSTAY_FAULT_CYCLES`, or the number of an ordinary run. */
export function cycles(ordinary: number): number {
  return whole('BACKSTAY_FAULT_CYCLES') ?? ordinary
}

/** A count of an ordinary run, times `BACKSTAY_FAULT_TIMES`. */
export function times(ordinary: number): number {
  return ordinary * (whole('BACKSTAY_FAULT_TIMES') ?? 1)
}

/** A stream of choices; streams of other names are independent of it. */
export class Chance {
  private readonly name: string
  private block = Buffer.alloc(0)
  private blocks = 0

  constructor(name: string) {
    this.name = name
  }

  /** A whole number from 0 to below `limit`, at most 2³². */
  below(limit: number): number {
    if (this.block.length < 4) {
      const text = `${seed}\0${this.name}\0${this.blocks++}`
      this.block = createHash('sha512').update(text).digest()
    }
    const drawn = this.block.readUInt32LE(0)
    this.block = this.block.subarray(4)
    return Math.floor((drawn / 2 ** 32) * limit)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** True so many times of a hundred. */
  percent(share: number): boolean {
    return this.below(100) < share
  }

  pick<Value>(from: readonly Value[]): Value {
    return from[this.below(from.length)] as Value
  }

  shuffled<Value>(from: readonly Value[]): Value[] {
    const left = [...from]
    return from.map(() => left.splice(this.below(left.length), 1)[0] as Value)
  }
}

function whole(name: string): number | null {
  const text = process.env[name]
  if (text === undefined) return null
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new Error(`${name} is a whole number above zero.`)
  return Number(text)
}
