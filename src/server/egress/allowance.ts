/** What whoever runs the server allows beyond the public internet: BACKSTAY_EGRESS. */
import { BlockList, isIP } from 'node:net'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import { isPublic } from '#server/egress/public-address.ts'

/** Where connections outward may lead. */
export interface Allowance {
  /** "http://hooks.lan:8080": reached wherever the name leads, also without encryption. */
  readonly origins: ReadonlySet<string>
  /** Ports besides 443. */
  readonly ports: ReadonlySet<number>
  /** Addresses that may be reached although they are not public. */
  readonly ranges: BlockList
}

/** Public addresses at port 443, and nothing else. */
export const publicOnly: Allowance = {
  origins: new Set(),
  ports: new Set(),
  ranges: new BlockList(),
}

/**
 * Reads the setting: with commas, origins (`http://hooks.lan:8080`), ranges of addresses
 * (`10.20.0.0/16`) and ports (`:8443`). Problem: `egress-setting`.
 */
export function readAllowance(written: string | undefined): Outcome<Allowance> {
  const allowance = {
    origins: new Set<string>(),
    ports: new Set<number>(),
    ranges: new BlockList(),
  }
  const entries = (written ?? '').split(',').map((one) => one.trim())
  for (const entry of entries.filter((one) => one !== '')) {
    if (!allow(allowance, entry)) {
      const message =
        `BACKSTAY_EGRESS has “${entry}”, which is neither an origin, nor a range, nor a port. ` +
        'Write http://hooks.lan:8080, 10.20.0.0/16 or :8443, with commas between them.'
      return refused({ rule: 'egress-setting', field: 'BACKSTAY_EGRESS', message })
    }
  }
  return fine(allowance)
}

/** Whether a connection to this address may be opened. */
export function mayReach({ ranges }: Allowance, address: string): boolean {
  const version = isIP(address)
  if (version === 0) return false
  return (
    isPublic(address) ||
    (!address.includes('%') && ranges.check(address, version === 4 ? 'ipv4' : 'ipv6'))
  )
}

interface Growing {
  readonly origins: Set<string>
  readonly ports: Set<number>
  readonly ranges: BlockList
}

/** Adds an entry; answers whether it is one. */
function allow({ origins, ports, ranges }: Growing, entry: string): boolean {
  if (/^:\d{1,5}$/.test(entry)) {
    const port = Number(entry.slice(1))
    ports.add(port)
    return port > 0 && port < 65_536
  }
  if (/^https?:\/\//.test(entry)) {
    const url = URL.parse(entry)
    if (url === null || url.href !== `${url.origin}/`) return false
    origins.add(url.origin)
    return true
  }
  const [, net = '', bits = ''] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(entry) ?? []
  const version = isIP(net)
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return false
  ranges.addSubnet(net, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  return true
}
