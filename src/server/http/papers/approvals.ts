/** The operation that asks for the approval that policies want before papers may go on. */
import { z } from 'zod'
import { roles } from '#departments/roles.ts'
import type { Problem } from '#base/problem.ts'
import { whereabouts } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { otherVersion, unknownPaper } from '#kit/perform.ts'
import { joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { askApproval } from '#server/access/asking.ts'
import type { Asked } from '#server/access/asking.ts'
import { matterOf } from '#server/access/clearance.ts'
import { json, notFound } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import {
  largestSet,
  membersOf,
  memberOf,
  seenMember,
  setSchema,
} from '#server/http/papers/acting.ts'
import { addressOf, isSeen, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Placed } from '#server/http/papers/counter.ts'
import { problemsSchema } from '#server/http/papers/outcomes.ts'
import { seenPaper } from '#server/http/papers/writing.ts'
import type { Desk } from '#server/paper-books.ts'

const steps = z.array(z.strictObject({ roles: z.array(z.string()), persons: z.int() }))

/** Asks for approval of one verb for a set of papers, each by itself. */
export function askingApproval(of: Document): Operation {
  const [first = '', ...more] = Object.keys(of.transitions)
  const verb = z.enum([first, ...more]).meta({ description: 'What shall be done with them.' })
  return operation({
    id: `askApprovalOf${joinedName(of.plural)}`,
    method: 'post',
    address: `${addressOf(of)}/approval-requests`,
    tag: of.plural,
    summary: `Ask for approval of ${of.plural}`,
    description:
      'For each paper by itself: asked, not needed, or refused. Approvers find it in their list.',
    scope: 'papers:write',
    path: placeOf(of),
    query: nothing,
    body: setSchema('papers', seenPaper, { verb }),
    largestBody: largestSet,
    successes: {
      200: {
        description: 'What became of each, in the order of the set.',
        schema: z.strictObject({ papers: z.array(answer) }),
      },
    },
    problems: [],
    handle: (call) => ask(call, of),
  })
}

/** Asks, for those that the caller sees as they are. */
async function ask(call: Call<Placed, unknown, unknown>, of: Document): Promise<Answer> {
  const counter = await openCounter(call, of)
  if (counter === null) return notFound('company')
  const { desk, actor } = counter
  const { organization, company, companyCurrency, today } = desk
  const wanted = membersOf('papers', call.body).map(seenMember)
  const sight = sightAt(call, counter, of)
  const place = {
    organization,
    company,
    currency: companyCurrency,
    kind: of.name,
    verb: String(memberOf(call.body, 'verb')),
    askedBy: actor.person,
  }
  const answers = await call.services.database.transaction(organization, async (query) => {
    const ids = [...new Set(wanted.map(({ id }) => id))]
    const loaded = await loadPapers(query, of, desk, ids, { lock: 'share' })
    const papers = new Map(
      asDescribed<AnyPaper[]>(loaded)
        .filter((paper) => sight !== null && isSeen(sight, whereabouts(of, paper)))
        .map((paper) => [paper.id, paper]),
    )
    const good = wanted.flatMap(({ id, version }) => {
      const paper = papers.get(id)
      return paper?.version === version ? [paper] : []
    })
    const asked = await askApproval(
      query,
      roles,
      place,
      good.map((paper) => askedPaper(of, paper, desk)),
      today,
    )
    const byPaper = new Map(asked.map((one) => [one.paper, one]))
    return wanted.map(({ id, version }) => {
      const paper = papers.get(id)
      if (paper === undefined) return refusedJson(id, [unknownPaper(of, id)])
      if (paper.version !== version) return refusedJson(id, [otherVersion(of, paper, version)])
      return told(byPaper.get(id), id)
    })
  })
  return json(200, { papers: answers })
}

const answer = z.strictObject({
  id: identifier('The identifier of the paper.'),
  outcome: z.enum(['asked', 'not needed', 'refused']),
  request: identifier('The number of the request.').optional(),
  waitingFor: steps.optional(),
  notes: problemsSchema.optional(),
  problems: problemsSchema.optional(),
})

function askedPaper(of: Document, paper: AnyPaper, desk: Desk) {
  const { site, department } = whereabouts(of, paper)
  return { ...matterOf(of, paper, desk), site, department, ...partyOf(of, paper) }
}

/** With whom a paper is, for the look at what seems to be split; and who wrote it. */
function partyOf(
  { fields }: Document,
  paper: AnyPaper,
): { readonly party: string | null; readonly madeBy: string } {
  const found = Object.entries(fields).find(
    ([, of]) => 'kind' in of && of.kind.target?.name === 'party',
  )
  const party = found === undefined ? null : paper[found[0]]
  return { party: typeof party === 'string' ? party : null, madeBy: paper.madeBy }
}

function told(asked: Asked | undefined, id: string): object {
  if (asked === undefined || asked.outcome === 'not needed') return { id, outcome: 'not needed' }
  if (asked.outcome === 'refused') return refusedJson(id, asked.problems)
  const { id: request, steps: waitingFor, notes } = asked
  return { id, outcome: 'asked', request, waitingFor, notes }
}

function refusedJson(id: string, problems: readonly Problem[]): object {
  return { id, outcome: 'refused', problems }
}
