/** The operations that write papers, change them and throw them away, in sets. */
import { z } from 'zod'
import type { Member, Performed } from '#kit/books.ts'
import { verbsFrom } from '#kit/decide.ts'
import { changeShape, sentShape, shownShape } from '#kit/derive/schema.ts'
import { extraSchema } from '#kit/derive/shown.ts'
import type { Document } from '#kit/document.ts'
import type { Actor } from '#kit/role.ts'
import { joinedName } from '#kit/spelling.ts'
import type { Sent } from '#kit/write.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier, text } from '#server/http/fields.ts'
import { root } from '#server/http/root.ts'
import { operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { act, asSent, largestSet, memberOf, membersOf } from '#server/http/papers/acting.ts'
import { previewQuery, seenMember, setSchema } from '#server/http/papers/acting.ts'
import type { Acting, ActingCall } from '#server/http/papers/acting.ts'
import { addressOf, openCounter, placeOf } from '#server/http/papers/counter.ts'
import { actProblems, answerOf, paperOutcomes, toldPapers } from '#server/http/papers/outcomes.ts'
import { wouldBe } from '#server/http/papers/would-be.ts'
import type { WouldBe } from '#server/http/papers/would-be.ts'
import { changing, throwingAway, writing as written } from '#server/papers/deeds.ts'
import type { Deed } from '#server/papers/acts.ts'

/** The version that its sender saw. */
export const seenVersion = z
  .int('It must be a whole number.')
  .min(1)
  .max(2_147_483_647)
  .meta({ description: 'The version that you saw: what was changed meanwhile is refused.' })

/** A paper that is acted with, as its sender saw it. */
export const seenPaper = z.strictObject({
  id: identifier('The identifier.'),
  version: seenVersion,
})

/** Papers in their first state. */
export function writing(of: Document): Operation[] {
  return [write(of), change(of), throwAway(of)]
}

function write(of: Document): Operation {
  const id = `write${joinedName(of.plural)}`
  const verbs = verbsFrom(of, of.states[0])
  const verb = z.enum(verbs).optional().meta({ description: 'What is done with them at once.' })
  const number = text(60, 'A number that it has elsewhere, instead of one of ours.').optional()
  const member = z.strictObject({
    ...sentShape(of),
    ...(of.number === null ? {} : { number }),
    extra: extraSchema.optional(),
  })
  const schema = setSchema('papers', member, verbs.length === 0 ? {} : { verb })
  const first = of.states[0]
  return operation({
    ...common(of, id, ''),
    summary: `Write ${of.plural}`,
    description:
      `They begin as ${first}` +
      (verbs.length === 0 ? '.' : ', or are brought on in the same act with a verb.'),
    body: schema,
    check: asSent(schema),
    successes: paperOutcomes(of, 201, 'All are written.', {
      paper: z
        .strictObject(shownShape(of.fields))
        .optional()
        .meta({ description: 'What it would say, with all that is filled in and reckoned.' }),
    }),
    handle: (call) => {
      const asked = memberOf(call.body, 'verb')
      const deed = written(of, typeof asked === 'string' ? asked : null)
      if (call.query.preview === 'true') return lookAt(call, of, id, deed)
      return act(call, of, {
        ...acting(id, deed),
        members: (actor) => sentIn(call, actor),
        answer: (results) => {
          const [only, ...more] = results
          const place = addressOf(of).replace('{company}', call.path['company'] ?? '')
          const isOne = only?.outcome === 'done' && more.length === 0
          const location = isOne ? `${root}${place}/${only.id}` : null
          return answerOf('papers', toldPapers(results), { location })
        },
      })
    },
  })
}

/** What papers would be, and what would become of them. */
async function lookAt(
  call: ActingCall,
  of: Document,
  id: string,
  deed: Deed<Sent, Performed>,
): Promise<Answer> {
  const counter = await openCounter(call, of)
  const at = counter === null ? null : call.services.permissions.readableAt(of, counter.actor)
  return await act(call, of, {
    id,
    deed: wouldBe(of, deed, at ?? (() => new Set())),
    members: (actor) => sentIn(call, actor),
    answer: (results) => answerOf('papers', toldPapers(performedOf(results)), null),
    told: ({ performed, paper }, tell) => ({ performed: asTold(performed, tell), paper }),
    previewed: (results) => ({
      papers: toldPapers(performedOf(results)).map(({ json: told }, place) => {
        return { ...told, paper: results[place]?.paper ?? {} }
      }),
    }),
  })
}

function performedOf(results: readonly WouldBe[]): Performed[] {
  return results.map(({ performed }) => performed)
}

/** The papers of a request that writes, as its person sends them. */
function sentIn(call: ActingCall, actor: Actor): Sent[] {
  return membersOf('papers', call.body).map(({ number: own, ...values }) => ({
    values,
    actor,
    ...(typeof own === 'string' ? { number: own } : {}),
  }))
}

function change(of: Document): Operation {
  const id = `change${joinedName(of.plural)}`
  const member = z.strictObject({
    ...seenPaper.shape,
    ...changeShape(of.fields),
    extra: extraSchema.optional(),
  })
  const schema = setSchema('papers', member)
  return operation({
    ...common(of, id, '/changes'),
    summary: `Change ${of.plural} that are ${of.states[0]}`,
    description: 'What is not named stays as it is; rows are named whole.',
    body: schema,
    check: asSent(schema),
    successes: paperOutcomes(of, 200, 'All are changed.'),
    handle: (call) =>
      act(call, of, {
        ...acting(id, changing(of)),
        members: (actor) =>
          membersOf('papers', call.body).map(({ id: paper, version, ...values }) => ({
            ...seenMember({ id: paper, version }),
            values,
            actor,
          })),
      }),
  })
}

function throwAway(of: Document): Operation {
  return withSeen(of, {
    id: `throwAway${joinedName(of.plural)}`,
    tail: '/removals',
    summary: `Throw ${of.plural} away that are ${of.states[0]}`,
    done: 'All are gone.',
    deed: throwingAway(of),
  })
}

/** An operation whose set names papers and the versions that were seen, and nothing else. */
export function withSeen(
  of: Document,
  told: {
    readonly id: string
    readonly tail: string
    readonly summary: string
    readonly description?: string
    readonly done: string
    readonly deed: Deed<Member, Performed>
  },
): Operation {
  const { id, tail, summary, description, done, deed } = told
  const schema = setSchema('papers', seenPaper)
  return operation({
    ...common(of, id, tail),
    summary,
    ...(description === undefined ? {} : { description }),
    body: schema,
    check: asSent(schema),
    successes: paperOutcomes(of, 200, done),
    handle: (call) =>
      act(call, of, {
        ...acting(id, deed),
        members: (actor) =>
          membersOf('papers', call.body).map((member) => ({ ...seenMember(member), actor })),
      }),
  })
}

/** What the operations on sets of papers have in common. */
export function common(of: Document, id: string, tail: string) {
  return {
    id,
    method: 'post',
    address: `${addressOf(of)}${tail}`,
    tag: of.plural,
    scope: 'papers:write',
    path: placeOf(of),
    query: previewQuery,
    keyed: true,
    largestBody: largestSet,
    problems: actProblems,
  } as const
}

function acting<Of>(id: string, deed: Deed<Of, Performed>): Omit<Acting<Of, Performed>, 'members'> {
  return {
    id,
    deed,
    answer: (results) => answerOf('papers', toldPapers(results), null),
    told: asTold,
    previewed: (results) => ({ papers: toldPapers(results).map((one) => one.json) }),
  }
}

const asTold: Acting<unknown, Performed>['told'] = (result, tell) =>
  result.outcome === 'done' ? result : { ...result, problems: tell(result.problems) }
