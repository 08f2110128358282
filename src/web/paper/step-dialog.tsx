/** What a step would do, before it is done: the entries, the number, and what stands in the way. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { Key } from '#web/keys/key.tsx'
import { deedPressed } from '#web/keys/own-keys.ts'
import { post } from '#web/api.ts'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { Entries } from '#web/paper/entries.tsx'
import { ownProblems } from '#web/paper/problems.ts'
import { problemsOf } from '#web/paper/paper-api.ts'
import type { Acted, Paper } from '#web/paper/paper-api.ts'
import { Asking } from '#web/paper/asking.tsx'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { Sentences } from '#web/shell/sentences.tsx'
import type { Said } from '#web/controls/said.ts'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'
import { addressName } from '#kit/spelling.ts'

interface StepProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper
  readonly verb: string
  readonly close: () => void
}

export function StepDialog(props: StepProps) {
  const { of, company, paper, verb, close } = props
  const { told } = useTold()
  const form = useSubmitKey()
  const { seen, does, problems, call } = useStep(props)
  const label = told(labelText(verb))
  const canDo = (seen !== undefined && problems.length === 0) || does.error !== null
  return (
    <Dialog onClose={close} size="xl" title={`${label}: ${paper.number ?? told(of.name)}`}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          if (canDo) does.mutate()
        }}
      >
        <Hindered problems={problems} />
        <WouldBe acted={seen} company={company} isHindered={problems.length > 0} />
        <Asking {...{ of, company, paper, verb, problems }} />
        <div className="dialog-acts">
          <CopyButtons copied={() => ({ call })} />
          <Button variant="default" onClick={close}>
            <FormattedMessage id="paper.back" />
          </Button>
          <Button type="submit" data-autofocus disabled={!canDo} loading={does.isPending}>
            {label}
            <Key of="dialog.confirm" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What the step would do, and how it is done. */
function useStep({ of, company, paper, verb, close }: StepProps) {
  const { told } = useTold()
  const queries = useQueryClient()
  const { id, version } = paper
  const path = `${apiPath(of, company)}/${addressName(verb)}`
  const body = { papers: [{ id, version }] }
  const [key] = useState<string>(() => crypto.randomUUID())
  const seen = useQuery({
    queryKey: ['step', path, id, version],
    queryFn: () => post<Acted>(path, body, { asked: { preview: true } }),
    retry: false,
    gcTime: 0,
  })
  const does = useMutation({
    mutationFn: () => post<Acted>(path, body, { key }),
    onSuccess: async ({ papers }) => {
      const [one] = papers
      const name = one?.number ?? told(of.name, 'title')
      say({ text: `${name}: ${told(one?.state ?? '')}` })
      close()
      await queries.invalidateQueries({ queryKey: ['paper', company] })
      await queries.invalidateQueries({ queryKey: ['happened'] })
    },
  })
  const refused = does.error ?? seen.error
  const hindered = ownProblems(seen.data?.papers[0]?.problems ?? [])
  const problems = refused === null ? hindered : problemsOf(refused)
  return { seen: seen.data, does, problems, call: { path, body } }
}

/** Ctrl+Enter does what the dialog is about, wherever the focus is in it. */
function useSubmitKey() {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (deedPressed('dialog', event) === null || event.repeat) return
      event.preventDefault()
      form.current?.requestSubmit()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return form
}

/** What stands in the way, each with what to do. */
export function Hindered({ problems }: { readonly problems: readonly Said[] }) {
  if (problems.length === 0) return null
  return (
    <div role="alert" className="notice" data-kind="wrong">
      <p>
        <FormattedMessage id="paper.hindered" />
      </p>
      <ul>
        {problems.map((one) => (
          <li key={one.message}>
            <Sentences problems={[one]} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function WouldBe(props: {
  readonly acted: Acted | undefined
  readonly company: string
  readonly isHindered: boolean
}) {
  const { formatMessage } = useIntl()
  const { acted, company, isHindered } = props
  if (acted === undefined || isHindered) return null
  const { papers, entries = [] } = acted
  const number = papers[0]?.number
  return (
    <>
      {number === null || number === undefined ? null : (
        <p>{formatMessage({ id: 'paper.wouldBe' }, { number })}</p>
      )}
      {entries.length === 0 ? (
        <p className="muted">
          <FormattedMessage id="paper.noEntries" />
        </p>
      ) : (
        <Entries entries={entries} company={company} opens={false} />
      )}
    </>
  )
}
