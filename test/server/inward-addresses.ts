/** Addresses of one's own network, in all the ways in which they can be written in a URL. */

/** Machines and networks that nobody outside may reach through us. */
const inward = [
  '127.0.0.1',
  '127.8.9.10',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  // What clouds tell their machines: Amazon, Google, Azure; Alibaba; Oracle; Azure's own.
  '169.254.169.254',
  '100.100.100.200',
  '192.0.0.192',
  '168.63.129.16',
  '0.0.0.0',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
] as const

/** Addresses of IPv6 that lead inward whatever they carry. */
const inwardSix = [
  '::',
  '::1',
  '0:0:0:0:0:0:0:1',
  '0000::0001',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '2001:db8::1',
  '100::1',
] as const

/** Names, of which a test's directory says that they lead inward. */
const names = [
  'localhost',
  'localhost.',
  'LOCALHOST',
  'a.localhost',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  'intranet',
  'db.internal',
  'metadata.google.internal',
  'printer.local',
  'router.home.arpa',
  '127.0.0.1.nip.io',
  '169-254-169-254.sslip.io',
  'localtest.me',
  'rebind.example',
  'xn--lcalhost-54a.example',
] as const

/** Every address, in every spelling, as an address of a webhook at a port. */
export function inwardAddresses(port: number): string[] {
  const hosts = [
    ...inward.flatMap((address) => spellings(address)),
    ...inwardSix.map((address) => `[${address}]`),
    ...names,
  ]
  const plain = hosts.map((host) => `https://${host}:${port}/hook`)
  const confused = inward
    .slice(0, 6)
    .flatMap((host) => [
      `https://example.com@${host}:${port}/`,
      `https://example.com:443@${host}:${port}/`,
      `https://${host}:${port}\\@example.com/`,
      `https:${host}:${port}/`,
      `https:\\\\${host}:${port}\\`,
      `https:///${host}:${port}/`,
      `https://${host}\t:${port}/`,
      `ht\ntps://${host}:${port}/`,
      `  https://${host}:${port}/  `,
      `https://${host}:${port}/#@example.com`,
      `https://${host}:${port}?@example.com/`,
      `http://${host}:${port}/`,
      `ftp://${host}:${port}/`,
      `//${host}:${port}/`,
      `gopher://${host}:${port}/_POST`,
    ])
  return [...plain, ...confused]
}

/** One address of IPv4 as it is written by those who want it not to be known. */
function spellings(address: string): string[] {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const whole = ((a * 256 + b) * 256 + c) * 256 + d
  const hex = (value: number): string => `0x${value.toString(16)}`
  const octal = (value: number): string => `0${value.toString(8)}`
  const two = (high: number, low: number): string => (high * 256 + low).toString(16)
  const pair = `${two(a, b)}:${two(c, d)}`
  return [
    address,
    `${address}.`,
    String(whole),
    hex(whole),
    octal(whole),
    parts.map(hex).join('.'),
    parts.map(octal).join('.'),
    parts.map((one) => `000${octal(one)}`).join('.'),
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `${hex(a)}.${octal(b)}.${c}.${d}`,
    address.replaceAll('.', '。'),
    address.replaceAll('.', '%2e'),
    address.replaceAll(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`),
    // Full-width figures.
    address.replaceAll(/\d/g, (figure) => String.fromCodePoint(0xff10 + Number(figure))),
    `[::ffff:${address}]`,
    `[::ffff:${pair}]`,
    `[0:0:0:0:0:FFFF:${pair}]`,
    `[::${address}]`,
    `[64:ff9b::${address}]`,
    `[64:ff9b:1::${address}]`,
    `[2002:${pair}::1]`,
    `[2001:0:${pair}::1]`,
  ]
}
