/** What happened at the door, noted for those who look after it: no secret is ever in it. */
import { newId } from '#base/id.ts'
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import type { Visitor } from '#server/access/visitor.ts'

/** The kinds of events, each with its meaning. */
export const eventKinds = {
  'signed-in': 'Somebody signed in; `by` says with what.',
  'sign-in-failed': 'A sign-in failed; `at` says at which step.',
  'signed-out': 'Somebody signed out.',
  'session-ended': 'Sessions were ended from another one; `sessions` says how many.',
  confirmed: 'Somebody showed again who it is.',
  'confirmation-failed': 'Somebody could not show again who it is.',
  invited: 'A link to set a password was made; `sent` says by which way.',
  'reset-asked': 'Somebody asked for a link to set a new password.',
  'password-set': 'A password was set with a link.',
  'password-changed': 'A password was changed by the one who knew the old one.',
  'second-factor-added': 'An authenticator app was added.',
  'second-factor-removed': 'The authenticator app and the recovery codes were removed.',
  'recovery-codes-made': 'A new set of recovery codes was made.',
  'recovery-code-used': 'A recovery code was used; `left` says how many are left.',
  'key-made': 'A key was made; `key` says which, `name` what it is for.',
  'key-revoked': 'A key was revoked; `key` says which.',
  'webhook-made': 'A webhook was made; `webhook` says which, `host` where it leads.',
  'webhook-changed': 'A webhook was changed; `webhook` says which, `host` where it leads now.',
  'webhook-secret-renewed': 'A webhook got a new secret; `webhook` says which.',
  'webhook-paused': 'A webhook was paused by itself; `why` says whether it is gone or failing.',
  'webhook-removed': 'A webhook was removed; `webhook` says which.',
  left: 'A person left: no session, key or password of it is taken any more.',
  returned: 'A person who had left was invited again.',
} as const

export type EventKind = keyof typeof eventKinds

export interface NewEvent {
  readonly kind: EventKind
  /** Whom it concerns. */
  readonly person: string
  /** Who did it; null where nobody was signed in. */
  readonly actor: string | null
  readonly about?: Readonly<Record<string, string | number>>
}

export interface AccessEvent extends Required<NewEvent> {
  readonly id: string
  readonly at: Instant
  readonly address: string
  readonly agent: string
}

/** Notes events in a transaction of the caller's. */
export async function noteEvents(
  query: Query,
  organization: string,
  { address, agent }: Visitor,
  events: readonly NewEvent[],
): Promise<void> {
  const rows = events.map((event) => ({ ...event, id: newId(Date.now()) }))
  await query({
    name: 'access.note events',
    text: `insert into access.event (organization, id, kind, person, actor, address, agent, about)
      select $1, e.id, e.kind, e.person, left(e.actor, 200), $2, $3, coalesce(e.about, '{}')
      from jsonb_to_recordset($4) as e (id uuid, kind text, person uuid, actor text, about jsonb)`,
    values: [organization, address, agent, JSON.stringify(rows)],
  })
}

/** A page of events, the newest first: before the one that `before` names, of one person or all. */
export async function listEvents(
  query: Query,
  organization: string,
  {
    before = null,
    person = null,
    limit,
  }: { readonly before?: string | null; readonly person?: string | null; readonly limit: number },
): Promise<AccessEvent[]> {
  return await query<AccessEvent>({
    text: `select id, at, kind, person, actor, address, agent, about from access.event
      where organization = $1 and ($2::uuid is null or id < $2)
        and ($3::uuid is null or person = $3)
      order by id desc limit $4`,
    values: [organization, before, person, limit],
  })
}
