/** What is told where an approval is missing, void or over: sentences for who must act. */
import type { Problem } from '#base/problem.ts'
import type { ApprovalStanding, ApprovalStep } from '#permissions/approval.ts'
import { aOrAn } from '#kit/naming.ts'
import { listed, verbWords } from '#kit/sentence.ts'

/**
 * Why a paper cannot go on for want of approval; null where it is approved. `standing` is null
 * where nobody has asked yet. Problems: `approval-missing`, `approval-waiting`, `approval-void`,
 * `approval-rejected`, `approval-expired`.
 */
export function approvalProblem(
  name: string,
  verb: string,
  steps: readonly ApprovalStep[],
  standing: ApprovalStanding | null,
): Problem | null {
  const needs = `To ${verbWords(verb)} this ${name} takes the approval of ${stepWords(steps)}.`
  const told = (rule: string, rest: string): Problem => {
    return { rule: `approval-${rule}`, field: '', message: `${needs} ${rest}` }
  }
  switch (standing?.standing) {
    case 'approved':
      return null
    case undefined:
    case 'withdrawn':
      return told('missing', 'Ask for it.')
    case 'waiting':
      return told('waiting', `It was asked for, and still waits for ${stepWords(standing.for)}.`)
    case 'rejected':
      return told('rejected', 'It was refused. Change the paper, and ask again.')
    case 'expired':
      return told('expired', 'The time of the request is over. Ask again.')
    case 'void':
      return told('void', `${reasons[standing.because]} Ask again.`)
  }
}

/** "two billing leads" and the like: "2 of billing lead or accountant, and a treasurer". */
export function stepWords(steps: readonly ApprovalStep[]): string {
  return listed(
    steps.map(({ roles, persons }) =>
      persons === 1
        ? listed(roles.map(aOrAn), 'or')
        : `${persons} persons who are ${listed(roles.map(aOrAn), 'or')}`,
    ),
  )
}

const reasons = {
  content: 'The paper was changed after it was asked for.',
  approvers: 'What needs approval, or what an approver may do, was changed since.',
  recorded: 'The request no longer counts.',
} as const
