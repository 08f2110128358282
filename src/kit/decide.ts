/** Decides whether a person may bring a paper on, without the database; says all that hinders. */
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { Document, Paper, PaperHead, Transition } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import type { Fields } from '#kit/field.ts'
import { aOrAn, calledPaper } from '#kit/naming.ts'
import { roleProblems } from '#kit/role-problem.ts'
import { holds } from '#kit/role.ts'
import type { Actor, Whereabouts } from '#kit/role.ts'
import { listed, verbWords } from '#kit/sentence.ts'

/** Who did which transition of a paper before, as its audit tells it: "issue" → persons. */
export type DoneBefore = Readonly<Record<string, readonly string[]>>

/**
 * The transition that an actor may do with a paper as it stands; or all that hinders it, at once.
 * Problems: `transition-unknown`, `state-other`, `role-missing`, `four-eyes`, `need` (whose message
 * is the sentence of the description).
 */
export function decide<Of extends Fields, State extends string>(
  document: Document<Of, State>,
  paper: Paper<Of, State>,
  verb: string,
  actor: Actor,
  done: DoneBefore,
): Outcome<Transition<Of, State>> {
  const transition = Object.hasOwn(document.transitions, verb)
    ? document.transitions[verb]
    : undefined
  if (transition === undefined) return refused(unknownVerb(document, verb))
  const where = whereabouts(document, paper)
  const problems = [
    ...stateProblems(document, paper, verb, transition),
    ...roleProblems(`${verbWords(verb)} ${aOrAn(document.name)}`, transition.by, where, actor),
    ...fourEyesProblems(document, verb, transition, actor, done),
  ]
  // What a paper must say is asked only where it is in the state of which the rules speak.
  if (!problems.some(({ rule }) => rule === 'state-other')) {
    for (const [sentence, isTrue] of Object.entries(transition.needs ?? {})) {
      if (!isTrue(paper)) problems.push({ rule: 'need', field: '', message: sentence })
    }
  }
  return problems.length > 0 ? refused(...problems) : fine(transition)
}

/** The transitions that lead on from a state, by their verbs. */
export function verbsFrom(document: Document, state: string): string[] {
  return Object.entries(document.transitions)
    .filter(([, { from }]) => [from].flat().includes(state))
    .map(([verb]) => verb)
}

/** Where a paper belongs, for narrowed roles. */
export function whereabouts(
  { belongs }: Pick<Document, 'belongs'>,
  paper: Pick<PaperHead, 'company' | 'madeBy'> & Content,
): Whereabouts {
  const named = (name: string | undefined): string | null => {
    const value = name === undefined ? null : paper[name]
    return typeof value === 'string' ? value : null
  }
  return {
    company: paper.company,
    madeBy: paper.madeBy,
    site: named(belongs.site),
    department: named(belongs.department),
  }
}

/** Whether an actor has to do with a paper at all; to everybody else it is not there. */
export function isKnownTo(
  document: Document,
  paper: Pick<PaperHead, 'company' | 'madeBy'> & Content,
  actor: Actor,
): boolean {
  return isKnownAt(document, whereabouts(document, paper), actor)
}

/** Whether an actor has to do with papers of a kind that belong somewhere. */
export function isKnownAt(document: Document, where: Whereabouts, actor: Actor): boolean {
  const roles = [document.read, document.write, ...waysOn(document).map(({ by }) => by)]
  return roles.some((role) => holds(actor, role, where))
}

function waysOn({ transitions }: Document): Transition<Fields, string>[] {
  return Object.values(transitions)
}

function unknownVerb(document: Document, verb: string): Problem {
  const verbs = Object.keys(document.transitions).join(', ')
  return {
    rule: 'transition-unknown',
    field: 'verb',
    message: `There is no “${verb}” for ${aOrAn(document.name)}. There is: ${verbs}.`,
  }
}

function stateProblems(
  document: Document,
  { state, number }: { readonly state: string; readonly number: string | null },
  verb: string,
  { from }: { readonly from: string | readonly string[] },
): Problem[] {
  const allowed = [from].flat()
  if (allowed.includes(state)) return []
  const which = calledPaper(document.name, number)
  const next = verbsFrom(document, state)
  const rest =
    next.length === 0 ? 'Nothing more can be done with it' : `Now it can: ${next.join(', ')}`
  const message = `${which} is ${state}, and only one that is ${listed(allowed, 'or')} can ${verb}.`
  return [{ rule: 'state-other', field: 'state', message: `${message} ${rest}.` }]
}

function fourEyesProblems(
  document: Document,
  verb: string,
  { notWhoDid }: { readonly notWhoDid?: string },
  actor: Actor,
  done: DoneBefore,
): Problem[] {
  if (notWhoDid === undefined) return []
  // Who changed a draft has written it, too.
  const verbs = notWhoDid === 'write' ? ['write', 'change'] : [notWhoDid]
  if (!verbs.some((one) => done[one]?.includes(actor.person) === true)) return []
  const message =
    `You did “${notWhoDid}” with this ${document.name}, and another person must do “${verb}”. ` +
    'Ask a colleague.'
  return [{ rule: 'four-eyes', field: '', message }]
}
