/**
 * Where a request about what hangs on a paper or a row comes in. These operations are the same for
 * all kinds: the kind stands in the address by its plural, as in the addresses of its papers.
 */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'
import type { Reader } from '#kit/topic.ts'
import { companyCode } from '#server/http/fields.ts'
import type { Call } from '#server/http/operation.ts'
import { keyOf } from '#server/http/operations/post-entry.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import type { Keyed } from '#server/papers/requests.ts'
import { requestHash } from '#server/papers/requests.ts'

/** What belongs to a company, and what the companies have in common: each has its addresses. */
export const wholes = ['company', 'organization'] as const
export type Whole = (typeof wholes)[number]

/** The address of a paper or a row of any kind. */
export function topicAddress(whole: Whole): string {
  return whole === 'company' ? '/companies/{company}/{kind}/{key}' : '/{kind}/{key}'
}

/** The name of an operation on one of the two. */
export function topicName(whole: Whole, name: string): string {
  return whole === 'company' ? name : `${name}InCommon`
}

/** The parameters of these addresses. */
export function topicPath(
  whole: Whole,
  more: Readonly<Record<string, z.ZodType<string>>> = {},
): z.ZodType<Placed> {
  const kind = z
    .string()
    .regex(/^[a-z][a-z-]{0,100}$/, 'It is the plural of a kind: sales-invoices.')
    .meta({ description: 'What it is, by its plural: sales-invoices, parties.' })
  const key = z
    .string()
    .min(1)
    .max(500)
    .meta({
      description:
        'The identifier of a paper; the code of a row, of a dated register with its first day: ' +
        '“EUR 2026-01-01”.',
    })
  const company: Record<string, z.ZodType<string>> = whole === 'company'
    ? { company: companyCode }
    : {}
  return z.strictObject({ ...company, kind, key, ...more })
}

/** A request about something that the one who asks may see, if it is there. */
export interface TopicCounter extends Counter {
  readonly of: Described
  readonly reader: Reader
  readonly key: string
}

/** Opens a request; null where there is no such kind or company, or nothing of it is seen. */
export async function openTopic(
  call: Call<Placed, unknown, unknown>,
  whole: Whole,
): Promise<TopicCounter | null> {
  const { kind = '', key = '' } = call.path
  const of = call.services.catalogue.all.find(
    ({ plural, target }) => addressName(plural) === kind && target.of === whole,
  )
  if (of === undefined) return null
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return null
  return { ...counter, of, reader: { actor: counter.actor, sight }, key }
}

/** The key under which a request was sent, for what it asks; null where it has none. */
export function askedOf(
  { caller, keyHeader }: Call<unknown, unknown, unknown>,
  ...parts: readonly unknown[]
): Outcome<Keyed | null> {
  if (keyHeader === undefined) return fine(null)
  const key = keyOf(keyHeader, undefined)
  if (!key.ok) return key
  return fine({ person: caller.person, key: key.value, hash: requestHash(...parts) })
}
