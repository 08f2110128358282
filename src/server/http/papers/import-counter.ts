/** Where a request about imports comes in: in which company, as whom, and about which import. */
import { z } from 'zod'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Books } from '#kit/books.ts'
import { notFound, problemAnswer } from '#server/http/answer.ts'
import type { Answer, ProblemKind } from '#server/http/answer.ts'
import { companyCode, identifier } from '#server/http/fields.ts'
import type { Call } from '#server/http/operation.ts'
import { openCounter } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { booksIn } from '#server/paper-books.ts'
import type { Asker } from '#server/transfer/asking.ts'
import { readImport } from '#server/transfer/import.ts'
import type { Import } from '#server/transfer/import.ts'
import { maySee } from '#server/transfer/rights.ts'
import type { ImportReader } from '#server/transfer/rights.ts'

/** The parameters of the addresses below a company, and below one of its imports. */
export const companyPath: z.ZodType<Placed> = z.strictObject({ company: companyCode })
const importShape = { company: companyCode, import: identifier('The number of the import.') }
export const importPath: z.ZodType<Placed> = z.strictObject(importShape)
export const draftPath: z.ZodType<Placed> = z.strictObject({
  ...importShape,
  place: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .meta({ description: 'The place of the draft in the file.' }),
})

/** A request about a company’s imports. */
export interface ImportCounter extends Counter {
  readonly asker: Asker
  readonly reader: ImportReader
}

/** Opens a request; null where there is no such company. */
export async function openImports(
  call: Call<Placed, unknown, unknown>,
): Promise<ImportCounter | null> {
  const counter = await openCounter(call, { target: { of: 'company' } })
  if (counter === null) return null
  const { actor, desk } = counter
  const { permissions } = call.services
  return {
    ...counter,
    asker: { askedBy: actor.name.slice(0, 200), person: actor.person, as: actor },
    reader: {
      catalogue: desk.catalogue,
      actor,
      readableAt: (of) => permissions.readableAt(of, actor),
    },
  }
}

/** A transaction about one import of the company. */
export interface AtImport {
  readonly books: Books
  readonly query: Query
  readonly counter: ImportCounter
  readonly one: Import
}

/** Works on an import that the one who asks may see; to others it is not there. */
export async function withImport<Result>(
  call: Call<Placed, unknown, unknown>,
  mode: 'write' | 'snapshot',
  work: (at: AtImport) => Promise<Result>,
): Promise<Result | Answer> {
  const counter = await openImports(call)
  if (counter === null) return notFound('company')
  const { desk } = counter
  return await call.services.database.transaction(
    desk.organization,
    async (query) => {
      const one = await readImport(query, desk.organization, call.path['import'] ?? '')
      const isHere = one !== null && one.company === desk.company
      if (!isHere || !maySee(counter.reader, one)) return notFound('import')
      return await work({ books: booksIn(query, desk), query, counter, one })
    },
    { mode },
  )
}

/** What stands in the way, by what it is: something that is not there, a state, or a refusal. */
export function importProblems({ problems }: Outcome<never> & { readonly ok: false }): Answer {
  const kinds: Readonly<Record<string, ProblemKind>> = {
    'import-busy': 'conflict',
    'import-state': 'conflict',
    'draft-posted': 'conflict',
    'file-imported': 'conflict',
    'drafts-refused': 'conflict',
    'stood-upon': 'conflict',
    'role-missing': 'role-missing',
  }
  const [first] = problems
  if (first?.rule === 'import-unknown') return notFound('import')
  if (first?.rule === 'draft-unknown') return notFound('draft')
  return problemAnswer(kinds[first?.rule ?? ''] ?? 'refused', problems)
}
