/** What the operations on roles and approvals share: who acts, and answers to sets. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import { roles } from '#departments/roles.ts'
import type { DutyName } from '#permissions/duty.ts'
import type { Actor } from '#kit/role.ts'
import { whyNotDuty, whyNotOversee } from '#permissions/why-not.ts'
import { json, problemAnswer } from '#server/http/answer.ts'
import type { Answer } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import type { Call } from '#server/http/operation.ts'
import { today } from '#server/http/today.ts'

/** So many may stand in one set. */
export const mostInSet = 500

export const problemsAnswer = z.array(
  z.strictObject({ rule: z.string(), field: z.string(), message: z.string() }),
)

/** What became of each of a set, in its order. */
export const setAnswer = z.strictObject({
  results: z.array(
    z.union([
      z.strictObject({ outcome: z.literal('done'), id: z.string() }),
      z.strictObject({ outcome: z.literal('refused'), id: z.string(), problems: problemsAnswer }),
    ]),
  ),
})

/** The numbers of what is ended, reviewed or withdrawn. */
export const numbers = z
  .array(identifier('The number.'))
  .min(1, 'Name at least one.')
  .max(mostInSet, `Name at most ${mostInSet} at once.`)

type Caller = Pick<Call<unknown, unknown, unknown>, 'services' | 'caller'>

/** As whom the caller acts. */
export async function actorOf({ services, caller }: Caller): Promise<Actor> {
  return await services.actors.of(caller.organization, caller.person, today(services))
}

/** The answer that the caller lacks a duty; null where it is held. */
export async function dutyMissing(
  call: Caller,
  duty: DutyName,
  company: string | null = null,
): Promise<Answer | null> {
  const problem = whyNotDuty(roles, duty, await actorOf(call), company)
  return problem === null ? null : problemAnswer('scope-missing', [problem])
}

/** The answer that the caller may not see who holds what; null where they may. */
export async function oversightMissing(call: Caller): Promise<Answer | null> {
  const problem = whyNotOversee(roles, await actorOf(call))
  return problem === null ? null : problemAnswer('scope-missing', [problem])
}

/** The answer to a set; the fields of problems are named with its members counted from 1. */
export function setJson(
  name: string,
  answers: readonly { readonly id: string; readonly problems: readonly Problem[] }[],
): Answer {
  const results = answers.map(({ id, problems }, at) =>
    problems.length === 0
      ? { outcome: 'done', id }
      : { outcome: 'refused', id, problems: placed(problems, name, at) },
  )
  const rules = answers.flatMap(({ problems }) => problems.map(({ rule }) => rule))
  return { ...json(200, { results }), rules }
}

/** Problems of the member at a place of a set. */
export function placed(problems: readonly Problem[], name: string, at: number): Problem[] {
  return problems.map((problem) => {
    const rest = problem.field === '' ? '' : `.${problem.field}`
    return { ...problem, field: `${name}[${at + 1}]${rest}` }
  })
}
