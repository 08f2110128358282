/** Which step comes next with a paper, and which take back what it did. */
import type { NextStep, Paper } from '#web/paper/paper-api.ts'
import { firstVerb } from '#web/paper/use-would.ts'
import type { Working } from '#web/paper/working.ts'
import type { Described } from '#web/screens.ts'

export interface StepsProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper | null
  readonly working: Working
  readonly isOpen: boolean
}

/** The step that comes next: one that leads on and that nothing hinders, or the first. */
export function nextOf(of: Described, paper: Paper | null): string | undefined {
  if (paper === null) return firstVerb(of) ?? undefined
  const on = paper.nextSteps.filter(({ verb }) => !undoes(of, verb))
  const known = on.filter(({ verb }) => of.steps.some((one) => one.verb === verb))
  return (known.find(({ problems }) => problems.length === 0) ?? known[0] ?? on[0])?.verb
}

/** Whether a verb takes back what the paper did. */
export function undoes({ steps }: Described, verb: NextStep['verb']): boolean {
  return steps.some((one) => one.verb === verb && one.undoes)
}
