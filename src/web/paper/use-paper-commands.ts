/** What can be done with a paper from the command bar, each with its key. */
import { useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { addressOf } from '#web/api.ts'
import { useCopies } from '#web/controls/copy-items.tsx'
import { focusComment } from '#web/paper/comments.tsx'
import { useLater } from '#web/paper/later-papers.tsx'
import { copiedPaper } from '#web/paper/copied-paper.ts'
import { undoes } from '#web/paper/next-step.ts'
import type { StepsProps } from '#web/paper/next-step.ts'
import { printFile } from '#web/paper/print-file.ts'
import { apiPath } from '#web/screens.ts'
import { useCommands } from '#web/shell/commands.ts'
import type { Command } from '#web/shell/commands.ts'
import { useTold } from '#web/words/told.ts'

interface Doing {
  readonly next: string | undefined
  readonly save: () => void
  readonly go: (verb: string) => void
  readonly undo: () => void
  readonly keys: () => void
}

export function usePaperCommands(props: StepsProps, doing: Doing): void {
  const { of, paper } = props
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const copies = useCopies(() => copiedPaper(props))
  const print = usePrinting(props)
  const later = useLater(props).map(({ later: { name }, begin }): Command => ({
    id: `later ${name}`,
    label: formatMessage({ id: 'paper.newFrom' }, { what: told(name), from: told(of.name) }),
    run: begin,
  }))
  const { next, go } = doing
  const verbs = paper === null ? [next] : paper.nextSteps.map(({ verb }) => verb)
  const steps = verbs.flatMap((verb): Command[] =>
    verb === undefined
      ? []
      : [
          {
            id: `step ${verb}`,
            label: told(labelText(verb)),
            ...(verb === next ? { keys: 'Ctrl+Enter' } : {}),
            run: () => go(verb),
          },
        ],
  )
  const canUndo = (paper?.nextSteps ?? []).some(({ verb }) => undoes(of, verb))
  const word = (
    id: 'paper.save' | 'paper.comment' | 'paper.undoAll' | 'paper.keys',
    run: () => void,
    keys?: string,
  ): Command => ({ id, label: formatMessage({ id }), run, ...(keys === undefined ? {} : { keys }) })
  useCommands([
    ...(props.isOpen ? [word('paper.save', doing.save, 'Ctrl+S')] : []),
    ...steps,
    ...later,
    ...(canUndo ? [word('paper.undoAll', doing.undo)] : []),
    ...(paper === null ? [] : [word('paper.comment', focusComment, 'c')]),
    ...print,
    ...copies,
    word('paper.keys', doing.keys, '?'),
  ])
}

function usePrinting({ of, company, paper }: StepsProps): Command[] {
  const { formatMessage, locale } = useIntl()
  if (paper === null) return []
  const path = `${apiPath(of, company)}/${paper.id}/print`
  return [
    {
      id: 'print',
      label: formatMessage({ id: 'paper.print' }),
      run: () => void printFile(path, locale),
    },
    {
      id: 'pdf',
      label: formatMessage({ id: 'paper.pdf' }),
      run: () => window.location.assign(addressOf(path, { printLanguage: locale })),
    },
  ]
}
