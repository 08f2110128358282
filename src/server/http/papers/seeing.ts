/** The operations that show one paper: whole, with what can be done next, and its history. */
import { z } from 'zod'
import { actsOf, pastOf } from '#kit/acts.ts'
import type { KeptAct } from '#kit/acts.ts'
import { decide, verbsFrom, whereabouts } from '#kit/decide.ts'
import type { DoneBefore } from '#kit/decide.ts'
import { answerShape, seenOf, shown } from '#kit/derive/shown.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import { aOrAn } from '#kit/naming.ts'
import { joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { json, notFound } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import { addressOf, isSeen, openCounter, placeOf, sightAt } from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { problemsSchema } from '#server/http/papers/outcomes.ts'

/** A paper by its identifier, and what happened to it. */
export function seeing(of: Document): Operation[] {
  return [see(of), history(of)]
}

function see(of: Document): Operation {
  const { name } = of
  return operation({
    id: `get${joinedName(name)}`,
    method: 'get',
    address: `${addressOf(of)}/{id}`,
    summary: `See ${aOrAn(name)}`,
    description: 'Whole, with its rows and what was taken, and what can be done with it next.',
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, { id: identifier(`The identifier of the ${name}.`) }),
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

function history(of: Document): Operation {
  const { name } = of
  return operation({
    id: `get${joinedName(name)}History`,
    method: 'get',
    address: `${addressOf(of)}/{id}/history`,
    summary: `See what happened to ${aOrAn(name)}`,
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, { id: identifier(`The identifier of the ${name}.`) }),
    query: nothing,
    body: nothing,
    successes: {
      200: {
        description: 'Who did what and when, the newest first; so far as its fields may be seen.',
        schema: z.strictObject({ acts: z.array(actAnswer) }),
      },
    },
    problems: [],
    handle: async (call) => {
      const found = await find(call, of)
      if (found === null) return notFound('paper')
      const acts = found.acts.map((act) => actJson(of, act, found.seen))
      return json(200, { acts })
    },
  })
}

/** One act of a history. */
export const actAnswer = z.strictObject({
  row: z.string().exactOptional().meta({ description: 'Of a dated register: the code and day.' }),
  version: z.int().meta({ description: 'The version that it made.' }),
  verb: z.string(),
  person: z.string(),
  name: z.string().meta({ description: 'The name under which it was done.' }),
  at: z.string().meta({ format: 'date-time' }),
  before: contentAnswer('What was different before; null where it began.'),
  after: contentAnswer('All of it afterwards; null where it was thrown away.'),
  entries: z.array(identifier('An entry that it recorded.')),
})

/** An act as it may be seen. */
export function actJson(of: Described, act: KeptAct, seen: ReadonlySet<string>): object {
  const { version, verb, actor: person, name, at, entries, row } = act
  const side = (content: Content | null): Content | null => {
    if (content === null) return null
    const head = Object.entries(content).filter(([field]) => heads.includes(field))
    return { ...Object.fromEntries(head), ...seenOf(of.fields, content, seen) }
  }
  const [before, after] = [side(act.before), side(act.after)]
  const dated = of.target.dated ? { row } : {}
  return { ...dated, version, verb, person, name, at, before, after, entries }
}

const heads = ['state', 'number', 'extra']

function contentAnswer(description: string): z.ZodType {
  return z.record(z.string(), z.unknown()).nullable().meta({ description })
}

interface Found {
  readonly counter: Counter
  readonly paper: AnyPaper
  readonly seen: ReadonlySet<string>
  readonly done: DoneBefore
  readonly acts: readonly KeptAct[]
}

/** The paper of an address, if it is there for the one who asks: nobody learns which it was. */
async function find(call: Call<Placed, unknown, unknown>, of: Document): Promise<Found | null> {
  const counter = await openCounter(call, of)
  const sight = counter === null ? null : sightAt(call, counter, of)
  if (counter === null || sight === null) return null
  const { desk } = counter
  const id = call.path['id'] ?? ''
  const [papers, past, acts] = await call.services.database.transaction(
    desk.organization,
    (query) =>
      Promise.all([
        loadPapers(query, of, desk, [id]),
        pastOf(query, of, desk, [id]),
        actsOf(query, of, desk, [[id]]),
      ]),
    { mode: 'snapshot' },
  )
  const [paper] = asDescribed<AnyPaper[]>(papers)
  if (paper === undefined) return null
  const where = whereabouts(of, paper)
  if (!isSeen(sight, where)) return null
  return { counter, paper, seen: sight.at(where), done: past(id).done, acts }
}
