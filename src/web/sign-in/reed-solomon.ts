/** Words that correct others: Reed and Solomon's code over 256 values, as QR codes have it. */

/** The words that follow a block of data. */
export function errorCorrection(data: readonly number[], count: number): number[] {
  const divisor = generator(count)
  const rest = Array.from({ length: count }, () => 0)
  for (const word of data) {
    const factor = word ^ (rest.shift() ?? 0)
    rest.push(0)
    for (const [at, one] of divisor.entries()) rest[at] = (rest[at] ?? 0) ^ product(one, factor)
  }
  return rest
}

/** The product of two values, modulo x^8 + x^4 + x^3 + x^2 + 1. */
export function product(one: number, other: number): number {
  let sum = 0
  for (let at = 7; at >= 0; at -= 1) {
    sum = (sum << 1) ^ ((sum >> 7) * 0x11d)
    sum ^= ((other >> at) & 1) * one
  }
  return sum
}

/** The polynomial of the roots 1, 2, 4 …, without its leading one. */
function generator(count: number): number[] {
  const factors: number[] = Array.from({ length: count }, (_, at) => (at === count - 1 ? 1 : 0))
  let root = 1
  for (let round = 0; round < count; round += 1) {
    for (let at = 0; at < count; at += 1) {
      factors[at] = product(factors[at] ?? 0, root) ^ (factors[at + 1] ?? 0)
    }
    root = product(root, 2)
  }
  return factors
}
