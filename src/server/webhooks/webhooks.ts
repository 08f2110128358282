/** Webhooks of an organization: made, listed, changed, given new secrets, paused and removed. */
import type { Instant } from '#base/date.ts'
import { isId, newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { noteEvents } from '#server/access/events.ts'
import type { EventKind } from '#server/access/events.ts'
import type { Encrypted, Vault } from '#server/access/vault.ts'
import type { Visitor } from '#server/access/visitor.ts'
import { readTarget } from '#server/egress/target.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { newWebhookSecret, webhookSecretText } from '#server/webhooks/signature.ts'
import { stepsOf, typeOf } from '#server/webhooks/steps.ts'
import type { HeardStep } from '#server/webhooks/steps.ts'

/** Why a webhook rests: somebody wished so, the receiver said it is gone, it failed for days. */
export const pauses = ['wished', 'gone', 'failing'] as const
export type Pause = (typeof pauses)[number]

/** What is known of a webhook; never its secret. */
export interface Webhook {
  readonly id: string
  /** Null: the papers of all companies. */
  readonly company: string | null
  readonly address: string
  readonly note: string
  /** The types of steps that it hears: "sales_invoice.issue". */
  readonly hears: readonly string[]
  /** The name of who made it. */
  readonly madeBy: string
  readonly madeAt: Instant
  /** Until when the secret before the last change is valid, too. */
  readonly oldSecretUntil: Instant | null
  readonly pausedAt: Instant | null
  readonly pause: Pause | null
  readonly pausedBy: string | null
  /** How many messages wait, counted up to a thousand. */
  readonly waiting: number
  /** Until when no attempt is made, where the last ones failed. */
  readonly restsUntil: Instant | null
}

export interface NewWebhook {
  readonly address: string
  /** Null: the papers of all companies. */
  readonly company: string | null
  readonly hears: readonly string[]
  readonly note: string
}

/** Who acts, from where, and when. */
export interface Hand {
  readonly organization: string
  readonly person: string
  readonly actor: string
  readonly from: Visitor
  readonly now: Instant
}

/** A webhook with its secret, which is told this once. */
export interface MadeWebhook {
  readonly id: string
  readonly secret: string
}

/** What a webhook is made with. */
export interface Workshop {
  readonly catalogue: Catalogue
  readonly vault: Vault
  readonly allowance: Allowance
}

/**
 * Makes a webhook, with a secret. Problems: those of `readTarget`, `step-unknown`,
 * `webhook-secret`.
 */
export async function makeWebhook(
  query: Query,
  { catalogue, vault, allowance }: Workshop,
  hand: Hand,
  { address, company, hears, note }: NewWebhook,
): Promise<Outcome<MadeWebhook>> {
  const target = readTarget(address, allowance)
  if (!target.ok) return target
  const heard = heardBy(catalogue, hears)
  if (!heard.ok) return heard
  const id = newId(Date.now())
  const secret = newWebhookSecret()
  const sealed = seal(vault, secret, hand.organization, id)
  if (!sealed.ok) return sealed
  await query({
    text: `insert into webhook.webhook
        (organization, id, company, address, note, made_by, made_at, secret)
      values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      hand.organization,
      id,
      company ?? '',
      target.value.href,
      note.trim(),
      hand.person,
      hand.now.toString(),
      sealed.value,
    ],
  })
  await hear(query, hand.organization, id, company ?? '', heard.value)
  await noted(query, hand, 'webhook-made', { webhook: id, host: target.value.host })
  return fine({ id, secret: webhookSecretText(secret) })
}

/** What of a webhook is to be different; what is left out stays. */
export type WebhookChange = Partial<Pick<NewWebhook, 'address' | 'hears' | 'note'>>

/**
 * Changes where a webhook leads, what it hears and what it is for. What waits for it is sent to the
 * new address at once; what it did not hear before it is not told afterwards. Its secret and its
 * company stay. Problems: `webhook-unknown`, those of `readTarget`, `step-unknown`.
 */
export async function changeWebhook(
  query: Query,
  { catalogue, allowance }: Pick<Workshop, 'catalogue' | 'allowance'>,
  hand: Hand,
  id: string,
  change: WebhookChange,
): Promise<Outcome<Webhook>> {
  const { organization } = hand
  const found = await findWebhook(query, organization, id)
  if (!found.ok) return found
  const { address, company, note } = found.value
  const target = readTarget(change.address ?? address, allowance)
  if (!target.ok) return target
  const heard = change.hears === undefined ? null : heardBy(catalogue, change.hears)
  if (heard?.ok === false) return heard
  await query({
    text: `update webhook.webhook set address = $3, note = $4
      where organization = $1 and id = $2 and removed_at is null`,
    values: [organization, id, target.value.href, (change.note ?? note).trim()],
  })
  if (heard !== null) {
    await query({
      text: 'delete from webhook.heard where organization = $1 and webhook = $2',
      values: [organization, id],
    })
    await hear(query, organization, id, company ?? '', heard.value)
  }
  if (target.value.href !== address) await tryAtOnce(query, hand, id)
  await noted(query, hand, 'webhook-changed', { webhook: id, host: target.value.host })
  return await findWebhook(query, organization, id)
}

/** The steps of these types, each once. Problem: `step-unknown`. */
function heardBy(catalogue: Catalogue, types: readonly string[]): Outcome<readonly HeardStep[]> {
  const steps = new Map(stepsOf(catalogue).map((one) => [one.type, one]))
  const unknown = types.find((type) => !steps.has(type))
  if (unknown !== undefined) return refused(stepUnknown(unknown))
  return fine([...new Set(types)].flatMap((type) => steps.get(type) ?? []))
}

async function hear(
  query: Query,
  organization: string,
  webhook: string,
  company: string,
  heard: readonly HeardStep[],
): Promise<void> {
  await query({
    text: `insert into webhook.heard (organization, webhook, company, kind, step)
      select $1, $2, $3, s.kind, s.step from unnest($4::text[], $5::text[]) s (kind, step)`,
    values: [
      organization,
      webhook,
      company,
      heard.map(({ kind }) => kind),
      heard.map(({ step }) => step),
    ],
  })
}

/** Forgets that attempts failed: what waits is tried in this moment. */
async function tryAtOnce(query: Query, { organization, now }: Hand, id: string): Promise<void> {
  await query({
    text: `update webhook.webhook set failures = 0, rests_until = null
      where organization = $1 and id = $2 and removed_at is null`,
    values: [organization, id],
  })
  await query({
    text: `update webhook.message set next_at = $3, failing_since = null
      where organization = $1 and webhook = $2 and delivered_at is null
        and failing_since is not null`,
    values: [organization, id, now.toString()],
  })
}

/** All webhooks that were not removed, the newest first; or the one of a number. */
export async function listWebhooks(
  query: Query,
  organization: string,
  only: string | null = null,
): Promise<Webhook[]> {
  const found = await query<Webhook & { kinds: string[]; steps: string[] }>({
    text: `select w.id, nullif(w.company, '') as company, w.address, w.note,
        p.name as "madeBy", w.made_at as "madeAt", w.old_until as "oldSecretUntil",
        w.paused_at as "pausedAt", w.pause, w.paused_by as "pausedBy",
        w.rests_until as "restsUntil", h.kinds, h.steps, m.waiting
      from webhook.webhook w
      join access.person p on p.organization = w.organization and p.id = w.made_by
      cross join lateral (
        select coalesce(array_agg(h.kind order by h.kind, h.step), '{}') as kinds,
          coalesce(array_agg(h.step order by h.kind, h.step), '{}') as steps
        from webhook.heard h where h.organization = w.organization and h.webhook = w.id) h
      cross join lateral (
        select count(*)::integer as waiting from (
          select from webhook.message m where m.organization = w.organization
            and m.webhook = w.id and m.delivered_at is null limit 1000) m) m
      where w.organization = $1 and w.removed_at is null and ($2::uuid is null or w.id = $2)
      order by w.id desc`,
    values: [organization, only],
  })
  return found.map(({ kinds, steps, ...rest }) => ({
    ...rest,
    hears: kinds.map((kind, at) => typeOf(kind, steps[at] ?? '')),
  }))
}

/** The webhook of a number. Problem: `webhook-unknown`. */
export async function findWebhook(
  query: Query,
  organization: string,
  id: string,
): Promise<Outcome<Webhook>> {
  const [found] = isId(id) ? await listWebhooks(query, organization, id) : []
  return found === undefined ? refused(webhookUnknown) : fine(found)
}

/** So long the secret before is valid beside the new one. */
const overlap = { hours: 24 } as const

/**
 * Gives a webhook a new secret; what is sent bears the signatures of both for a day. Problems:
 * `webhook-unknown`, `webhook-secret`.
 */
export async function renewSecret(
  query: Query,
  vault: Vault,
  hand: Hand,
  id: string,
): Promise<Outcome<MadeWebhook>> {
  const found = await findWebhook(query, hand.organization, id)
  if (!found.ok) return found
  const secret = newWebhookSecret()
  const sealed = seal(vault, secret, hand.organization, id)
  if (!sealed.ok) return sealed
  await query({
    text: `update webhook.webhook set old_secret = secret, old_until = $3, secret = $4
      where organization = $1 and id = $2 and removed_at is null`,
    values: [hand.organization, id, hand.now.add(overlap).toString(), sealed.value],
  })
  await noted(query, hand, 'webhook-secret-renewed', { webhook: id })
  return fine({ id, secret: webhookSecretText(secret) })
}

/** Has a webhook rest: what happens meanwhile waits for it. Problem: `webhook-unknown`. */
export async function pauseWebhook(
  query: Query,
  { organization, actor, now }: Hand,
  id: string,
): Promise<Outcome<Webhook>> {
  await query({
    text: `update webhook.webhook set paused_at = $3, pause = 'wished', paused_by = left($4, 200)
      where organization = $1 and id = $2 and removed_at is null and paused_at is null`,
    values: [organization, isId(id) ? id : null, now.toString(), actor],
  })
  return await findWebhook(query, organization, id)
}

/** Lets a webhook go on, with what waits for it, at once. Problem: `webhook-unknown`. */
export async function resumeWebhook(
  query: Query,
  hand: Hand,
  id: string,
): Promise<Outcome<Webhook>> {
  const { organization } = hand
  const found = await findWebhook(query, organization, id)
  if (!found.ok) return found
  await query({
    text: `update webhook.webhook set paused_at = null, pause = null, paused_by = null
      where organization = $1 and id = $2 and removed_at is null`,
    values: [organization, id],
  })
  await tryAtOnce(query, hand, id)
  return await findWebhook(query, organization, id)
}

/** Removes a webhook with its secrets: it is told nothing more. Problem: `webhook-unknown`. */
export async function removeWebhook(query: Query, hand: Hand, id: string): Promise<Outcome<null>> {
  const found = await findWebhook(query, hand.organization, id)
  if (!found.ok) return found
  const values = [hand.organization, id]
  await query({
    text: 'delete from webhook.heard where organization = $1 and webhook = $2',
    values,
  })
  await query({
    text: `update webhook.webhook set removed_at = $3, secret = null, old_secret = null,
        old_until = null
      where organization = $1 and id = $2 and removed_at is null`,
    values: [...values, hand.now.toString()],
  })
  await noted(query, hand, 'webhook-removed', { webhook: id })
  return fine(null)
}

/** A secret is encrypted for its webhook: moved to another's row, it can't be read. */
export function placeOfSecret(organization: string, webhook: string): string {
  return `secret of webhook ${organization} ${webhook}`
}

function seal(vault: Vault, secret: Buffer, organization: string, id: string): Outcome<Encrypted> {
  const sealed = vault.encrypt(secret, placeOfSecret(organization, id))
  return sealed.ok ? sealed : refused(secretUnavailable)
}

async function noted(
  query: Query,
  { organization, person, actor, from }: Hand,
  kind: EventKind,
  about: Readonly<Record<string, string>>,
): Promise<void> {
  await noteEvents(query, organization, from, [{ kind, person, actor, about }])
}

function stepUnknown(type: string): Problem {
  const message =
    `There is no step “${type}” that could be heard. Take steps from the list of what webhooks ` +
    'hear.'
  return { rule: 'step-unknown', field: 'hears', message }
}

/** The problem of a number under which there is no webhook. */
export const webhookUnknown: Problem = {
  rule: 'webhook-unknown',
  field: '',
  message: 'There is no webhook with this number. The list of webhooks shows those there are.',
}

const secretUnavailable: Problem = {
  rule: 'webhook-secret',
  field: '',
  message:
    'The secret cannot be encrypted here now. On the command line, ask the running server with ' +
    '--server; otherwise tell whoever runs it that its key file cannot be used.',
}
