/** What can be done with a list and what is chosen in it from the command bar, with the keys. */
import { useNavigate } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import { useCopies } from '#web/controls/copy-items.tsx'
import { stepsOf } from '#web/list/bulk.ts'
import { useStepLabel } from '#web/list/bulk-bar.tsx'
import { keyIn } from '#web/keys/deeds.ts'
import { useChosenKeys } from '#web/keys/own-keys.ts'
import { copiedOf } from '#web/list/copied.ts'
import { useFiles } from '#web/list/list-files.ts'
import type { ListWork } from '#web/list/use-list-work.ts'
import { useCommands } from '#web/shell/commands.ts'
import type { Command } from '#web/shell/commands.ts'

export function useListCommands(work: ListWork): void {
  const { of, company, asked, columns, selected } = work
  const { formatMessage } = useIntl()
  const chosen = useChosenKeys()
  const navigate = useNavigate()
  const label = useStepLabel(of)
  const copies = useCopies(() => copiedOf(of, company, asked))
  const files = useFiles(work)
  const steps = stepsOf(of, selected).map((step): Command => ({
    id: `bulk ${step.address}`,
    label: label(step, selected.length),
    run: () => work.setBegun({ step, rows: selected }),
  }))
  const word = (
    id: 'list.filter' | 'list.keys' | 'list.import',
    run: () => void,
    keys?: string,
  ) => ({
    id,
    run,
    label: formatMessage({ id }),
    ...(keys === undefined ? {} : { keys }),
  })
  const toImport = (): void =>
    void navigate({ to: '/c/$company/import', params: { company }, search: { kind: of.name } })
  useCommands([
    ...steps,
    word('list.filter', work.filter, keyIn(chosen, 'list.filter')),
    ...files.map(({ as, text, address }): Command => ({
      id: `export ${as} ${columns.length}`,
      label: text,
      run: () => window.location.assign(address),
    })),
    ...copies,
    ...(of.mayWrite ? [word('list.import', toImport)] : []),
    word('list.keys', () => work.setHelp(true), keyIn(chosen, 'list.keys')),
  ])
}
