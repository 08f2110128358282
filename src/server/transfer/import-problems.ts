/** The sentences about imports that stand as a whole in somebody's way. */
import type { Problem } from '#base/problem.ts'
import { listed } from '#kit/sentence.ts'
import type { Import } from '#server/transfer/import.ts'

/** The problem `import-unknown`. */
export const unknownImport: Problem = {
  rule: 'import-unknown',
  field: 'import',
  message: 'There is no import with this number in the company. The list shows those there are.',
}

/** The problem `import-busy`. */
export function busy({ state, job }: Pick<Import, 'state' | 'job'>): Problem {
  const wait = `Wait for its job ${job ?? ''}, or cancel that one first.`
  const message = `This import is ${state} just now. ${wait}`
  return { rule: 'import-busy', field: '', message }
}

/** The problem `import-state`: an import stands so that this cannot be done with it. */
export function otherState(
  { state }: Pick<Import, 'state'>,
  allowed: readonly string[],
  done: string,
): Problem {
  const which = listed(allowed, 'or')
  const message = `This import is ${state}, and only one that is ${which} can be ${done}.`
  return { rule: 'import-state', field: 'state', message }
}

/** The problem `file-imported`: the same file is in the books. */
export function fileImported({
  fileName,
  askedBy,
  askedAt,
}: Pick<Import, 'fileName' | 'askedBy' | 'askedAt'>): Problem {
  const message =
    `This very file is in the books: ${askedBy} imported it as ${fileName} on ` +
    `${askedAt.toString().slice(0, 10)}. Ask for it again only if it is meant to come twice.`
  return { rule: 'file-imported', field: 'again', message }
}

/** The problem `drafts-refused`: some of what would be posted is refused. */
export function draftsRefused(refused: number, papers: number): Problem {
  const message =
    `${refused} of the ${papers} papers of this file are refused. Correct them, or ask to post ` +
    'the others and leave these.'
  return { rule: 'drafts-refused', field: 'leaveRefused', message }
}
