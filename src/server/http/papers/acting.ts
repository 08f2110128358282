/** What the operations that act have in common: their sets, keys, previews and answers. */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Actor } from '#kit/role.ts'
import { validated } from '#kit/validation.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { commoditiesIn, previewJson } from '#server/http/entry-json.ts'
import type { Call } from '#server/http/operation.ts'
import { keyOf } from '#server/http/operations/post-entry.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { maskingOf } from '#server/http/papers/masking.ts'
import { doAct, previewDeed } from '#server/papers/acts.ts'
import type { Act, Deed, Look } from '#server/papers/acts.ts'
import { requestHash } from '#server/papers/requests.ts'
import type { Described } from '#kit/key.ts'

/** So many papers or rows does one request act with. */
export const mostAtOnce = 500
/** The largest body of a set, in bytes. */
export const largestSet = 8_000_000

export const previewQuery = z.strictObject({
  preview: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'true: only say what it would be.' }),
})
type PreviewQuery = z.output<typeof previewQuery>

/** A call that acts with a set; its body has passed its schema and is as it was sent. */
export type ActingCall = Call<Placed, PreviewQuery, unknown>

/** The schema of a set's body. */
export function setSchema(
  list: 'papers' | 'rows',
  member: z.ZodType,
  more: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType {
  return z.strictObject({
    [list]: z
      .array(member)
      .min(1, 'The set is empty.')
      .max(mostAtOnce, `A set has at most ${mostAtOnce}.`),
    ...more,
  })
}

/** Checks a body by its schema and hands it on as it was sent: acts read it by themselves. */
export function asSent(schema: z.ZodType): (sent: unknown) => Outcome<unknown> {
  return (sent) => {
    const read = validated(schema, sent)
    return read.ok ? fine(sent) : refused(...read.problems)
  }
}

/** The members of a body, each as an object. */
export function membersOf(list: 'papers' | 'rows', body: unknown): Record<string, unknown>[] {
  const members = memberOf(body, list)
  return Array.isArray(members) ? members.filter(isObject) : []
}

/** A member of a body, as it was sent. */
export function memberOf(body: unknown, name: string): unknown {
  return isObject(body) ? body[name] : undefined
}

/** The identifier and the version of a member, which its schema has found to be there. */
export function seenMember({ id, version }: Record<string, unknown>): {
  readonly id: string
  readonly version: number
} {
  return { id: String(id), version: Number(version) }
}

/** How a request becomes an act. */
export interface Acting<Member, Result> {
  /** The operation's name, which belongs to what a key stands for. */
  readonly id: string
  readonly deed: Deed<Member, Result>
  readonly members: (actor: Actor) => readonly Member[]
  answer: Act<Member, Result>['answer']
  /** A result with its problems as they are told to the one who asks. */
  readonly told: (result: Result, tell: (problems: readonly Problem[]) => Problem[]) => Result
  /** What each result becomes in the answer to a preview. */
  readonly previewed: (results: readonly Result[]) => object
}

/** Acts, or shows what it would be. */
export async function act<Member, Result>(
  call: ActingCall,
  of: Described,
  { id, deed, members, answer, told, previewed }: Acting<Member, Result>,
): Promise<Answer> {
  const { services, caller, keyHeader, body } = call
  const key = keyHeader === undefined ? null : keyOf(keyHeader, undefined)
  if (key?.ok === false) return problemAnswer('invalid-request', key.problems)
  const counter = await openCounter(call, of)
  if (counter === null) return notFound('company')
  const { desk, actor } = counter
  const set = members(actor)
  const masks = maskingOf(of, sightAt(call, counter, of))
  const sent = [...membersOf('papers', body), ...membersOf('rows', body)]
  const tell = (results: readonly Result[]): Result[] =>
    results.map((one, at) => told(one, (problems) => masks(problems, sent[at] ?? {})))
  if (call.query.preview === 'true') {
    const shown = await previewDeed(services.database, desk, deed, set, caller.readsTo)
    return json(200, {
      ...previewed(tell(shown.answer)),
      ...(await entriesOf(call, counter, shown)),
    })
  }
  const asked =
    key === null
      ? null
      : { person: caller.person, key: key.value, hash: requestHash(id, desk.company, body) }
  const whole = (results: readonly Result[]) => answer(tell(results))
  return await doAct(services.commits, desk, deed, { members: set, asked, answer: whole })
}

/** The entries of a preview as the one sees them who asks, and may see entries. */
async function entriesOf(
  { services, caller }: ActingCall,
  { company, desk }: Counter,
  { entries, isSeen }: Look<unknown>,
): Promise<object> {
  if (company === null || !caller.scopes.has('entries:read')) return {}
  const codes = entries.map((entry) => commoditiesIn(entry))
  const all = new Set(codes.flatMap((some) => [...some]))
  const scales = await services.directory.scales(desk.organization, all)
  const told = entries.flatMap((entry) => {
    const seen = (line: number): boolean => isSeen(entry.id, line)
    return entry.lines.some((_, at) => seen(at + 1))
      ? [previewJson(entry, company, scales, seen)]
      : []
  })
  return { entries: told }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
