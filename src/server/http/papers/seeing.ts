/** The operation that shows one paper: whole, with what can be done next. */
import { z } from 'zod'
import { pastOf } from '#kit/acts.ts'
import { decide, verbsFrom, whereabouts } from '#kit/decide.ts'
import type { DoneBefore } from '#kit/decide.ts'
import { answerShape, shown } from '#kit/derive/shown.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { aOrAn } from '#kit/naming.ts'
import { joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { json, notFound } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import {
  addressOf,
  isSeen,
  keyShape,
  openCounter,
  placeOf,
  sightAt,
} from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { problemsSchema } from '#server/http/papers/outcomes.ts'

/** A paper by its identifier. */
export function seeing(of: Document): Operation {
  const { name } = of
  return operation({
    id: `get${joinedName(name)}`,
    method: 'get',
    address: `${addressOf(of)}/{id}`,
    summary: `See ${aOrAn(name)}`,
    description: 'Whole, with its rows and what was taken, and what can be done with it next.',
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, keyShape(of)),
    query: nothing,
    body: nothing,
    successes: {
      200: {
        description: `The ${name}.`,
        schema: z.strictObject({
          ...answerShape(of, 'whole'),
          nextSteps: z.array(nextStep(of)).meta({ description: 'What leads on from its state.' }),
        }),
      },
    },
    problems: [],
    handle: async (call) => {
      const found = await find(call, of)
      if (found === null) return notFound('paper')
      const { paper, counter, seen, done } = found
      const nextSteps = verbsFrom(of, paper.state).map((verb) => {
        const decision = decide(of, asDescribed(paper), verb, counter.actor, done)
        const { to, by } = of.transitions[verb] ?? {}
        return { verb, to, by, problems: decision.ok ? [] : decision.problems }
      })
      return json(200, { ...shown(of, paper, seen), nextSteps })
    },
  })
}

function nextStep(of: Document): z.ZodType {
  return z.strictObject({
    verb: z.enum(Object.keys(of.transitions)),
    to: z.enum(of.states),
    by: z.string().meta({ description: 'The role that may do it.' }),
    problems: problemsSchema.meta({ description: 'What hinders the one who asks.' }),
  })
}

interface Found {
  readonly counter: Counter
  readonly paper: AnyPaper
  readonly seen: ReadonlySet<string>
  readonly done: DoneBefore
}

/** The paper of an address, if it is there for the one who asks: nobody learns which it was. */
async function find(call: Call<Placed, unknown, unknown>, of: Document): Promise<Found | null> {
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return null
  const { desk } = counter
  const id = call.path['id'] ?? ''
  const [papers, past] = await call.services.database.transaction(
    desk.organization,
    (query) => Promise.all([loadPapers(query, of, desk, [id]), pastOf(query, of, desk, [id])]),
    { mode: 'snapshot' },
  )
  const [paper] = asDescribed<AnyPaper[]>(papers)
  if (paper === undefined) return null
  const where = whereabouts(of, paper)
  if (!isSeen(sight, where)) return null
  return { counter, paper, seen: sight.at(where), done: past(id).done }
}
