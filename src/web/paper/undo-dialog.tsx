/** Takes a paper back with all that stands on it: the plan first, then as one act or not at all. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { Entries } from '#web/paper/entries.tsx'
import { problemsOf } from '#web/paper/paper-api.ts'
import type { Entry, Paper } from '#web/paper/paper-api.ts'
import { Hindered } from '#web/paper/step-dialog.tsx'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'

interface Plan {
  readonly steps: readonly {
    readonly kind: string
    readonly verb: string
    readonly papers: readonly { readonly id: string; readonly number: string | null }[]
  }[]
  readonly problems?: readonly Problem[]
  readonly entries?: readonly Entry[]
}

interface UndoProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper
  readonly close: () => void
}

export function UndoDialog({ of, company, paper, close }: UndoProps) {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const { id, version } = paper
  const path = `${apiPath(of, company)}/undoing`
  const body = { papers: [{ id, version }] }
  const [key] = useState<string>(() => crypto.randomUUID())
  const seen = useQuery({
    queryKey: ['undoing', path, id, version],
    queryFn: () => post<Plan>(path, body, { asked: { preview: true } }),
    retry: false,
    gcTime: 0,
  })
  const does = useMutation({
    mutationFn: () => post<Plan>(path, body, { key }),
    onSuccess: async ({ steps }) => {
      const count = steps.reduce((all, { papers }) => all + papers.length, 0)
      say({ text: formatMessage({ id: 'paper.undone' }, { count }) })
      close()
      await queries.invalidateQueries({ queryKey: ['paper', company] })
      await queries.invalidateQueries({ queryKey: ['happened'] })
    },
  })
  const refused = does.error ?? seen.error
  const problems = refused === null ? (seen.data?.problems ?? []) : problemsOf(refused)
  return (
    <Dialog onClose={close} size="xl" title={formatMessage({ id: 'paper.undoAll' })}>
      <Hindered problems={problems} />
      {seen.data === undefined ? null : <Steps plan={seen.data} company={company} />}
      <div className="dialog-acts">
        <CopyButtons copied={() => ({ call: { path, body } })} />
        <Button variant="default" onClick={close} data-autofocus>
          <FormattedMessage id="paper.back" />
        </Button>
        <Button
          color="red"
          disabled={seen.data === undefined || problems.length > 0}
          loading={does.isPending}
          onClick={() => does.mutate()}
        >
          <FormattedMessage id="paper.undoDo" />
        </Button>
      </div>
    </Dialog>
  )
}

/** What would be undone, in its order, and the entries that would take back the others. */
function Steps({ plan, company }: { readonly plan: Plan; readonly company: string }) {
  const { told } = useTold()
  const { steps, entries = [] } = plan
  return (
    <>
      <p>
        <FormattedMessage id="paper.undoPlan" />
      </p>
      <ol className="plan">
        {steps.flatMap(({ kind, verb, papers }) =>
          papers.map(({ id, number }) => (
            <li key={id}>
              {told(labelText(verb))}: {told(kind)} <bdi>{number}</bdi>
            </li>
          )),
        )}
      </ol>
      {entries.length === 0 ? null : <Entries entries={entries} company={company} opens={false} />}
    </>
  )
}
