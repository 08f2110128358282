/** The operations that bring papers on, one for each verb, and the one that undoes them whole. */
import { z } from 'zod'
import type { Document, Transition } from '#kit/document.ts'
import type { Fields } from '#kit/field.ts'
import { aOrAn } from '#kit/naming.ts'
import { addressName, joinedName, labelText } from '#kit/spelling.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import { entryPreview } from '#server/http/entry-json.ts'
import { identifier } from '#server/http/fields.ts'
import { operation } from '#server/http/operation.ts'
import type { Operation } from '#server/http/operation.ts'
import { act, asSent, membersOf, seenMember, setSchema } from '#server/http/papers/acting.ts'
import { problemsSchema, refusal } from '#server/http/papers/outcomes.ts'
import { common, seenPaper, withSeen } from '#server/http/papers/writing.ts'
import { bringingOn as broughtOn, undoing } from '#server/papers/deeds.ts'
import type { UndoneAsPlanned } from '#server/papers/deeds.ts'

/** Words behind an address that are no verbs. */
const taken = ['approval-requests', 'changes', 'drafts', 'removals', 'undoing']

/** What brings papers of a document on, and what undoes them. */
export function bringingOn(of: Document): Operation[] {
  const verbs = Object.entries(of.transitions).map(([verb, way]) => verbOperation(of, verb, way))
  return [...verbs, undo(of)]
}

function verbOperation(of: Document, verb: string, way: Transition<Fields, string>): Operation {
  const word = addressName(verb)
  if (taken.includes(word)) throw new Error(`a ${of.name} cannot be done “${verb}” with`)
  return withSeen(of, {
    id: `${verb}${joinedName(of.plural)}`,
    tail: `/${word}`,
    summary: `${labelText(verb)} ${of.plural}`,
    description: meaningOf(way),
    done: `All are ${way.to}.`,
    deed: broughtOn(of, verb),
  })
}

/** "From draft to issued, by a billing clerk. An invoice has at least one line." */
function meaningOf({ from, to, by, notWhoDid, needs = {} }: Transition<Fields, string>): string {
  const other = notWhoDid === undefined ? '' : `, and not by who did “${notWhoDid}”`
  const way = `From ${[from].flat().join(' or ')} to ${to}, by ${aOrAn(by)}${other}.`
  return [way, ...Object.keys(needs)].join(' ')
}

function undo(of: Document): Operation {
  const id = `undo${joinedName(of.plural)}AndLater`
  const schema = setSchema('papers', seenPaper)
  return operation({
    ...common(of, id, '/undoing'),
    summary: `Undo ${of.plural} with all that stands on them`,
    description:
      'As one act or not at all, what stands on others first. With `preview=true` it says what ' +
      'would be undone, and what stands in the way.',
    body: schema,
    check: asSent(schema),
    successes: {
      200: {
        description: 'What was undone, in its order; or would be, with `preview=true`.',
        schema: z.strictObject({
          steps: z.array(stepAnswer),
          problems: problemsSchema.optional(),
          entries: z.array(entryPreview).optional(),
        }),
      },
    },
    handle: (call) =>
      act(call, of, {
        id,
        deed: undoing(of),
        members: (actor) => [{ actor, papers: membersOf('papers', call.body).map(seenMember) }],
        answer: ([result]) => {
          if (result === undefined) throw new Error('An undoing has no answer.')
          const { undone } = result
          return undone.outcome === 'done'
            ? { answer: json(200, { steps: stepsJson(result) }), isDone: true }
            : { answer: refused(undone.problems), isDone: false }
        },
        told: ({ plan, undone }, tell) => ({
          plan,
          undone:
            undone.outcome === 'done' ? undone : { ...undone, problems: tell(undone.problems) },
        }),
        previewed: ([result]) =>
          result === undefined ? {} : { steps: stepsJson(result), problems: problemsIn(result) },
      }),
  })
}

const stepAnswer = z.strictObject({
  kind: z.string().meta({ description: 'The kind of papers.' }),
  verb: z.string(),
  papers: z.array(
    z.strictObject({
      id: identifier('The identifier.'),
      number: z.string().nullable(),
      state: z.string(),
      version: z.int(),
      entries: z.array(z.string()),
    }),
  ),
})

/** The papers as they are afterwards; as they are now, where nothing can be done. */
function stepsJson({ plan, undone }: UndoneAsPlanned): object[] {
  const after = new Map(
    undone.outcome === 'done'
      ? undone.papers.flatMap((one) => (one.outcome === 'done' ? [[one.id, one] as const] : []))
      : [],
  )
  return plan.steps.map(({ document, verb, papers }) => ({
    kind: document.name,
    verb,
    papers: papers.map((paper) => {
      const { id, number, state, version } = after.get(paper.id) ?? paper
      return { id, number, state, version, entries: after.get(id)?.entries ?? [] }
    }),
  }))
}

function problemsIn({ undone }: UndoneAsPlanned): readonly object[] {
  return undone.outcome === 'done' ? [] : undone.problems
}

/** The problems of papers that stand in each other's way belong to none of the request. */
function refused(problems: Parameters<typeof refusal>[1]) {
  const [first] = problems
  const isOwn = first !== undefined && ['paper-unknown', 'version-other'].includes(first.rule)
  return isOwn ? refusal('papers', problems) : problemAnswer('refused', problems)
}
