/** `backstay key`: makes, lists and revokes the keys with which programs use the HTTP API. */
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inOrganization, type Placing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { parseDate, type Instant } from '#base/date.ts'
import { createKey, listKeys, revokeKey, type ApiKey } from '#server/access/keys.ts'
import { commandLine } from '#server/access/visitor.ts'
import { allScopes } from '#server/access/scopes.ts'

export interface KeyOptions extends Placing {
  /** Names of scopes, each by itself or several with commas. */
  readonly scope?: readonly string[]
  /** The highest class of lines that it sees. */
  readonly readsTo?: string
  /** The last day on which it is taken. */
  readonly expires?: string
}

/** Makes a key with the scopes that are named, or with "all"; its text is told this once. */
export async function makeKey(
  session: Session,
  name: string,
  { scope = [], readsTo, expires, ...placing }: KeyOptions,
): Promise<Answer> {
  const words = scope.flatMap((word) => word.split(',')).filter((word) => word !== '')
  const scopes = words.includes('all') ? allScopes : words
  const lastDay = expires === undefined ? undefined : parseDate(expires)
  if (lastDay === null) {
    const message = `“${expires}” is no day. Write it as 2026-12-31.`
    return stopped('usage', [misuse('--expires', message)])
  }
  if (readsTo !== undefined && !/^[0-6]$/.test(readsTo)) {
    const message = `“${readsTo}” is no class of lines. Write a number from 0 to 6.`
    return stopped('usage', [misuse('--reads-to', message)])
  }
  if (/[\0]/.test(name) || !name.isWellFormed()) {
    return stopped('usage', [misuse('NAME', 'The name holds what is no character. Remove it.')])
  }
  const expiresAt = lastDay?.add({ days: 1 }).toZonedDateTime('UTC').toInstant()
  return await inOrganization(session, placing, async ({ database }, organization) => {
    const made = await createKey(database, organization.id, {
      name,
      scopes,
      createdBy: session.actor,
      from: commandLine,
      ...(readsTo === undefined ? {} : { readsTo: Number(readsTo) }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
    })
    return answerTo(made, ({ id, text }) =>
      said(
        `${text}\nKeep it now: it is not told again. Its number is ${id}; it may ` +
          `${scopes.join(', ')}.\n`,
        { id, key: text, name, scopes, organization: organization.id },
      ),
    )
  })
}

/** Lists the keys, the newest first, without their secrets. */
export async function showKeys(session: Session, options: KeyOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const keys = await listKeys(database, organization.id)
    const text = keys.map((key) => `${key.id}  ${standing(key)}  ${key.name}\n`).join('')
    return said(text === '' ? 'There are no keys.\n' : text, { keys })
  })
}

/** Revokes a key by its number; servers stop taking it within seconds. */
export async function endKey(session: Session, id: string, options: KeyOptions): Promise<Answer> {
  return await inOrganization(session, options, async ({ database }, organization) => {
    const by = { actor: session.actor, from: commandLine }
    const revoked = await revokeKey(database, organization.id, id, by)
    return answerTo(revoked, (key) => said(`The key ${key.name} is revoked.\n`, { key }))
  })
}

function standing({ scopes, expiresAt, revokedAt, lastUsedOn }: ApiKey): string {
  const used = lastUsedOn === null ? 'never used' : `used ${lastUsedOn.toString()}`
  if (revokedAt !== null) return `revoked ${dayOf(revokedAt)}  ${used}`
  const until = expiresAt === null ? '' : ` before ${dayOf(expiresAt)}`
  return `${scopes.join(' ')}${until}  ${used}`
}

function dayOf(moment: Instant): string {
  return moment.toZonedDateTimeISO('UTC').toPlainDate().toString()
}
