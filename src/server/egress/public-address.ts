/** Whether an address belongs to the public internet: one machine there, and nothing of a house. */
import { BlockList, isIP } from 'node:net'

/**
 * Whether an address of IPv4 or IPv6 is public and of one machine, by IANA's registries of special
 * addresses (RFC 6890 and those it was brought up to date with). An IPv6 address that carries one
 * of IPv4 (mapped, NAT64, 6to4, Teredo) is refused whatever it carries: nobody is named by it.
 */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      // A zone such as %eth0 names a link of this machine.
      return (
        !address.includes('%') && unicast.check(address, 'ipv6') && !special.check(address, 'ipv6')
      )
    default:
      return false
  }
}

/** All that is given out of IPv6 for single machines (RFC 4291, 2.4). */
const unicast = new BlockList()
unicast.addSubnet('2000::', 3, 'ipv6')

const special = new BlockList()
for (const [net, prefix] of [
  // "This network", which is this machine; private use; shared by a provider's customers.
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  // Loopback; link-local, where clouds tell machines their secrets.
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  // Protocol assignments; documentation; relays of 6to4.
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  // Benchmarks; documentation.
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast; reserved, and broadcast.
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // Not special by any registry: at this one a cloud answers each of its machines.
  ['168.63.129.16', 32],
] as const) {
  special.addSubnet(net, prefix, 'ipv4')
}
for (const [net, prefix] of [
  // Protocol assignments with Teredo, benchmarks and ORCHID; documentation; 6to4.
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(net, prefix, 'ipv6')
}
