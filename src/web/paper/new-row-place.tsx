/** Lets the inputs of a page make a row of a register in place, once the person has agreed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { NewRowBegun } from '#web/controls/new-row.ts'
import type { NewRow } from '#web/controls/new-row.ts'
import { Notices } from '#web/paper/notices.tsx'
import { Parts } from '#web/paper/parts.tsx'
import { useRow } from '#web/paper/use-row.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { useTold } from '#web/words/told.ts'

interface PlaceProps {
  readonly company: string
  readonly children: ReactNode
}

export function NewRowPlace({ company, children }: PlaceProps) {
  const [wanted, setWanted] = useState<NewRow | null>(null)
  return (
    <NewRowBegun value={setWanted}>
      {children}
      {wanted === null ? null : (
        <NewRowDialog company={company} wanted={wanted} close={() => setWanted(null)} />
      )}
    </NewRowBegun>
  )
}

interface DialogProps {
  readonly company: string
  readonly wanted: NewRow
  readonly close: () => void
}

function NewRowDialog({ company, wanted, close }: DialogProps) {
  const { of, code, made } = wanted
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { working, parts } = useRow(of, company, {
    row: null,
    first: code === '' ? {} : { code },
    keptAs: 'in place',
    saved: (saved) => {
      made(saved)
      close()
    },
  })
  return (
    <Dialog
      onClose={close}
      size="lg"
      title={formatMessage({ id: 'paper.new' }, { what: told(of.name) })}
    >
      <Notices working={working} parts={parts} company={company} />
      <Parts parts={parts} company={company} working={working} isOpen />
      <div className="dialog-acts">
        <Button variant="default" onClick={close}>
          <FormattedMessage id="paper.back" />
        </Button>
        <Button loading={working.isSaving} onClick={() => void working.save()}>
          <FormattedMessage id="paper.add" />
        </Button>
      </div>
    </Dialog>
  )
}
