/** How people reach the house: its address, the proxies before it, and the file with its key. */
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { EntranceOptions } from '#server/access/entrance.ts'

/** The file with the key of second factors, in the folder of the books unless said otherwise. */
export const keyFileName = 'second-factors.key'

/**
 * Reads BACKSTAY_URL, BACKSTAY_PROXY and BACKSTAY_KEY_FILE. Without the first, people use the
 * address at which the server listens. Problems: `house-url`, `house-proxy`.
 */
export function readHouse(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
  { host, port }: { readonly host: string; readonly port: number },
): Outcome<Omit<EntranceOptions, 'onProblem'>> {
  const written = env['BACKSTAY_URL'] ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const url = URL.parse(written)
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    const message =
      'BACKSTAY_URL is no address of a site. Write what people type into their browsers: ' +
      'https://books.example.'
    return refused({ rule: 'house-url', field: 'BACKSTAY_URL', message })
  }
  const proxies = (env['BACKSTAY_PROXY'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (proxies.some((one) => isIP(one) === 0)) {
    const message =
      'BACKSTAY_PROXY is no list of addresses. Write the address from which your proxy connects: ' +
      '127.0.0.1.'
    return refused({ rule: 'house-proxy', field: 'BACKSTAY_PROXY', message })
  }
  const keyFile = resolve(env['BACKSTAY_KEY_FILE'] ?? join(folder, keyFileName))
  return fine({ url: url.href.replace(/\/+$/, ''), proxies, keyFile })
}
