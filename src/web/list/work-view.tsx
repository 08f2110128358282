/** How far a job with many papers is, a way to end it, and which papers were refused. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { addressOf, post } from '#web/api.ts'
import { isOver, workPath, workQuery } from '#web/list/work.ts'
import type { Work } from '#web/list/work.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import { SentenceList } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'

interface Place {
  readonly company: string
  readonly job: string
}

export function WorkView({ company, job }: Place) {
  const { data: work, error } = useQuery(workQuery(company, job))
  const { descriptions } = useScreens(company)
  const of = descriptions.find(({ name }) => name === work?.kind)
  useListsAfter(company, work, of)
  if (error !== null) return <Refusal error={error} />
  if (work === undefined || of === undefined) return null
  return (
    <div className="bulk-look">
      {isOver(work) ? <Outcome work={work} of={of} /> : <UnderWay {...{ company, job, work }} />}
      {work.problems.length === 0 ? null : (
        <div className="wrong" role="alert">
          <SentenceList problems={work.problems} />
        </div>
      )}
      {work.state === 'parked' ? <Cancel {...{ company, job }} isAsked={false} /> : null}
      <Refusals {...{ company, work, of }} />
    </div>
  )
}

/** Lists show what a job did, once it is over. */
function useListsAfter(company: string, work: Work | undefined, of: Described | undefined): void {
  const queries = useQueryClient()
  const over = work !== undefined && isOver(work) && of !== undefined ? of.address : null
  useEffect(() => {
    if (over === null) return
    for (const what of ['list', 'count']) {
      void queries.invalidateQueries({ queryKey: [what, company, over] })
    }
  }, [queries, company, over])
}

function UnderWay({ company, job, work }: Place & { readonly work: Work }) {
  const { formatMessage } = useIntl()
  const through = work.done + work.refused
  return (
    <div className="bulk-progress">
      <progress
        value={through}
        max={work.papers}
        aria-label={formatMessage({ id: 'list.progress' })}
      />
      <span role="status" className="figure">
        <FormattedMessage id="list.through" values={{ done: through, of: work.papers }} />
      </span>
      <p className="muted">
        <FormattedMessage id={work.isCancelling ? 'work.cancelling' : 'work.goesOn'} />
      </p>
      <Cancel {...{ company, job }} isAsked={work.isCancelling} />
    </div>
  )
}

/** What was done stays done. */
function Cancel({ company, job, isAsked }: Place & { readonly isAsked: boolean }) {
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => post(`${workPath(company, job)}/cancellation`, {}),
    onSettled: () => queries.invalidateQueries(workQuery(company, job)),
  })
  return (
    <div className="bulk-actions">
      <Refusal error={error} />
      <Button variant="default" size="xs" disabled={isPending || isAsked} onClick={() => mutate()}>
        <FormattedMessage id="work.cancel" />
      </Button>
    </div>
  )
}

const overWords: Readonly<Record<string, Word>> = {
  done: 'list.became',
  cancelled: 'work.cancelled',
  failed: 'work.stopped',
  parked: 'work.stopped',
}

function Outcome({ work, of }: { readonly work: Work; readonly of: Described }) {
  const { told } = useTold()
  const { done, refused, waiting: left } = work
  const values = { done, refused, left, what: told(done === 1 ? of.name : of.plural) }
  return (
    <p role="status">
      <FormattedMessage id={overWords[work.state] ?? 'list.became'} values={values} />
    </p>
  )
}

function Refusals(props: {
  readonly company: string
  readonly work: Work
  readonly of: Described
}) {
  const { company, work, of } = props
  const { formatMessage, locale } = useIntl()
  const { told } = useTold()
  const { job, refusals, refused } = work
  if (refused === 0) return null
  const unnumbered = formatMessage({ id: 'list.unnumbered' }, { what: told(of.name) })
  const file = addressOf(`${workPath(company, job)}/refusals`, { printLanguage: locale })
  return (
    <>
      <ul className="refused" aria-label={formatMessage({ id: 'list.refused' })}>
        {refusals.map(({ paper, number, problems }) => (
          <li key={paper}>
            <Link to="/c/$company/$list/$key" params={{ company, list: of.address, key: paper }}>
              {number ?? unnumbered}
            </Link>
            <SentenceList problems={problems} />
          </li>
        ))}
      </ul>
      {refusals.length < refused ? (
        <p className="muted">
          <FormattedMessage id="work.more" values={{ count: refused - refusals.length }} />
        </p>
      ) : null}
      <Button component="a" href={file} download variant="default" size="xs">
        <FormattedMessage id="list.saveRefused" />
      </Button>
    </>
  )
}
