/** Separation of duties: what one person must not hold, and must not do after what they did. */
import type { Problem } from '#base/problem.ts'
import type { DutyName } from '#permissions/duty.ts'
import type { DutyRule } from '#permissions/duty-rule.ts'
import { everywhere } from '#kit/role.ts'
import type { Grant, Role, Scope } from '#kit/role.ts'
import type { RoleBook } from '#permissions/roles.ts'
import { listed } from '#kit/sentence.ts'

/** A duty that somebody holds, by which role, and where. */
export interface HeldDuty {
  readonly duty: DutyName
  /** The role that was granted. */
  readonly role: Role
  readonly scope: Scope
}

/** Duties of one person that a rule keeps apart. */
export interface Conflict {
  readonly rule: DutyRule
  /** Two, or three where the rule names three. */
  readonly held: readonly HeldDuty[]
}

/** The duties that a person's grants, as they were given, bring. */
export function dutiesHeld(book: RoleBook, grants: readonly Grant[]): HeldDuty[] {
  return grants.flatMap(({ role, scope }) =>
    [...(book.get(role)?.duties.keys() ?? [])].map((duty) => ({ duty, role, scope })),
  )
}

/**
 * What a person combines that a rule keeps apart, once for each rule and each smallest set of roles
 * that does: what one role combines by itself is not told again with a second. Duties in places
 * that have nothing in common, such as two companies, are not combined. What the mode `never`
 * forbids is no matter of holding, and not told.
 */
export function conflictsOf(
  book: RoleBook,
  rules: readonly DutyRule[],
  grants: readonly Grant[],
): Conflict[] {
  const held = dutiesHeld(book, grants)
  const found = new Map<string, Conflict>()
  for (const rule of rules) {
    if (rule.mode === 'never') continue
    for (const combined of combinations(listsOf(rule), held)) {
      const roles = combined.map(({ role }) => role).toSorted()
      const name = [rule.id, ...new Set(roles)].join('\0')
      if (!found.has(name)) found.set(name, { rule, held: combined })
    }
  }
  const all = [...found.values()]
  return all.filter((one) => !all.some((other) => isWithin(other, one)))
}

/** What is wrong with a combination that a rule blocks. Problem: `duties-conflict`. */
export function conflictProblem(conflict: Conflict, name: string, field = 'role'): Problem {
  const { rule } = conflict
  const message =
    `${name} may not combine ${combinedWords(conflict)}. ${rule.sentence} Grant the role to ` +
    `somebody else, or have an owner acknowledge an exception to ${rule.id} first.`
  return { rule: 'duties-conflict', field, message }
}

/** What is told of a combination that is allowed. Problem, as a note: `duties-combined`. */
export function conflictNote(conflict: Conflict, name: string, field = 'role'): Problem {
  const { rule } = conflict
  const follows = {
    block: `An exception to ${rule.id} allows it for now.`,
    'second person': 'Another person is asked for with each paper.',
    detect: 'It stands in the report of conflicts.',
    never: '',
  }[rule.mode]
  const message = `${name} combines ${combinedWords(conflict)}. ${rule.sentence} ${follows}`
  return { rule: 'duties-combined', field, message }
}

/** What somebody did with a paper, or with one that it is linked to. */
export interface Deed {
  readonly person: string
  /** In whose place it was done, by a delegation; then it counts for both. */
  readonly onBehalfOf?: string | null
  readonly duty: DutyName
  /** With what, as people call it: "purchase order PO-2026-00017". */
  readonly what: string
}

/** Somebody who is about to do something with a paper. */
export interface Acting {
  readonly person: string
  /** The duty of what is to be done. */
  readonly duty: DutyName
  /** All duties that the person holds where the paper belongs. */
  readonly holds: ReadonlySet<DutyName>
  /** What was done with the paper and its linked papers before, by anybody. */
  readonly before: readonly Deed[]
  /** Whose own matter the paper is: who asks for this leave, whose pay it is. */
  readonly concerns: readonly string[]
  /** The rules to which the person has a standing exception. */
  readonly excepted: ReadonlySet<string>
}

/**
 * What keeps a person from an act by the rules of separation: the same person, whatever key or
 * delegation is used. Problems: `duties-held` (a blocked pair that is held without an exception),
 * `duties-combined` (the other duty was done with this paper), `duties-own` (their own matter).
 */
export function separates(rules: readonly DutyRule[], acting: Acting): Problem[] {
  return rules.flatMap((rule) => {
    if (rule.mode === 'detect') return []
    if (rule.mode !== 'never' && acting.excepted.has(rule.id)) return []
    const problem =
      ownMatter(rule, acting) ?? doneBefore(rule, acting) ?? heldTogether(rule, acting)
    return problem === null ? [] : [problem]
  })
}

function ownMatter(rule: DutyRule, { person, duty, concerns }: Acting): Problem | null {
  if (rule.mode !== 'never' || !rule.second.includes(duty) || !concerns.includes(person))
    return null
  const message = `This is your own matter. ${rule.sentence} Ask somebody else who may ${duty}.`
  return { rule: 'duties-own', field: '', message }
}

function doneBefore(rule: DutyRule, { person, duty, before }: Acting): Problem | null {
  const own = before.filter((deed) => deed.person === person || deed.onBehalfOf === person)
  const done = new Map(own.map((deed) => [deed.duty, deed]))
  const others = combinedWith(rule, [...done.keys()], duty).flatMap((name) => done.get(name) ?? [])
  if (others.length === 0) return null
  const told = listed(others.map((other) => `“${other.duty}” with the ${other.what}`))
  const another = `another person must ${duty}`
  const message = `You did ${told}, and ${another}. ${rule.sentence} Ask a colleague.`
  return { rule: 'duties-combined', field: '', message }
}

function heldTogether(rule: DutyRule, { duty, holds }: Acting): Problem | null {
  if (rule.mode !== 'block') return null
  const others = combinedWith(rule, [...holds], duty).map((name) => `“${name}”`)
  if (others.length === 0) return null
  const message =
    `You may also ${listed(others)}, which must not be combined with “${duty}”. ${rule.sentence} ` +
    `Have one of your roles ended, or an exception to ${rule.id} acknowledged by an owner.`
  return { rule: 'duties-held', field: '', message }
}

/** Which of these duties a rule keeps apart from the one of now; none where it keeps none apart. */
function combinedWith(rule: DutyRule, names: readonly DutyName[], duty: DutyName): DutyName[] {
  // Most rules say nothing of most duties.
  if (listsOf(rule).every((list) => !list.includes(duty))) return []
  const all = [...new Set([...names, duty])].map((name): HeldDuty => ({
    duty: name,
    role: '',
    scope: everywhere,
  }))
  const found = [...combinations(listsOf(rule), all)].find((held) =>
    held.some((one) => one.duty === duty),
  )
  return (found ?? []).map((one) => one.duty).filter((name) => name !== duty)
}

/** Whether a conflict is of the same rule and of some, but not all, of the other's roles. */
function isWithin(one: Conflict, other: Conflict): boolean {
  const [roles, others] = [one, other].map(({ held }) => new Set(held.map(({ role }) => role)))
  if (roles === undefined || others === undefined || one.rule !== other.rule) return false
  return roles.size < others.size && roles.isSubsetOf(others)
}

function combinedWords({ held }: Conflict): string {
  return listed(held.map(({ duty, role }) => `“${duty}” (as ${role})`))
}

function listsOf({ first, second, third }: DutyRule): (readonly DutyName[])[] {
  return third === undefined ? [first, second] : [first, second, third]
}

/** One held duty out of each list: different duties, in places that have something in common. */
function* combinations(
  lists: readonly (readonly DutyName[])[],
  held: readonly HeldDuty[],
  chosen: readonly HeldDuty[] = [],
): Generator<readonly HeldDuty[]> {
  const [list, ...rest] = lists
  if (list === undefined) {
    yield chosen
    return
  }
  for (const one of held) {
    const fits =
      list.includes(one.duty) &&
      chosen.every(({ duty, scope }) => duty !== one.duty && overlap(scope, one.scope))
    if (fits) yield* combinations(rest, held, [...chosen, one])
  }
}

/** Whether something can belong to both scopes. */
function overlap(one: Scope, other: Scope): boolean {
  return (['company', 'site', 'department'] as const).every(
    (part) => one[part] === null || other[part] === null || one[part] === other[part],
  )
}
