/** The job that does a step with many papers: in pieces, in the name of the one who asked. */
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Performed } from '#kit/books.ts'
import { column } from '#kit/columns.ts'
import type { Document } from '#kit/document.ts'
import type { Actor } from '#kit/role.ts'
import { sightIn } from '#server/access/permissions.ts'
import { bulkStep, stepProblems } from '#server/bulk/bulk-step.ts'
import type { BulkStep } from '#server/bulk/bulk-step.ts'
import { nextMembers, noteFates } from '#server/bulk/members.ts'
import type { Waiting } from '#server/bulk/members.ts'
import { tellWork } from '#server/bulk/telling-work.ts'
import { maskingOf } from '#server/http/papers/masking.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { Step, Stepped } from '#server/jobs/kind.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import type { Desk } from '#server/paper-books.ts'
import { runOverflowing } from '#server/papers/acts.ts'

/** So many papers are done in one transaction: few enough that people need not wait for long. */
export const pieceLength = 250

const inputSchema = z.strictObject({
  kind: z.string(),
  /** As it stands in addresses: "issue", "removals". */
  step: z.string(),
  /** What it is called, with how many papers: for the job's title. */
  title: z.string(),
  papers: z.int().min(1),
})
/** Behind which place the next step goes on, and how many papers were refused until then. */
const cursorSchema = z.strictObject({ after: z.int(), refused: z.int() })

type BulkJobStep = Step<z.output<typeof inputSchema>, z.output<typeof cursorSchema>>

/**
 * What is wrong with single papers is kept with them, and the others are done. Each piece is judged
 * by the roles that the person holds then; who holds none for the step has the job parked.
 */
export const bulkJob = jobKind({
  kind: 'bulk step',
  title: ({ title }) => title,
  input: inputSchema,
  cursor: cursorSchema,
  step: async (at: BulkJobStep): Promise<Outcome<Stepped<z.input<typeof cursorSchema>>>> => {
    const { query, organization, run, services, input } = at
    const step = bulkStep(services.catalogue, input.kind, input.step)
    if (!step.ok) return step
    const { desk, actor } = await openPiece(at)
    const lacking = stepProblems(step.value, actor, desk.company)
    if (lacking.length > 0) return refused(...lacking)
    const { after, refused: before } = at.cursor ?? { after: 0, refused: 0 }
    const piece = await nextMembers(query, organization, run, { after, most: pieceLength })
    const last = piece.at(-1)
    if (last === undefined) {
      await tellWork(query, { ...at, kind: input.kind })
      const done = input.papers - before
      return fine({ did: 0, total: input.papers, result: { done, refused: before } })
    }
    const results = await doPiece(at, desk, step.value, actor, piece)
    const hindered = results.filter(({ outcome }) => outcome === 'refused').length
    if (hindered > 0) at.log('warning', `${hindered} of ${piece.length} were refused.`)
    const cursor = { after: last.place, refused: before + hindered }
    return fine({ goOn: cursor, did: piece.length, total: input.papers })
  },
  halted: (query, at) => tellWork(query, { ...at, kind: at.input.kind }),
})

/** Whose the piece is: as who asked, with what that person may do now. */
async function openPiece({
  organization,
  services,
  company: code,
  person,
  run,
  askedBy,
  asOf,
}: BulkJobStep): Promise<{ readonly desk: Desk; readonly actor: Actor }> {
  const company = await services.directory.company(organization, code ?? '')
  if (company === null) throw new Error(`There is no company ${code ?? ''}.`)
  const { catalogue, permissions } = services
  const { today } = deskOf(organization, company, catalogue, services.now())
  const who = { organization, person: person ?? run, actor: askedBy }
  const actor = { ...(await permissions.actorOf(who, today)), origin: 'job' as const }
  return { desk: permissions.guarded(deskOf(organization, company, catalogue, asOf)), actor }
}

/** Does the step with a piece, and notes what became of each of its papers. */
async function doPiece(
  { query, organization, run, services }: BulkJobStep,
  desk: Desk,
  { of, deed }: BulkStep,
  actor: Actor,
  piece: readonly Waiting[],
): Promise<readonly Performed[]> {
  const members = piece.map(({ paper, version }) => ({ id: paper, version, actor }))
  const books = booksIn(query, { ...desk, now: Date.now() })
  const results = await runOverflowing(books, deed, members)
  if (results.length !== piece.length) throw new Error('A paper was left without an answer.')
  const sight = sightIn(services.permissions, actor, desk.company, of)
  const masks = maskingOf(of, sight)
  const unseen = results.filter((one) => one.outcome === 'refused' && isThere(one.problems))
  const numbers = await numbersOf(
    query,
    desk,
    of,
    unseen.map(({ id }) => id),
  )
  const fates = piece.map(({ place, paper }, at) => {
    const one = results[at]
    return one?.outcome === 'refused'
      ? { place, number: numbers.get(paper) ?? null, problems: masks(one.problems, {}) }
      : { place, number: one?.number ?? null, problems: [] }
  })
  await noteFates(query, organization, run, fates)
  return results
}

/** Of what is not there for who asked, nothing is told. */
function isThere(problems: readonly Problem[]): boolean {
  return !problems.some(({ rule }) => rule === 'paper-unknown')
}

async function numbersOf(
  query: Query,
  { organization, company }: Desk,
  { number, name, target }: Document,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (number === null || ids.length === 0) return new Map()
  const found = await query<{ id: string; number: string | null }>({
    name: `numbers ${name}`,
    text:
      `select id, number from ${target.table} ` +
      'where organization = $1 and company = $2 and id = any ($3::uuid[])',
    values: [organization, company, column(ids, (id) => id)],
  })
  return new Map(found.flatMap(({ id, number: own }) => (own === null ? [] : [[id, own]])))
}
