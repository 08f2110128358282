/** What a policy would have stopped in the last days, seen before it is saved. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { readersHabits, writtenFigure } from '#web/controls/figures.ts'
import { useCompany } from '#web/controls/names.ts'
import { plainAmount } from '#web/controls/digits.ts'
import { useScreens } from '#web/screens.ts'
import { Refusal } from '#web/shell/refusal.tsx'

/** A band of a policy as it is typed; amounts in minor units. */
export interface Thought {
  readonly kind: string
  readonly verb: string
  readonly company?: string
  readonly from?: string
  readonly below?: string
}

interface Worth {
  readonly currency: string
  readonly digits: number
}

interface Stopped extends Worth {
  readonly company: string
  readonly paper: string
  readonly number: string | null
  readonly at: string
  readonly by: string
  readonly amount: string | null
}

interface Simulated {
  readonly days: number
  readonly looked: number
  readonly stopped: number
  readonly worth: readonly (Worth & { readonly amount: string })[]
  readonly withoutAmount: number
  readonly isWhole: boolean
  readonly isPartial: boolean
  readonly papers: readonly Stopped[]
}

export function Simulation({ thoughtIn }: { readonly thoughtIn: (typed: FormData) => Thought }) {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (thought: Thought) => ({
      kind: thought.kind,
      found: await get<Simulated>('/approval-simulations', { ...thought }),
    }),
  })
  const ask = ({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>): void => {
    if (form !== null) mutate(thoughtIn(new FormData(form)))
  }
  return (
    <div className="simulation">
      <Button variant="default" size="xs" loading={isPending} onClick={ask}>
        <FormattedMessage id="set.simulate" />
      </Button>
      <Refusal text={error?.message ?? null} />
      {data === undefined ? null : <Found kind={data.kind} found={data.found} />}
    </div>
  )
}

function Found({ kind, found }: { readonly kind: string; readonly found: Simulated }) {
  const { formatList, formatMessage } = useIntl()
  const written = useWritten()
  const { days, looked, stopped, worth, withoutAmount, isWhole, isPartial, papers } = found
  const sums = formatList(worth.map((one) => `${written(one.amount, one)} ${one.currency}`))
  return (
    <div role="status">
      <p>
        <strong>
          <FormattedMessage id="set.wouldStop" values={{ stopped, looked, days }} />
        </strong>{' '}
        {sums === '' ? null : <FormattedMessage id="set.wouldWorth" values={{ sums }} />}
      </p>
      {withoutAmount === 0 ? null : (
        <p className="muted">
          <FormattedMessage id="set.wouldWithout" values={{ count: withoutAmount }} />
        </p>
      )}
      {isWhole ? null : (
        <p className="muted">
          <FormattedMessage id="set.wouldNewest" />
        </p>
      )}
      {isPartial ? (
        <p className="muted">
          <FormattedMessage id="set.wouldUnseen" />
        </p>
      ) : null}
      {papers.length === 0 ? null : (
        <ul aria-label={formatMessage({ id: 'set.wouldPapers' })}>
          {papers.map((one) => (
            <StoppedPaper key={`${one.company} ${one.paper}`} kind={kind} paper={one} />
          ))}
        </ul>
      )}
      {stopped > papers.length ? (
        <p className="muted">
          <FormattedMessage id="set.wouldMore" values={{ count: stopped - papers.length }} />
        </p>
      ) : null}
    </div>
  )
}

function StoppedPaper({ kind, paper }: { readonly kind: string; readonly paper: Stopped }) {
  const { formatDate } = useIntl()
  const { descriptions } = useScreens(useCompany())
  const written = useWritten()
  const list = descriptions.find(({ name }) => name === kind)?.address
  const called = paper.number ?? paper.paper
  return (
    <li>
      {list === undefined ? (
        <bdi>{called}</bdi>
      ) : (
        <Link
          to="/c/$company/$list/$key"
          params={{ company: paper.company, list, key: paper.paper }}
          target="_blank"
        >
          <bdi>{called}</bdi>
        </Link>
      )}
      <span className="muted">
        {formatDate(paper.at, { dateStyle: 'medium' })} · <bdi>{paper.by}</bdi>
      </span>
      <span className="amount">
        {paper.amount === null ? '' : `${written(paper.amount, paper)} ${paper.currency}`}
      </span>
    </li>
  )
}

/** Amounts in minor units as people read them. */
function useWritten(): (minor: string, of: Worth) => string {
  const { locale } = useIntl()
  return (minor, { digits }) =>
    writtenFigure(plainAmount(minor, digits), readersHabits(locale), digits)
}
