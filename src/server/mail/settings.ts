/** The settings of mail: which server sends it, and from whom it comes. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

export interface MailSettings {
  /** The host, and what to show it; "smtp://user:password@mail.example:587". */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** `wrapped`: encrypted from the first byte. `upgraded`: by STARTTLS. `none`: in clear. */
  readonly encryption: 'wrapped' | 'upgraded' | 'none'
  /** "Backstay <books@example.com>" */
  readonly from: string
}

/**
 * Reads BACKSTAY_SMTP and BACKSTAY_MAIL_FROM; null where neither is set. A mail carries links that
 * are secrets, so the connection is encrypted unless the host is this machine or the address says
 * `?tls=no`. Problems: `smtp-address`, `mail-from`.
 */
export function readMailSettings(
  address: string | undefined,
  from: string | undefined,
): Outcome<MailSettings | null> {
  if (address === undefined && from === undefined) return fine(null)
  const url = URL.parse(address ?? '')
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '') return badAddress()
  const tls = url.searchParams.get('tls')
  if (tls !== null && tls !== 'no') return badAddress()
  if (from === undefined || !/^([^<>\p{Cc}]*<)?[^\s<>@]+@[^\s<>@]+>?$/u.test(from)) return badFrom()
  const host = decodeURIComponent(url.hostname).replace(/^\[|\]$/g, '')
  const wrapped = url.protocol === 'smtps:'
  const here = host === 'localhost' || host === '::1' || host.startsWith('127.')
  return fine({
    host,
    port: Number(url.port || (wrapped ? 465 : 587)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    encryption: wrapped ? 'wrapped' : here || tls === 'no' ? 'none' : 'upgraded',
    from,
  })
}

function badAddress(): Outcome<never> {
  const message =
    'BACKSTAY_SMTP is no address of a mail server. Write it as ' +
    'smtps://user:password@mail.example:465, or smtp://…:587 for STARTTLS.'
  return refused({ rule: 'smtp-address', field: 'BACKSTAY_SMTP', message })
}

function badFrom(): Outcome<never> {
  const message =
    'BACKSTAY_MAIL_FROM is no sender. Write it as Backstay <books@example.com>; it belongs to ' +
    'BACKSTAY_SMTP.'
  return refused({ rule: 'mail-from', field: 'BACKSTAY_MAIL_FROM', message })
}
