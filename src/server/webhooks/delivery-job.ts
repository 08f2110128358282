/** Tells webhooks what waits for them: at least once, what concerns one paper in its order. */
import type { Instant } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { addressName } from '#kit/spelling.ts'
import { noteEvents } from '#server/access/events.ts'
import { visitor } from '#server/access/visitor.ts'
import { readTarget } from '#server/egress/target.ts'
import type { Sent } from '#server/egress/egress.ts'
import type { Services } from '#server/http/operation.ts'
import { root } from '#server/http/root.ts'
import { postMails } from '#server/mail/outbox.ts'
import { repeatedly } from '#server/repeated.ts'
import type { Repeated } from '#server/repeated.ts'
import { lettersOf, pauseByItself } from '#server/webhooks/letter.ts'
import type { PausedWhy } from '#server/webhooks/letter-words.ts'
import { isTaken, mostHours, noteAttempts, noteRound } from '#server/webhooks/outbox.ts'
import { readReceiver, takeMessages } from '#server/webhooks/outbox.ts'
import type { Place, Receiver, TakenMessage, Tried } from '#server/webhooks/outbox.ts'
import { signedHeaders } from '#server/webhooks/signature.ts'
import { typeOf } from '#server/webhooks/steps.ts'
import { placeOfSecret } from '#server/webhooks/webhooks.ts'

export interface DeliveryOptions {
  readonly services: Pick<Services, 'database' | 'catalogue' | 'entrance' | 'egress'>
  readonly now: () => Instant
  /** From 0 to below 1: how much of a wait is taken away. */
  readonly chance?: () => number
  /** Milliseconds between two looks: two seconds. */
  readonly interval?: number
  /** Told what stood in the way of one organization; a later look tries again. */
  readonly onProblem?: (error: unknown, organization: string | null) => void
}

export interface DeliveryJob extends Repeated {
  /** Fulfilled when nothing is under way. */
  settled(): Promise<void>
}

/** So many messages of a webhook are under way at once; one, where the last ones failed. */
const atOnce = 5
/** So many webhooks are told something at once. */
const mostLanes = 50

/**
 * Starts the job. Each webhook has a lane of its own, so that a slow one keeps nobody waiting. Two
 * servers may run it on one database: a message is in one's hands at a time.
 */
export function startDeliveryJob(options: DeliveryOptions): DeliveryJob {
  const { services, now, interval = 2_000, onProblem = () => {} } = options
  const lanes = new Map<string, Promise<void>>()
  const look = async (signal: AbortSignal): Promise<number> => {
    const due = await services.database.bare<Place>({
      text: 'select organization, webhook from webhook.due($1)',
      values: [now().toString()],
    })
    const idle = due.filter(({ webhook }) => !lanes.has(webhook)).slice(0, mostLanes - lanes.size)
    for (const place of idle) {
      const lane = tellAll(options, place, signal)
        .catch((error: unknown) => onProblem(error, place.organization))
        .finally(() => lanes.delete(place.webhook))
      lanes.set(place.webhook, lane)
    }
    return idle.length
  }
  const job = repeatedly(look, interval, (error) => onProblem(error, null))
  const settled = async (): Promise<void> => {
    while (lanes.size > 0) await Promise.all(lanes.values())
  }
  return {
    run: () => job.run(),
    settled,
    stop: async () => {
      await job.stop()
      await settled()
    },
  }
}

/** Round after round, until nothing is due. */
async function tellAll(options: DeliveryOptions, place: Place, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await tellSome(options, place))) {
    // What it does stands in the condition.
  }
}

/** One round; answers whether there may be more. */
async function tellSome(options: DeliveryOptions, place: Place): Promise<boolean> {
  const { services, now, chance = Math.random } = options
  const { database } = services
  const opened = await database.transaction(place.organization, async (query) => {
    const receiver = await readReceiver(query, place, now())
    if (receiver === null) return null
    const { failures } = receiver
    const secrets = secretsOf(options, place, receiver)
    // Without its secret nothing can be sent: the webhook rests, and is asked for it again later.
    if (secrets === null) {
      await noteRound(query, place, false, { failures, now: now(), chance: chance() })
      return null
    }
    const most = failures > 0 ? 1 : atOnce
    return { receiver, secrets, messages: await takeMessages(query, place, now(), most) }
  })
  if (opened === null || opened.messages.length === 0) return false
  const { receiver, secrets, messages } = opened
  const tried = await Promise.all(
    messages.map((message) => attempt(options, receiver, secrets, message)),
  )
  const wasTaken = tried.some(({ sent }) => isTaken(sent))
  const round = { failures: receiver.failures, now: now(), chance: chance() }
  await database.transaction(
    place.organization,
    async (query) => {
      const since = await noteAttempts(query, place, tried, round.chance)
      await noteRound(query, place, wasTaken, round)
      const why = whyPaused(tried, since, round.now)
      if (why !== null) await pause(query, place, why, round.now)
    },
    { repeatable: true },
  )
  return wasTaken
}

/** Pauses a webhook, and tells who made it. */
async function pause(
  query: Query,
  { organization, webhook }: Place,
  why: PausedWhy,
  now: Instant,
): Promise<void> {
  const paused = await pauseByItself(query, organization, webhook, why, now)
  if (paused === null) return
  const { person } = paused
  await postMails(query, organization, lettersOf(paused, why))
  await noteEvents(query, organization, visitor('', ''), [
    { kind: 'webhook-paused', person, actor: null, about: { webhook, why } },
  ])
}

/** The secrets with which is signed now; null where the key file is away, which is told. */
function secretsOf(
  { services: { entrance } }: DeliveryOptions,
  { organization, webhook }: Place,
  { secret, oldSecret }: Receiver,
): Buffer[] | null {
  const secrets: Buffer[] = []
  for (const sealed of oldSecret === null ? [secret] : [secret, oldSecret]) {
    const opened = entrance.vault.decrypt(sealed, placeOfSecret(organization, webhook))
    if (!opened.ok) {
      for (const problem of opened.problems) entrance.onProblem(problem)
      return null
    }
    secrets.push(opened.value)
  }
  return secrets
}

async function attempt(
  { services, now }: DeliveryOptions,
  { address }: Receiver,
  secrets: readonly Buffer[],
  message: TakenMessage,
): Promise<Tried> {
  const at = now()
  const began = performance.now()
  const body = bodyOf(services, message)
  const timestamp = Math.floor(at.epochMilliseconds / 1_000)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Backstay',
    ...signedHeaders({ id: message.id, timestamp, body }, secrets),
  }
  // What is allowed may have become less since the webhook was made.
  const target = readTarget(address, services.egress.allowance)
  const sent: Sent = target.ok
    ? await services.egress.post(target.value, { headers, body })
    : { status: null, failure: 'address-refused' }
  return { message, at, milliseconds: performance.now() - began, sent }
}

/**
 * What is sent: which step was done with which paper, and where it is read. What of the paper the
 * receiver may know is judged when it asks for it there, with a key of its own.
 */
export function bodyOf(
  { catalogue, entrance }: Pick<Services, 'catalogue' | 'entrance'>,
  { kind, step, at, company, key }: TakenMessage,
): string {
  const of = catalogue.document(kind)
  const paper =
    of === undefined
      ? null
      : `${entrance.url}${root}/companies/${company}/${addressName(of.plural)}/${key}`
  return JSON.stringify({
    type: typeOf(kind, step),
    timestamp: at.toString(),
    data:
      kind === ''
        ? { company: company === '' ? null : company }
        : { company, kind, key, step, address: paper },
  })
}

/** Why a webhook rests from now on, if it does. */
function whyPaused(tried: readonly Tried[], since: Instant | null, now: Instant): PausedWhy | null {
  if (tried.some(({ sent }) => sent.status === 410)) return 'gone'
  if (since === null) return null
  const over = since.add({ hours: mostHours })
  return Temporal.Instant.compare(over, now) <= 0 ? 'failing' : null
}
