/** The cookie that holds a session: how it is set, read and taken back. */
import { longestDays } from '#server/access/sessions.ts'

export const sessionCookie = 'backstay_session'

/** Sets the cookie; it goes to our own pages alone, and no script sees it. */
export function setCookie(text: string, https: boolean): Record<string, string> {
  const age = longestDays * 24 * 60 * 60
  return { 'set-cookie': `${sessionCookie}=${text}; Max-Age=${age}${rest(https)}` }
}

/** Takes the cookie back. */
export function clearCookie(https: boolean): Record<string, string> {
  return { 'set-cookie': `${sessionCookie}=; Max-Age=0${rest(https)}` }
}

function rest(https: boolean): string {
  return `; Path=/; HttpOnly; SameSite=Strict${https ? '; Secure' : ''}`
}

/** The session of a cookie header; null where there is none, or several, of which one is forged. */
export function readCookie(header: string | undefined): string | null {
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${sessionCookie}=`))
  const [only] = found
  if (only === undefined || found.length > 1) return null
  const text = only.slice(sessionCookie.length + 1)
  return /^bss_\w{1,200}$/.test(text) ? text : null
}
