/** The operations that list and count papers and rows of registers. */
import { z } from 'zod'
import { fine } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerShape } from '#kit/derive/shown.ts'
import type { Described } from '#kit/key.ts'
import type { Question } from '#lists/list.ts'
import { countList, readPage, rowText } from '#lists/page.ts'
import { roleMissing } from '#kit/role-problem.ts'
import type { Sight } from '#kit/sight.ts'
import { addressName, joinedName } from '#kit/spelling.ts'
import type { Place } from '#kit/store.ts'
import { errorState } from '#server/database/database.ts'
import { json, notFound, oneProblem, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { filterSchema, pageSchema, questionOf } from '#server/http/papers/asking.ts'
import type { Asked } from '#server/http/papers/asking.ts'
import { addressOf, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'

/** Lists of a description, and how many are in them. */
export function listing(of: Described): Operation[] {
  return [list(of), count(of)]
}

function list(of: Described): Operation {
  const name = of.noun === 'document' ? 'papers' : 'rows'
  return operation({
    id: `list${joinedName(of.plural)}`,
    method: 'get',
    address: addressOf(of),
    summary: `List ${of.plural}`,
    description:
      'Filtered by any of the parameters, all of which must fit; page by page, from behind the ' +
      'last one. Rows of a paper come with the paper itself.',
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of),
    query: z.strictObject(pageSchema(of)),
    body: nothing,
    successes: {
      200: {
        description: 'A page, and where the next one begins if there is one.',
        schema: z.strictObject({
          [name]: z.array(z.strictObject(answerShape(of, 'listed'))),
          next: z.string().optional(),
        }),
      },
    },
    problems: ['refused', 'role-missing'],
    handle: (call) =>
      asking(call, of, async (query, place, sight, question) => {
        const page = await readPage(query, of, place, sight, question)
        if (!page.ok) return page
        const company = of.target.of === 'company' ? place.company : null
        const rows = page.value.rows.map((row) => rowText(of, company, sight, row))
        const next = page.value.next === null ? '' : `,"next":${JSON.stringify(page.value.next)}`
        // The database has written each row as JSON already.
        const body = `{"${name}":[${rows.join(',')}]${next}}`
        return fine({ status: 200, type: 'application/json; charset=utf-8', body })
      }),
  })
}

function count(of: Described): Operation {
  const companies = of.target.of === 'company' ? '/companies/{company}' : ''
  return operation({
    id: `count${joinedName(of.plural)}`,
    method: 'get',
    address: `${companies}/counts/${addressName(of.plural)}`,
    summary: `Count ${of.plural}`,
    description: 'Filtered as their list is. Exact up to 10,000.',
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of),
    query: z.strictObject(filterSchema(of)),
    body: nothing,
    successes: {
      200: {
        description: 'How many there are.',
        schema: z.strictObject({
          count: z.int(),
          exact: z.boolean().meta({ description: 'false: there are more than were counted.' }),
          text: z.string().meta({ description: 'For people.', examples: ['812', '10,000+'] }),
        }),
      },
    },
    problems: ['refused', 'role-missing'],
    handle: (call) =>
      asking(call, of, async (query, place, sight, question) => {
        const found = await countList(query, of, place, sight, question)
        if (!found.ok) return found
        const { count: counted, isExact } = found.value
        const text = `${counted.toLocaleString('en-GB')}${isExact ? '' : '+'}`
        return fine(json(200, { count: counted, exact: isExact, text }))
      }),
  })
}

type Look = (
  query: Query,
  place: Place,
  sight: Sight,
  question: Question,
) => Promise<Outcome<Answer>>

/** Asks a list of one moment. A list that takes too long is broken off by the database. */
async function asking(
  call: Call<Placed, Asked, unknown>,
  of: Described,
  look: Look,
): Promise<Answer> {
  const question = questionOf(call.query)
  if (!question.ok) return problemAnswer('invalid-request', question.problems)
  const counter = await openCounter(call, of)
  if (counter === null) return notFound('company')
  const sight = sightAt(call, counter, of)
  if (sight === null) return nothingSeen(of, counter)
  const { desk } = counter
  try {
    const answer = await call.services.database.transaction(
      desk.organization,
      (query) => look(query, desk, sight, question.value),
      { mode: 'snapshot' },
    )
    if (answer.ok) return answer.value
    return problemAnswer('invalid-request', answer.problems)
  } catch (error) {
    if (errorState(error) !== '57014') throw error
    const message =
      `There are too many ${of.plural} to be searched or sorted so. Filter them by what leads an ` +
      'index, or leave the sort out.'
    return oneProblem('refused', 'list-too-long', message, 'sort')
  }
}

/** The answer that the one who asks sees nothing of the kind, anywhere in the company. */
export function nothingSeen(of: Described, { actor, company }: Counter): Answer {
  const where = { company: company?.code ?? null, site: null, department: null, madeBy: null }
  return problemAnswer('role-missing', [roleMissing(`see ${of.plural}`, of.read, where, actor)])
}
