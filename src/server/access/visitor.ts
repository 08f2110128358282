/** From where a request comes, as it is noted in sessions and events. */
import { isIP } from 'node:net'

export interface Visitor {
  /** The address of the network, such as 192.0.2.7; empty on the machine itself. */
  readonly address: string
  /** The program that asks, as it calls itself, shortened. */
  readonly agent: string
}

/** Somebody at the command line of the machine itself. */
export const commandLine: Visitor = { address: '', agent: 'command line' }

const longestAgent = 200

/** A visitor whose words fit into the database; what is no address is left out. */
export function visitor(address: string, agent: string): Visitor {
  const bare = address
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  return {
    address: isIP(bare) === 0 ? '' : bare,
    agent: plainWords(agent).slice(0, longestAgent).toWellFormed(),
  }
}

/**
 * The part of a visitor's address that it can't change at will: an IPv4 address as a whole, of an
 * IPv6 address the first 64 bits, as a home gets as many of the others as it likes.
 */
export function networkOf({ address }: Visitor): string {
  if (!address.includes(':')) return address
  const [before = '', after] = address.toLowerCase().split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const [first, last] = [groups(before), groups(after ?? '')]
  const zeros = after === undefined ? 0 : Math.max(8 - first.length - last.length, 0)
  const whole = [...first, ...Array.from({ length: zeros }, () => '0'), ...last]
  const plain = whole.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return plain.join(':')
}

function plainWords(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ').trim()
}
