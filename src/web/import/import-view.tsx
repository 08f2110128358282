/** One import: how its papers stand, what is wrong, a trial, posting, and undoing it whole. */
import { Button, Checkbox, Progress } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { CopyButtons } from '#web/controls/copy-items.tsx'
import type { Copied } from '#web/controls/copy-items.tsx'
import { FaultGrid } from '#web/import/fault-grid.tsx'
import { importQuery, isRunning, stateWord } from '#web/import/imports.ts'
import type { OneImport } from '#web/import/imports.ts'
import { TrialTotals } from '#web/import/trial-totals.tsx'
import type { Screens } from '#web/screens.ts'
import type { Word } from '#web/words/en.ts'
import { ErrorSentences, SentenceList } from '#web/shell/sentences.tsx'
import { Refusal } from '#web/shell/refusal.tsx'

interface ViewProps {
  readonly company: string
  readonly id: string
  readonly screens: Screens
}

export function ImportView({ company, id, screens }: ViewProps) {
  const { data: one, error } = useQuery(importQuery(company, id))
  const of = screens.descriptions.find(({ name }) => name === one?.kind)
  if (one === undefined) {
    return error === null ? null : (
      <div className="wrong" role="alert">
        <ErrorSentences error={error} />
      </div>
    )
  }
  const problems = [...one.problems, ...(one.job?.problems ?? [])]
  return (
    <div className="one-import">
      <h2>
        {one.file} · <FormattedMessage id={stateWord(one.state)} />
      </h2>
      <p className="muted">
        <FormattedMessage
          id="import.about"
          values={{ rows: one.rows, papers: one.papers, who: one.askedBy.replace(/ \(.*/, '') }}
        />
      </p>
      <Counts one={one} />
      {problems.length === 0 ? null : (
        <div className="wrong" role="alert">
          <SentenceList problems={problems} />
        </div>
      )}
      {isRunning(one) ? <Running one={one} company={company} /> : null}
      <TrialTotals one={one} company={company} />
      {isRunning(one) ? null : <Next one={one} company={company} />}
      {(one.counts['refused'] ?? 0) > 0 && of !== undefined && !isRunning(one) ? (
        <FaultGrid company={company} one={one} of={of} />
      ) : null}
      <p className="other">
        {of === undefined ? null : (
          <Link to="/c/$company/$list" params={{ company, list: of.address }}>
            <FormattedMessage id="import.see" />
          </Link>
        )}
        <CopyButtons copied={() => copiedImport(company, one)} />
        <Link to="/c/$company/import" params={{ company }} search={{}}>
          <FormattedMessage id="import.another" />
        </Link>
      </p>
    </div>
  )
}

/** What posts it, or looks how it stands where there is nothing left to post. */
function copiedImport(company: string, { id, counts }: OneImport): Copied {
  const path = `/companies/${encodeURIComponent(company)}/imports/${id}`
  const call = (counts['good'] ?? 0) > 0 ? { path: `${path}/posting`, body: {} } : { path }
  return { call }
}

const countWords: Readonly<Record<string, Word>> = {
  unchecked: 'import.unchecked',
  good: 'import.good',
  refused: 'import.refused',
  posted: 'import.posted',
  undone: 'import.undone',
}

function Counts({ one }: { readonly one: OneImport }) {
  return (
    <div role="status">
      <ul className="counts">
        {Object.entries(one.counts).map(([state, count]) => {
          const word = countWords[state]
          if (word === undefined || count === 0) return null
          return (
            <li key={state} className={state}>
              <FormattedMessage id={word} values={{ count }} />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** How far the job is, and a way to stop it; what it did so far stays. */
function Running({ one, company }: { readonly one: OneImport; readonly company: string }) {
  const { formatMessage } = useIntl()
  const queries = useQueryClient()
  const { job } = one
  const cancel = useMutation({
    mutationFn: () =>
      post(`/companies/${encodeURIComponent(company)}/imports/${one.id}/cancellation`, {}),
    onSettled: () => queries.invalidateQueries(importQuery(company, one.id)),
  })
  const total = job?.total ?? one.papers
  const done = job?.done ?? 0
  const text = formatMessage({ id: 'import.progress' }, { done, total })
  return (
    <div className="running">
      <Progress.Root size="lg">
        <Progress.Section
          value={total === 0 ? 0 : (done * 100) / total}
          aria-label={formatMessage({ id: stateWord(one.state) })}
        />
      </Progress.Root>
      <span>{text}</span>
      {job === null ? null : (
        <Button variant="default" size="compact-sm" onClick={() => cancel.mutate()}>
          <FormattedMessage id="import.cancel" />
        </Button>
      )}
    </div>
  )
}

/** What may be done with it now. */
function Next({ one, company }: { readonly one: OneImport; readonly company: string }) {
  const queries = useQueryClient()
  const [leave, setLeave] = useState(false)
  const [withLater, setWithLater] = useState(false)
  const { formatMessage } = useIntl()
  const { mutate, error, isPending } = useMutation({
    mutationFn: ({ word, body }: { word: string; body: object }) =>
      post(`/companies/${company}/imports/${one.id}/${word}`, body),
    onSettled: () => queries.invalidateQueries(importQuery(company, one.id)),
  })
  const go: Go = (word, body = {}) => mutate({ word, body })
  const { refused = 0, posted = 0 } = one.counts
  return (
    <div className="next">
      <Refusal error={error} />
      {one.state === 'staged' && refused > 0 ? (
        <Checkbox
          checked={leave}
          onChange={(event) => setLeave(event.currentTarget.checked)}
          label={formatMessage({ id: 'import.leave' })}
        />
      ) : null}
      {posted > 0 ? (
        <Checkbox
          checked={withLater}
          onChange={(event) => setWithLater(event.currentTarget.checked)}
          label={formatMessage({ id: 'import.withLater' })}
        />
      ) : null}
      <NextButtons one={one} leave={leave} withLater={withLater} isPending={isPending} go={go} />
    </div>
  )
}

type Go = (word: string, body?: object) => void

/** What may be done before anything is posted. */
function StagedButtons({ isUntried, go }: { readonly isUntried: boolean; readonly go: Go }) {
  return (
    <>
      <Button variant={isUntried ? 'filled' : 'default'} onClick={() => go('trial')}>
        <FormattedMessage id="import.try" />
      </Button>
      <Button variant="default" onClick={() => go('discarding')}>
        <FormattedMessage id="import.discard" />
      </Button>
      {isUntried ? (
        <span className="muted">
          <FormattedMessage id="import.tryFirst" />
        </span>
      ) : null}
    </>
  )
}

function NextButtons(props: {
  readonly one: OneImport
  readonly leave: boolean
  readonly withLater: boolean
  readonly isPending: boolean
  readonly go: Go
}) {
  const { one, leave, withLater, isPending, go } = props
  const { good = 0, refused = 0, posted = 0 } = one.counts
  const isStaged = one.state === 'staged'
  // What posts is tried first: nobody posts what they have not seen.
  const isUntried = isStaged && one.trial === null && one.parts.some(({ verb }) => verb !== null)
  return (
    <div className="buttons">
      {good > 0 ? (
        <Button
          loading={isPending}
          disabled={isUntried || (refused > 0 && !leave && isStaged)}
          variant={isUntried ? 'default' : 'filled'}
          onClick={() => go('posting', leave ? { leaveRefused: true } : {})}
        >
          <FormattedMessage id="import.post" values={{ count: good }} />
        </Button>
      ) : null}
      {isStaged ? <StagedButtons isUntried={isUntried} go={go} /> : null}
      {one.state === 'checking' ? (
        <Button variant="default" onClick={() => go('checking')}>
          <FormattedMessage id="import.resume" />
        </Button>
      ) : null}
      {posted > 0 ? (
        <Button
          variant="default"
          onClick={() => go('undoing', withLater ? { withLater: true } : {})}
        >
          <FormattedMessage id="import.undo" />
        </Button>
      ) : null}
    </div>
  )
}
