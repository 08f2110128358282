/** Asks for a step with many papers: which ones is fixed at the asking, the work is a job. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { standsTwice } from '#kit/perform.ts'
import type { Sight } from '#kit/sight.ts'
import type { Place } from '#kit/store.ts'
import { mostListed } from '#lists/list.ts'
import type { Question } from '#lists/list.ts'
import { readPage } from '#lists/page.ts'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import type { BulkStep } from '#server/bulk/bulk-step.ts'
import { addMembers } from '#server/bulk/members.ts'
import type { SeenPaper } from '#server/bulk/members.ts'
import { enqueue } from '#server/jobs/enqueue.ts'
import { z } from 'zod'

/** So many papers one job works on at most. */
export const mostInJob = 50_000

/** Who asks, and where. */
export interface BulkPlace extends Place {
  readonly askedBy: string
  readonly person: string
}

/** With which papers: these, or all that a list shows at this moment. */
export type Meant =
  | { readonly papers: readonly SeenPaper[] }
  | { readonly matching: Pick<Question, 'filters' | 'own'>; readonly sight: Sight }

/**
 * Asks for the step; answers the number of the job and how many papers it has. Problems:
 * `bulk-none`, `bulk-many`, `paper-twice`, those of the list's question.
 */
export async function askForBulk(
  query: Query,
  place: BulkPlace,
  step: BulkStep,
  meant: Meant,
): Promise<Outcome<{ readonly job: string; readonly papers: number }>> {
  const found = 'papers' in meant ? fine(meant.papers) : await matching(query, place, step, meant)
  if (!found.ok) return found
  const papers = found.value
  const wrong = setProblem(step, papers)
  if (wrong !== null) return refused(wrong)
  const { of, word, label } = step
  const title = `${label}: ${papers.length} ${papers.length === 1 ? of.name : of.plural}`
  const input = { kind: of.name, step: word, title, papers: papers.length }
  const { organization, company, askedBy, person } = place
  const job = await enqueue(query, organization, bulkJob, input, { company, askedBy, person })
  if (!job.ok) return job
  await addMembers(query, organization, job.value, papers)
  return fine({ job: job.value, papers: papers.length })
}

function setProblem({ of }: BulkStep, papers: readonly SeenPaper[]): Problem | null {
  if (papers.length === 0) {
    const message = `There are no ${of.plural} that fit. Change what they are filtered by.`
    return { rule: 'bulk-none', field: 'matching', message }
  }
  if (papers.length > mostInJob) {
    const message =
      `These are more than ${mostInJob} ${of.plural}, which is the most that one job does. ` +
      'Filter them further, and ask for one part after the other.'
    return { rule: 'bulk-many', field: 'matching', message }
  }
  const isTwice = new Set(papers.map(({ id }) => id)).size < papers.length
  return isTwice ? { ...standsTwice(of), field: 'papers' } : null
}

const rowSchema = z.looseObject({ id: z.string(), version: z.int() })

/** All that the list shows now, page by page; where there are too many, some more than may be. */
async function matching(
  query: Query,
  place: Place,
  { of }: BulkStep,
  { matching: question, sight }: Extract<Meant, { readonly sight: Sight }>,
): Promise<Outcome<readonly SeenPaper[]>> {
  const papers: SeenPaper[] = []
  for (let after: string | null = ''; after !== null && papers.length <= mostInJob;) {
    const asked = { ...question, sort: [], limit: mostListed, ...(after && { after }) }
    const page = await readPage(query, of, place, sight, asked)
    if (!page.ok) return page
    for (const { json } of page.value.rows) {
      const { id, version } = rowSchema.parse(JSON.parse(json))
      papers.push({ id, version })
    }
    after = page.value.next
  }
  return fine(papers)
}
