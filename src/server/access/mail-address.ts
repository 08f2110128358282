/** Mail addresses: the one form in which they are kept and compared. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'

export const longestMail = 254

// The form that HTML's input of type email takes, with a point in the domain: nothing in it can
// break a line of a mail's head, and letters beyond ASCII, which few servers carry, are left out.
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const form = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${label}(?:\\.${label})+$`)

/** A mail as it is looked up: in small letters, without white space around it. */
export function mailOf(written: string): string {
  return written.trim().toLowerCase().slice(0, longestMail)
}

/** A mail address that can be written to. Problem: `mail-address`. */
export function readMail(written: string): Outcome<string> {
  const mail = written.trim().toLowerCase()
  if (mail.length <= longestMail && form.test(mail)) return fine(mail)
  const message = 'This is no mail address. Write it as ann@example.com.'
  return refused({ rule: 'mail-address', field: 'email', message })
}
