/** Secrets and signatures of webhooks, as the specification Standard Webhooks 1.0 writes them. */
import { createHmac, randomBytes } from 'node:crypto'

/** Bytes of a secret; the specification has 24 to 64. */
const secretLength = 32

/** A new secret. */
export function newWebhookSecret(): Buffer {
  return randomBytes(secretLength)
}

/** A secret as it is shown and typed: `whsec_` and its bytes in base64. */
export function webhookSecretText(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`
}

/** What is signed. */
export interface Signed {
  /** The same at each attempt: by it the receiver knows what it has already. */
  readonly id: string
  /** Seconds since 1970, of this attempt: what is old may be refused. */
  readonly timestamp: number
  readonly body: string
}

/**
 * The headers of a message, signed with each secret that is valid, so that a receiver who knows the
 * old or the new one believes it.
 */
export function signedHeaders(
  { id, timestamp, body }: Signed,
  secrets: readonly Buffer[],
): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => {
    const made = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`)
    return `v1,${made.digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
