/** `backstay post`: posts entries that are written in JSON, as in the HTTP API. */
import { z } from 'zod'
import { newId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import { answerTo, said, stopped, type Answer } from '#cli/answer.ts'
import { readInput } from '#cli/files.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import type { EntryProposal } from '#ledger/entry.ts'
import type { Database } from '#server/database/database.ts'
import { Directory, type CompanyFacts } from '#server/directory.ts'
import { commoditiesOf, entryBody, problemsOf, proposalOf } from '#server/http/entry-body.ts'
import type { EntryBody } from '#server/http/entry-body.ts'
import { readJson } from '#server/http/json-body.ts'
import { validated } from '#kit/validation.ts'
import { recordMany } from '#server/record.ts'

export interface PostOptions extends CompanyPlacing {
  /** The key of a single entry that has none of its own. */
  readonly key?: string
}

const largestFile = 256_000_000
const mostAtOnce = 1_000
const mostTold = 100
const setBody = z.strictObject({
  entries: z.array(z.unknown()).min(1, 'The set is empty.'),
})

/** Posts one entry, or a set in parts of 1,000; the refusal of one does not touch the others. */
export async function post(session: Session, file: string, options: PostOptions): Promise<Answer> {
  const bytes = await readInput(session, file, largestFile)
  if (!bytes.ok) return answerTo(bytes, () => said('', {}))
  const bodies = readBodies(bytes.value, options.key)
  if (!bodies.ok) return stopped('refused', bodies.problems)
  return await inCompany(session, options, async ({ database }, organization, { code }) => {
    const directory = new Directory(database)
    const company = await directory.company(organization.id, code)
    if (company === null) throw new Error('The company went away.')
    const results: Result[] = []
    const progress = session.progress('post', 'entries')
    for (let from = 0; from < bodies.value.length; from += mostAtOnce) {
      const some = bodies.value.slice(from, from + mostAtOnce)
      const scales = await directory.scales(organization.id, commoditiesOf(some))
      const set = { organization: organization.id, company, scales, actor: session.actor, from }
      results.push(...(await postSet(database, set, some, bodies.value.length > 1)))
      progress.tell(results.length, bodies.value.length)
    }
    progress.end()
    return written(results)
  })
}

/** What became of an entry. */
type Result =
  | { readonly outcome: 'recorded' | 'repeated'; readonly key: string; readonly id: string }
  | {
      readonly outcome: 'refused'
      readonly key: string
      readonly problems: readonly Problem[]
    }

interface SetFacts {
  readonly organization: string
  readonly company: CompanyFacts
  readonly scales: ReadonlyMap<string, number>
  readonly actor: string
  /** How many entries stood before this set. */
  readonly from: number
}

async function postSet(
  database: Database,
  { organization, company, scales, actor, from }: SetFacts,
  bodies: readonly Keyed[],
  several: boolean,
): Promise<Result[]> {
  const prefix = (place: number): string => (several ? `entries[${from + place + 1}].` : '')
  const read = bodies.map((body, place) =>
    proposalOf(body, body.key, company, scales, prefix(place)),
  )
  const passing = read.flatMap((proposal) => (proposal.ok ? [proposal.value] : []))
  const postings = passing.map((entry: EntryProposal) => {
    return { id: newId(Date.now()), company: company.code, actor, entry }
  })
  const receipts = await recordMany(database, organization, postings)
  let next = 0
  return read.map((proposal, place) => {
    const key = bodies[place]?.key ?? ''
    if (!proposal.ok) return { outcome: 'refused', key, problems: proposal.problems }
    const receipt = receipts[next++]
    if (receipt === undefined) throw new Error('The door left an entry without an answer.')
    if (receipt.outcome !== 'refused') return { outcome: receipt.outcome, key, id: receipt.id }
    const problems = problemsOf(receipt.refusals, company, scales).map((problem) => ({
      ...problem,
      field: prefix(place) + problem.field,
    }))
    return { outcome: 'refused', key, problems }
  })
}

type Keyed = EntryBody & { readonly key: string }

/** The entries of the text; nothing is posted where one of them is not of the form. */
function readBodies(bytes: Buffer, key: string | undefined): Outcome<Keyed[]> {
  const value = readJson(bytes)
  if (!value.ok) return value
  if (!isSet(value.value)) return readBody(value.value, key, '')
  const set = validated(setBody, value.value)
  if (!set.ok) return set
  const bodies: Keyed[] = []
  const problems: Problem[] = []
  set.value.entries.forEach((entry, place) => {
    if (problems.length >= mostTold) return
    const read = readBody(entry, undefined, `entries[${place + 1}].`)
    if (read.ok) bodies.push(...read.value)
    else problems.push(...read.problems)
  })
  return problems.length > 0 ? refused(...problems.slice(0, mostTold)) : fine(bodies)
}

function readBody(value: unknown, given: string | undefined, prefix: string): Outcome<Keyed[]> {
  const read = validated(entryBody, value)
  if (!read.ok) {
    return refused(
      ...read.problems.map((problem) => ({ ...problem, field: prefix + problem.field })),
    )
  }
  const key = read.value.key ?? given
  if (key !== undefined && key !== '' && key.length <= 200 && !key.includes('\0')) {
    return fine([{ ...read.value, key }])
  }
  const message =
    'The entry has no key. Give it one of 1 to 200 characters, in the field "key" or, for one ' +
    'entry, with --key, so that it is posted once even if you send it twice.'
  return refused({ rule: 'key-missing', field: `${prefix}key`, message })
}

function isSet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'entries')
}

function written(results: readonly Result[]): Answer {
  const count = (outcome: Result['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length
  const [recorded, repeated, refusedCount] = [
    count('recorded'),
    count('repeated'),
    count('refused'),
  ]
  const told = results.flatMap((result) =>
    result.outcome === 'refused' ? [] : [`${result.outcome}  ${result.id}  ${result.key}\n`],
  )
  const text =
    told.slice(0, 20).join('') +
    (told.length > 20 ? `… and ${told.length - 20} more\n` : '') +
    `${recorded} recorded, ${repeated} repeated, ${refusedCount} refused.\n`
  const problems = results.flatMap((result) =>
    result.outcome === 'refused' ? result.problems : [],
  )
  const json = { recorded, repeated, refused: refusedCount, entries: results }
  if (problems.length === 0) return said(text, json)
  return stopped('refused', problems.slice(0, mostTold), text, json)
}
