/** The house rule of connections outward: which files open them, and by which import. */
import type { SourceFile } from '#test/house/files.ts'

/** Who opens connections, and why; databases apart, which have a client of their own. */
const openers: readonly (readonly [path: RegExp, what: RegExp])[] = [
  // It looks where each of them leads.
  [/^src\/server\/egress\//, /./],
  // To the mail server that whoever runs the program names.
  [/^src\/server\/mail\/smtp\.ts$/, /^nodemailer$/],
  // It looks whether a port of this machine is free for the PostgreSQL that it starts.
  [/^src\/server\/postgres\/server-process\.ts$/, /^node:net$/],
]

/** What of a module of Node's opens no connection. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  http: ['createServer'],
  https: ['createServer'],
  http2: ['createServer', 'createSecureServer'],
  net: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'createServer'],
  tls: ['createServer'],
  dns: [],
  'dns/promises': [],
  dgram: [],
}

/** Packages that speak with others. */
const speaking = /^(undici|nodemailer|axios|got|node-fetch|ws|superagent|needle|ky)$/

/** One sentence for each way outward that a file of the server takes and may not. */
export function outwardFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^src\/.*\.ts$/.test(path) && !/^src\/(web|cli)\/|\.test\.ts$/.test(path))
    .flatMap(({ path, text }) =>
      waysOutward(text)
        .filter((way) => !openers.some(([where, what]) => where.test(path) && what.test(way)))
        .map((way) => `${path}: it opens connections by ${way}; send through #server/egress/`),
    )
}

function waysOutward(text: string): string[] {
  const code = text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const imported = [...code.matchAll(/^import\s+(?!type\b)([^'"]*?)\sfrom\s+['"]([^'"]+)['"]/gm)]
  const loaded = [...code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]/g)]
  const called = [
    ...code.matchAll(/(?<!\.)\b(?:globalThis\.)?fetch\(|\bnew (?:WebSocket|EventSource)\(/g),
  ]
  return [
    ...imported.flatMap(([, names = '', module = '']) => (opens(module, names) ? [module] : [])),
    ...loaded.flatMap(([, module = '']) => (opens(module, '*') ? [module] : [])),
    ...called.map(([call]) => call.replace('(', '')),
  ]
}

function opens(module: string, names: string): boolean {
  const known = harmless[module.replace(/^node:/, '')]
  if (known === undefined) return speaking.test(module)
  const wanted = names
    .replaceAll(/[{}\s]+/g, ' ')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
  return wanted.some((name) => !known.includes(name.replace(/ as .*$/, '')))
}
