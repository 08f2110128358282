/** The job that works on an import: checks, tries, posts, undoes it, a piece in each step. */
import { z } from 'zod'
import { refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { PlainDate } from '#base/date.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { actingAs, everywhere } from '#kit/role.ts'
import type { Actor } from '#kit/role.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { Step, Stepped } from '#server/jobs/kind.ts'
import { booksIn, deskOf } from '#server/paper-books.ts'
import { readImport } from '#server/transfer/import.ts'
import type { Import } from '#server/transfer/import.ts'
import { describedBy } from '#server/transfer/part.ts'
import { bringProblems } from '#server/transfer/rights.ts'
import { unknownImport } from '#server/transfer/import-problems.ts'
import { checkPiece, postPiece, tryPiece } from '#server/transfer/pieces.ts'
import type { Piece, Task } from '#server/transfer/pieces.ts'
import { undoPiece } from '#server/transfer/undo-piece.ts'

const works = ['check', 'try', 'post', 'undo'] as const
export type Work = (typeof works)[number]

const inputSchema = z.strictObject({
  /** The number of the import. */
  import: z.string(),
  work: z.enum(works),
  /** The name of its file, for the job's title. */
  file: z.string(),
  /** Of undoing: whether later papers of others are undone, too. */
  withLater: z.boolean().default(false),
  /** The roles with which it acts, where it is not with those of its person. */
  actsAs: z.array(z.string()).exactOptional(),
})

const cursorSchema = z.strictObject({
  /** Behind which place the next step goes on. */
  part: z.int(),
  place: z.int(),
  /** What the trial has come to. */
  trial: z.unknown().optional(),
})

type ImportStep = Step<z.output<typeof inputSchema>, z.output<typeof cursorSchema>>

const titles: Readonly<Record<Work, string>> = {
  check: 'Check of',
  try: 'Trial of',
  post: 'Import of',
  undo: 'Undoing of the import of',
}

const pieces: Readonly<Record<Work, (task: Task) => Promise<Outcome<Piece>>>> = {
  check: checkPiece,
  try: tryPiece,
  post: postPiece,
  undo: undoPiece,
}

export const importJob = jobKind({
  kind: 'import',
  title: ({ work, file }) => `${titles[work]} ${file}`,
  input: inputSchema,
  cursor: cursorSchema,
  step: async (at: ImportStep): Promise<Outcome<Stepped<z.input<typeof cursorSchema>>>> => {
    const { query, organization, input, services, company: code } = at
    const one = await readImport(query, organization, input.import, 'change')
    if (one === null) return refused(unknownImport)
    const company = await services.directory.company(organization, code ?? '')
    if (company === null) throw new Error(`There is no company ${code ?? ''}.`)
    const plain = deskOf(organization, company, services.catalogue, at.asOf)
    // What the program itself imports is not held by the organization's own rules.
    const desk = input.actsAs === undefined ? services.permissions.guarded(plain) : plain
    const actor = await actorOf(at, desk.today)
    // What is undone asks for the roles of what was done, paper by paper.
    const lacking = input.work === 'undo' ? [] : partProblems(desk.catalogue, one, actor)
    if (lacking.length > 0) return refused(...lacking)
    const books = booksIn(query, { ...desk, now: Date.now(), batch: one.id })
    const { cursor, withLater } = { cursor: at.cursor, ...input }
    return await pieces[input.work]({
      books,
      actor,
      one,
      withLater,
      cursor,
      total: at.total === null ? null : Number(at.total),
      log: at.log,
    })
  },
})

/** The problems `role-missing` of who may not write any more what an import holds. */
function partProblems(catalogue: Catalogue, { parts, company }: Import, actor: Actor): Problem[] {
  return parts.flatMap((part) => bringProblems(describedBy(catalogue, part), actor, company))
}

/** The person who asked, with the roles that are held now, or those that the job was given. */
async function actorOf(
  { organization, person, run, askedBy, input, services }: ImportStep,
  today: PlainDate,
): Promise<Actor> {
  const who = { organization, person: person ?? run, actor: askedBy }
  const origin = 'import' as const
  if (input.actsAs === undefined) {
    return { ...(await services.permissions.actorOf(who, today)), origin }
  }
  return actingAs({ person: who.person, name: askedBy, origin }, input.actsAs, everywhere)
}
