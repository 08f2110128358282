/** Reads what people send: filled in, read by its schema, its links looked up. */
import type { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Content } from '#kit/erased.ts'
import { fillIn } from '#kit/fill-in.ts'
import type { Filling } from '#kit/filling.ts'
import type { Described } from '#kit/key.ts'
import { unknownLinks } from '#kit/linked.ts'
import type { Moment } from '#kit/moment.ts'
import { ownFieldsOf } from '#kit/own-fields.ts'
import { validated } from '#kit/validation.ts'

/** What was sent, read. */
export interface Read {
  readonly values: Content
  /** The organization's own fields, as JSON; absent where nothing was said of them. */
  readonly extra?: Content
}

/**
 * Reads a set of objects as a schema of the description says, `extra` as the organization's own
 * fields say. Answers for each, in the set's order. Problems: `field-…`, `link-unknown`.
 */
export async function readSent(
  moment: Moment,
  of: Described,
  schema: z.ZodType<Content>,
  set: readonly unknown[],
  fillings: readonly Filling[] = [],
): Promise<Outcome<Read>[]> {
  const parts = set.map((sent) => (isObject(sent) ? sent : {}))
  const bare = parts.map((sent) =>
    Object.fromEntries(Object.entries(sent).filter(([name]) => name !== 'extra')),
  )
  const filled = await fillIn(moment, fillings, of.fields, bare)
  const hasExtra = parts.some(({ extra }) => extra !== undefined)
  const readsExtra = hasExtra ? await ownFieldsOf(moment, of.name) : null
  const read = set.map((sent, at): Outcome<Read> => {
    const values = validated(schema, isObject(sent) ? filled[at] : sent)
    const extra = parts[at]?.['extra']
    if (readsExtra === null || extra === undefined) {
      return values.ok ? fine({ values: values.value }) : values
    }
    const own = readsExtra(extra)
    return values.ok && own.ok
      ? fine({ values: values.value, extra: own.value })
      : refused(...problemsOf(values), ...problemsOf(own))
  })
  // A link that leads nowhere is told first: what it would have filled in is missing after it.
  const looked = read.map((one, at) => (one.ok ? one.value.values : (filled[at] ?? {})))
  const unknown = await unknownLinks(moment, of, looked)
  return read.map((one, at) => {
    const nowhere = unknown.get(at) ?? []
    return nowhere.length > 0 ? refused(...nowhere, ...problemsOf(one)) : one
  })
}

/** The problems of an outcome; none where it is fine. */
export function problemsOf(outcome: Outcome<unknown> | undefined): readonly Problem[] {
  return outcome?.ok === false ? outcome.problems : []
}

/** The fields that a change names. */
export function named(values: Content): Content {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function isObject(sent: unknown): sent is Record<string, unknown> {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent)
}
