/** What saving a paper does, or reading it, as a call and as a command. */
import { nestedOwn } from '#web/controls/own-values.ts'
import type { Copied } from '#web/controls/copy-items.tsx'
import { copiedOf } from '#web/paper/api-call.ts'
import type { StepsProps } from '#web/paper/next-step.ts'
import { sentOf, writtenParts } from '#web/paper/typed.ts'

/** What saving does, or reading where it is only read. */
export function copiedPaper({ of, company, paper, working, isOpen }: StepsProps): Copied {
  const there =
    paper === null
      ? null
      : {
          key: paper.id,
          called: paper.number ?? paper.id,
          head: { id: paper.id, version: paper.version },
        }
  return copiedOf(of, company, there, nestedOwn(sentOf(writtenParts(of), working.typed)), isOpen)
}
