/** The mails about signing in: what they say, as plain text. */
import type { NewMail } from '#server/mail/outbox.ts'

/** To whom a letter goes, and on whose behalf. */
export interface Addressee {
  readonly name: string
  readonly email: string
  readonly organizationName: string
}

/** An invitation with its link, which is a secret until it is used. */
export function invitationLetter(to: Addressee, link: string, hours: number): NewMail {
  return {
    ...headed(to, `Your access to ${to.organizationName}`),
    body: letter(to, [
      `You have been given access to the back office of ${to.organizationName}.`,
      `Choose a password here within ${hours} hours; the link is good once:`,
      link,
      `Then sign in with this mail address, ${to.email}.`,
      'Do not pass the link on: whoever opens it first, chooses the password.',
    ]),
    usefulMinutes: hours * 60,
  }
}

/** The link to set a new password. */
export function resetLetter(to: Addressee, link: string, minutes: number): NewMail {
  return {
    ...headed(to, `A new password for ${to.organizationName}`),
    body: letter(to, [
      `Somebody, perhaps you, asked for a new password at ${to.organizationName}.`,
      `Choose one here within ${minutes} minutes; the link is good once:`,
      link,
      'If it was not you, do nothing: your password stays as it is.',
    ]),
    usefulMinutes: minutes,
  }
}

/** What is told after a change, so that its owner hears of what somebody else did. */
export const changes = {
  'password-changed': 'Your password was changed.',
  'password-set': 'Your password was set with a link from a mail.',
  'second-factor-added': 'An authenticator app was added to your sign-in.',
  'second-factor-removed': 'The authenticator app was removed from your sign-in.',
  'recovery-codes-made': 'New recovery codes were made for your sign-in; the old ones are void.',
  'recovery-code-used': 'A recovery code was used to sign in as you.',
} as const

/** The news of a change. It has no link, so that nobody learns to follow links in such mails. */
export function changeLetter(to: Addressee, change: keyof typeof changes): NewMail {
  return {
    ...headed(to, `Your sign-in at ${to.organizationName} was changed`),
    body: letter(to, [
      changes[change],
      'If it was not you, ask for a new password on the page where you sign in, end your other ' +
        'sessions, and tell whoever looks after Backstay in your house.',
    ]),
  }
}

const longestSubject = 200

function headed({ email }: Addressee, subject: string): Pick<NewMail, 'recipient' | 'subject'> {
  return { recipient: email, subject: oneLine(subject).slice(0, longestSubject).toWellFormed() }
}

function letter({ name }: Addressee, paragraphs: readonly string[]): string {
  return [`Good day, ${oneLine(name)},`, ...paragraphs, 'Backstay'].join('\n\n') + '\n'
}

/** Names come from people: none of them may begin a line of its own in a mail. */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').toWellFormed()
}
