/** The head of a paper: its number, its state as a path with what comes next, and what to do. */
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Paper } from '#web/paper/paper-api.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface HeadProps {
  readonly of: Described
  readonly paper: Paper | null
  readonly children: ReactNode
}

export function Head({ of, paper, children }: HeadProps) {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const what = told(of.name)
  const title =
    paper === null
      ? formatMessage({ id: 'paper.new' }, { what })
      : (paper.number ?? told(of.name, 'title'))
  return (
    <header className="paper-head">
      <div>
        <p className="muted">{told(of.name, 'title')}</p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <Path of={of} state={paper?.state ?? null} />
      </div>
      <div className="paper-acts">{children}</div>
    </header>
  )
}

/** The states that lead on, one behind the other; those that take back only where it is in one. */
function Path({ of, state }: { readonly of: Described; readonly state: string | null }) {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const undone = new Set(of.steps.filter(({ undoes }) => undoes).map(({ to }) => to))
  const shown = of.states.filter((one) => !undone.has(one) || one === state)
  const here = state === null ? 0 : shown.indexOf(state)
  return (
    <ol className="path" aria-label={formatMessage({ id: 'paper.path' })}>
      {shown.map((one, at) => (
        <li
          key={one}
          aria-current={at === here ? 'step' : undefined}
          data-undone={undone.has(one) || undefined}
        >
          {at < here ? (
            <span className="sr-only">
              <FormattedMessage id="paper.passed" />{' '}
            </span>
          ) : null}
          {told(one)}
        </li>
      ))}
    </ol>
  )
}
