/**
 * The judge of papers: each act that was acknowledged is there once, as it was told, and nothing
 * else is; and the papers, their numbers, their entries and what is open agree with each other. It
 * reads tables, not the program.
 */
import type pg from 'pg'
import { totalOf } from '#test/faults/contents.ts'
import type { Content } from '#test/faults/asking.ts'
import { effectName } from '#test/faults/outside-log.ts'
import type { Asked, Effect, OutsideLog } from '#test/faults/outside-log.ts'
import { brokenPapers } from '#test/faults/paper-soundness.ts'

/** What is wrong with the papers of an organization, in sentences. */
export async function judgePapers(
  client: pg.Client,
  organization: string,
  log: OutsideLog,
): Promise<string[]> {
  const acts = await client.query<ActRow>(actsText, [organization])
  const kept = await client.query<KeptRow>(keptText, [organization])
  return [
    ...(await brokenPapers(client)),
    ...actProblems(acts.rows, log.effects),
    ...keptProblems(kept.rows, log.asked),
  ]
}

interface ActRow {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly verb: string
  readonly name: string
  readonly after: Content | null
  readonly entries: readonly string[]
}

const actsText = `
  select kind, paper as id, version, verb, name, after, entries from paper.act
  where organization = $1 order by kind, paper, version`

function actProblems(acts: readonly ActRow[], effects: ReadonlyMap<string, Effect>): string[] {
  const there = new Map(acts.map((act) => [effectName(act), act]))
  const lost = [...effects].flatMap(([name, { verb }]) =>
    there.has(name) ? [] : [`${name} (${verb}) is lost: acknowledged`],
  )
  const found = [...there].flatMap(([name, act]) => {
    const effect = effects.get(name)
    if (effect === undefined) return [`${name} (${act.verb}) was told to nobody`]
    const [was, is] = [toldOf(effect), standingOf(act, effect)]
    return was === is ? contentProblems(name, act, effect) : [`${name} is ${is}, told as ${was}`]
  })
  return [...lost, ...found]
}

function toldOf({ verb, by, state, number, entries }: Effect): string {
  return [verb, by, state, number, ...entries].join(' ')
}

/** An act as it stands; who throws a draft away is told the state that it had. */
function standingOf({ verb, name, after, entries }: ActRow, effect: Effect): string {
  const { state, number = null } = after ?? effect
  const [by] = name.split(' (key ')
  return [verb, by, state, number, ...entries].join(' ')
}

/** Where a paper says something else than what was sent, or comes to another sum. */
function contentProblems(name: string, { kind, after }: ActRow, { sent }: Effect): string[] {
  if (sent !== null && !holds(after, sent)) {
    return [`${name} says ${JSON.stringify(after)}, and was sent as ${JSON.stringify(sent)}`]
  }
  if (kind !== 'sales invoice' || after === null || after['state'] === 'draft') return []
  const total = hundredths(after['total'])
  return total === totalOf(after) ? [] : [`${name} comes to ${total}, not ${totalOf(after)}`]
}

/** Whether JSON holds all that other JSON says; figures may be spelled in another way. */
function holds(all: unknown, part: unknown): boolean {
  if (Array.isArray(part)) {
    const rows: readonly unknown[] = part
    return (
      Array.isArray(all) &&
      rows.length === all.length &&
      rows.every((row, at) => holds(all[at], row))
    )
  }
  if (typeof part !== 'object' || part === null) return all === part
  if (typeof all !== 'object' || all === null) return false
  const whole = all as Content
  return Object.entries(part).every(([name, value]) => holds(whole[name], value))
}

function hundredths(figure: unknown): bigint {
  const [whole = '0', part = ''] = String(figure).split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
}

interface KeptRow {
  readonly person: string
  readonly key: string
  readonly body: string
  readonly status: number
}

/** Keys are their person's own; each person has one key here, by whose name the person is known. */
const keptText = `
  select k.name as person, r.key, r.answer ->> 'body' as body,
    (r.answer ->> 'status')::integer as status
  from paper.request r
  join access.api_key k on k.organization = r.organization and k.person = r.person
  where r.organization = $1`

/** Each request that did something is kept with its answer, and no other. */
function keptProblems(rows: readonly KeptRow[], all: ReadonlyMap<string, Asked>): string[] {
  const kept = new Map(rows.map((row) => [`${row.person} ${row.key}`, row]))
  const found = [...kept].flatMap(([name, { status, body }]) => {
    const reply = all.get(name)?.reply ?? null
    const isSame = reply !== null && reply.status === status && reply.text === body
    return isSame ? [] : [`${name} is kept as ${status} ${body}, told as ${reply?.text}`]
  })
  const lost = [...all].flatMap(([name, { reply }]) => {
    const isDone = reply !== null && /"outcome":"done"|^\{"steps":/.test(reply.text)
    return isDone && !kept.has(name) ? [`${name} was done and is not kept`] : []
  })
  return [...found, ...lost]
}
