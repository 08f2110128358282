/** An address outside that somebody wrote, as far as it can be judged without asking anybody. */
import { isIP } from 'node:net'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { mayReach } from '#server/egress/allowance.ts'
import type { Allowance } from '#server/egress/allowance.ts'

const longest = 2_000

/**
 * Reads an address to which something may be sent. Where its name leads is judged when the
 * connection is opened, each time anew. Problems: `target-form`, `target-https`, `target-login`,
 * `target-port`, `target-private`.
 */
export function readTarget(written: string, allowance: Allowance): Outcome<URL> {
  const url = written.length > longest ? null : URL.parse(written)
  if (url === null || !/^https?:$/.test(url.protocol)) return refused(problems.form)
  if (url.username !== '' || url.password !== '') return refused(problems.login)
  // What stands behind # is for browsers, and is never sent.
  if (url.hash !== '') return refused(problems.form)
  if (allowance.origins.has(url.origin)) return fine(url)
  if (url.protocol !== 'https:') return refused(problems.https)
  const port = url.port === '' ? 443 : Number(url.port)
  if (port !== 443 && !allowance.ports.has(port)) return refused(problems.port)
  const host = hostOf(url)
  const isInside = isIP(host) === 0 ? isLocalName(host) : !mayReach(allowance, host)
  return isInside ? refused(problems.inside) : fine(url)
}

/** The host of an address, without the brackets of IPv6. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** Names that never lead outside (RFC 6761, RFC 6762, RFC 8375), and those without a point. */
function isLocalName(host: string): boolean {
  const name = host.replace(/\.$/, '')
  return !name.includes('.') || /\.(localhost|local|internal|home\.arpa)$/.test(name)
}

function problem(rule: string, message: string): Problem {
  return { rule, field: 'address', message }
}

const problems = {
  form: problem(
    'target-form',
    'It is no address to which anything could be sent. Write it as https://example.com/hooks.',
  ),
  login: problem(
    'target-login',
    'An address holds no name and no password here, since it is shown. Who receives knows by the ' +
      'signature that it comes from us.',
  ),
  https: problem('target-https', 'The address begins with https://, so that nobody reads along.'),
  port: problem(
    'target-port',
    'Only port 443 is reached from here. Whoever runs the server can allow others by ' +
      'BACKSTAY_EGRESS.',
  ),
  inside: problem(
    'target-private',
    'The address belongs to a network of its own and not to the public internet. Whoever runs ' +
      'the server can allow it by BACKSTAY_EGRESS.',
  ),
} as const
