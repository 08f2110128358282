/** Hands mails to the mail server, and says of each whether it was taken. */
import type { Transporter } from 'nodemailer'
import type { MailSettings } from '#server/mail/settings.ts'

export interface Letter {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly body: string
}

/** `sent`; `later`: another attempt may succeed; `never`: the server refuses it for good. */
export interface Delivery {
  readonly outcome: 'sent' | 'later' | 'never'
  readonly problem: string | null
}

/** Sends one mail. */
export type Send = (letter: Letter) => Promise<Delivery>

const patience = 20_000

/** How mails are sent with these settings: each over a connection of its own. */
export function smtpSender(settings: MailSettings): Send {
  const { from } = settings
  let opened: Promise<Transporter> | null = null
  const domain = from.replace(/^.*@|>\s*$/g, '')
  return async ({ id, recipient, subject, body }) => {
    try {
      const transport = await (opened ??= openTransport(settings))
      await transport.sendMail({
        from,
        to: { name: '', address: recipient },
        subject,
        text: body,
        // The same at each attempt: a mail that arrives twice is known as one.
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
      return { outcome: 'sent', problem: null }
    } catch (error) {
      return { outcome: isFinal(error) ? 'never' : 'later', problem: wordsOf(error) }
    }
  }
}

/** Loaded with the first mail: where none is sent, no start waits for it. */
async function openTransport(settings: MailSettings): Promise<Transporter> {
  const { host, port, user, password, encryption } = settings
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host,
    port,
    secure: encryption === 'wrapped',
    requireTLS: encryption === 'upgraded',
    ignoreTLS: encryption === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A mail is text from the database: nothing in it may fetch a file or a page.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/**
 * Whether the server refused recipient or content for good: RFC 5321, 4.2.1, codes 5yz. A refused
 * login or a broken connection is a matter of settings, and may be mended.
 */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false
  const { code, responseCode } = error
  const ofThisMail = code === 'EENVELOPE' || code === 'EMESSAGE'
  return ofThisMail && typeof responseCode === 'number' && responseCode >= 500
}

const longest = 300

/** The server's own words, shortened, with nothing that may be a link's secret. */
function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words
    .replaceAll(/\bbs[kst]_\w+/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('\0', ' ')
}
