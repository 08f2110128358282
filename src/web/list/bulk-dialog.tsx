/** A look at what a step with many papers would do, then its progress, and what became of each. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import { callOf, doStep } from '#web/list/bulk.ts'
import type { BulkStep, Done, Fate } from '#web/list/bulk.ts'
import { useStepLabel } from '#web/list/bulk-bar.tsx'
import { EffectTable } from '#web/list/bulk-effect.tsx'
import { RefusedList } from '#web/list/bulk-refused.tsx'
import type { Row } from '#web/list/list-fields.ts'
import { askWork, mostWhileWaiting, workCall } from '#web/list/work.ts'
import { WorkView } from '#web/list/work-view.tsx'
import type { Described } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { Refusal } from '#web/shell/refusal.tsx'
import { useTold } from '#web/words/told.ts'

export interface BulkDialogProps {
  readonly of: Described
  readonly company: string
  readonly step: BulkStep
  readonly rows: readonly Row[]
  /** Reads what is needed to take the step back, before it is done. */
  readonly before: (rows: readonly Row[]) => Promise<void>
  readonly after: (done: readonly Fate[]) => void
  readonly close: () => void
}

type Phase = 'looking' | 'looked' | 'doing' | 'done' | 'asked'

export function BulkDialog(props: BulkDialogProps) {
  const { step, rows, close } = props
  const label = useStepLabel(props.of)
  const work = useWork(props)
  return (
    <Dialog
      onClose={() => {
        work.stop()
        close()
      }}
      size="lg"
      title={label(step, rows.length)}
    >
      {work.phase === 'looking' || work.phase === 'doing' ? (
        <Progress done={work.through} of={rows.length} stop={work.stop} />
      ) : null}
      {work.phase === 'looked' ? <Looked {...props} work={work} /> : null}
      {work.phase === 'done' ? <DoneList {...props} work={work} /> : null}
      {work.job === null ? null : <Asked {...props} job={work.job} />}
    </Dialog>
  )
}

interface Work {
  readonly phase: Phase
  readonly through: number
  readonly look: Done
  readonly result: Done
  /** The number of the job that the server does it by, where these are many. */
  readonly job: string | null
  readonly error: Error | null
  readonly run: () => void
  readonly stop: () => void
}

const nothingDone: Done = { fates: [], entries: [], numbers: [] }

/** Looks at once, and does it when it is told to. */
function useWork({ of, company, step, rows, before, after }: BulkDialogProps): Work {
  const [phase, setPhase] = useState<Phase>('looking')
  const [through, setThrough] = useState(0)
  const [look, setLook] = useState(nothingDone)
  const [result, setResult] = useState(nothingDone)
  const [job, setJob] = useState<string | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const isStopped = useRef(false)
  const tell = (done: number): boolean => {
    setThrough(done)
    return !isStopped.current
  }
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    const begin = async (): Promise<void> => {
      setLook(await doStep(of, company, step, rows, { preview: true, tell }))
      setPhase('looked')
    }
    void begin()
  })
  const ask = async (): Promise<void> => {
    setError(null)
    try {
      setJob(await askWork(workCall(of, company, step, wanted(rows, look))))
      setPhase('asked')
      after([])
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error(String(refused)))
    }
  }
  const run = async (): Promise<void> => {
    if (rows.length > mostWhileWaiting) return await ask()
    isStopped.current = false
    setPhase('doing')
    const good = look.fates.filter(({ problems }) => problems.length === 0).map(({ row }) => row)
    await before(good)
    const done = await doStep(of, company, step, good, { preview: false, tell })
    const refused = look.fates.filter(({ problems }) => problems.length > 0)
    setResult({ ...done, fates: [...done.fates, ...refused] })
    setPhase('done')
    after(done.fates)
  }
  const stop = (): void => {
    isStopped.current = true
  }
  return { phase, through, look, result, job, error, run: () => void run(), stop }
}

/** What a job is asked for: all but those that are known to be refused. */
function wanted(rows: readonly Row[], { fates }: Done): readonly Row[] {
  const refused = new Set(fates.flatMap((one) => (one.problems.length > 0 ? [one.row] : [])))
  return rows.filter((row) => !refused.has(row))
}

/** The server goes on with it; whoever closes this finds it again. */
function Asked({ company, job, close }: BulkDialogProps & { readonly job: string }) {
  return (
    <>
      <WorkView company={company} job={job} />
      <div className="bulk-actions">
        <Link to="/c/$company/bulk-steps/$job" params={{ company, job }} onClick={close}>
          <FormattedMessage id="work.page" />
        </Link>
        <Button autoFocus onClick={close}>
          <FormattedMessage id="list.close" />
        </Button>
      </div>
    </>
  )
}

function Progress(props: {
  readonly done: number
  readonly of: number
  readonly stop: () => void
}) {
  const { done, of, stop } = props
  const { formatMessage } = useIntl()
  return (
    <div className="bulk-progress">
      <progress value={done} max={of} aria-label={formatMessage({ id: 'list.progress' })} />
      <span role="status" className="figure">
        <FormattedMessage id="list.through" values={{ done, of }} />
      </span>
      <Button variant="default" size="xs" onClick={stop}>
        <FormattedMessage id="list.stop" />
      </Button>
    </div>
  )
}

/** What it would do: how many, what it would come to in the books, and which are refused. */
function Looked(props: BulkDialogProps & { readonly work: Work }) {
  const { of, company, step, rows, close, work } = props
  const label = useStepLabel(of)
  const { told } = useTold()
  const refused = work.look.fates.filter(({ problems }) => problems.length > 0)
  const fine = work.look.fates.filter(({ problems }) => problems.length === 0)
  const isMany = rows.length > mostWhileWaiting
  const meant = isMany ? wanted(rows, work.look) : fine.map(({ row }) => row)
  const good = meant.length
  const call = (isMany ? workCall : callOf)(of, company, step, meant)
  const looked = work.look.fates.length
  return (
    <div className="bulk-look">
      <p>
        <FormattedMessage
          id="list.wouldBe"
          values={{ good, refused: refused.length, what: told(good === 1 ? of.name : of.plural) }}
        />
        {isMany && looked < rows.length ? (
          <>
            {' '}
            <FormattedMessage id="list.looked" values={{ looked, all: rows.length }} />
          </>
        ) : null}
      </p>
      <Refusal error={work.error} />
      {good === 0 || step.label === null ? null : <EffectTable {...work.look} company={company} />}
      <RefusedList of={of} company={company} fates={refused} />
      <div className="bulk-actions">
        {good === 0 ? null : <CopyButtons copied={() => ({ call })} />}
        <Button variant="default" onClick={close}>
          <FormattedMessage id="list.cancel" />
        </Button>
        <Button autoFocus disabled={good === 0} onClick={work.run}>
          {label(step, good)}
        </Button>
      </div>
    </div>
  )
}

function DoneList(props: BulkDialogProps & { readonly work: Work }) {
  const { of, company, rows, close, work } = props
  const { told } = useTold()
  const { fates } = work.result
  const refused = fates.filter(({ problems }) => problems.length > 0)
  const done = fates.length - refused.length
  const values = {
    done,
    refused: refused.length,
    left: rows.length - fates.length,
    what: told(done === 1 ? of.name : of.plural),
  }
  return (
    <div className="bulk-look">
      <p role="status">
        <FormattedMessage id="list.became" values={values} />
      </p>
      <RefusedList of={of} company={company} fates={refused} />
      <div className="bulk-actions">
        <Button autoFocus onClick={close}>
          <FormattedMessage id="list.close" />
        </Button>
      </div>
    </div>
  )
}
