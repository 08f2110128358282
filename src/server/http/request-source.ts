/** From where a request comes: the address behind believed proxies, and whether from our pages. */
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Entrance } from '#server/access/entrance.ts'
import { visitor } from '#server/access/visitor.ts'
import type { RequestSource } from '#server/http/operation.ts'

/**
 * The address that asks. What a proxy says of it is believed of the proxies in the settings alone;
 * of several it is the last, which the proxy itself has seen.
 */
export function sourceOf({ url, proxies }: Entrance, context: Context): RequestSource {
  const agent = context.req.header('user-agent') ?? ''
  const near = visitor(getConnInfo(context).remote.address ?? '', agent)
  if (!proxies.has(near.address)) return { ...near, https: url.startsWith('https:') }
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)
  const told = visitor(forwarded ?? '', agent)
  const https = context.req.header('x-forwarded-proto') === 'https' || url.startsWith('https:')
  return { ...(told.address === '' ? near : told), https }
}

/**
 * Whether a request that changes something was sent by a page of ours, or by no page at all. A
 * browser says where it comes from: by `Sec-Fetch-Site`, and by `Origin`, which then names the host
 * that is asked. What says neither is no browser of these years, and is let through only where
 * there is no cookie that somebody else's page could have made it send.
 */
export function isOurOwn({ url }: Entrance, context: Context, hasCookie: boolean): boolean {
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  if (site !== undefined && site !== 'same-origin') return false
  if (origin === undefined) return site !== undefined || !hasCookie
  const host = context.req.header('host')
  const from = URL.parse(origin)
  return from !== null && (from.host === host || from.origin === URL.parse(url)?.origin)
}
