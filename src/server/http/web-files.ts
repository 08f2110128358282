/** The browser's part, as it was built: its files, and its first page wherever a screen is. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Answer } from '#server/http/answer.ts'
import { root } from '#server/http/root.ts'

const folder = join(import.meta.dirname, '../../../build/web')

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
  woff2: 'font/woff2',
}

/** Scripts come from here alone; styles may also stand in a page, where its measures change. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A file of the browser's part, or null where there is none of that name. */
export type WebFiles = (path: string, acceptsGzip: boolean) => Answer | null

interface Built {
  readonly plain: Answer
  readonly packed: Answer
}

/** The files as they were built; where nothing is built, there are none. */
export function webFiles(): WebFiles {
  if (!existsSync(folder)) return () => null
  const made = new Map<string, Built>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const type = types[/\.(\w+)$/.exec(name)?.[1] ?? '']
    if (type !== undefined) made.set(`/${name.replaceAll('\\', '/')}`, built(name, type))
  }
  return (path, acceptsGzip) => {
    const found = made.get(path)
    if (found === undefined) return null
    return acceptsGzip ? found.packed : found.plain
  }
}

/**
 * What every screen asks for first, told with the page itself, so that a browser fetches it beside
 * the scripts and not after them (HTML, “preload”); `path` is the address of the screen. The mode
 * is the one in which `src/web/api.ts` asks, or a browser would ask twice.
 */
export function askedFirst(path: string): Readonly<Record<string, string>> {
  const company = /^\/c\/([\w.~-]+)(?:\/|$)/.exec(path)?.[1]
  const asked = company === undefined ? ['/me'] : ['/me', `/companies/${company}/screens`]
  const links = asked.map((one) => `<${root}${one}>; rel=preload; as=fetch; crossorigin=anonymous`)
  return { link: links.join(', ') }
}

function built(name: string, type: string): Built {
  const body = readFileSync(join(folder, name))
  const headers = {
    // What the build names by its content never changes.
    'cache-control': name.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    ...(name.endsWith('.html') ? { 'content-security-policy': policy } : {}),
  }
  return {
    plain: { status: 200, type, body, headers },
    packed: {
      status: 200,
      type,
      body: gzipSync(body),
      headers: { ...headers, 'content-encoding': 'gzip' },
    },
  }
}
