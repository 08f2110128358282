/** What can be done with the chosen rows: a bar from below. */
import { Button } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { stepsOf } from '#web/list/bulk.ts'
import type { BulkStep } from '#web/list/bulk.ts'
import type { Row } from '#web/list/list-fields.ts'
import { useCountText } from '#web/list/list-foot.tsx'
import { mostSelected } from '#web/list/matching.ts'
import { PrintButton } from '#web/list/print-button.tsx'
import type { Count } from '#web/list/rows.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function BulkBar(props: {
  readonly of: Described
  readonly selected: readonly Row[]
  readonly count: Count | null
  /** How many of all matching are read so far, while they are; null where nobody asked. */
  readonly reading: number | null
  readonly selectMatching: () => void
  readonly begin: (step: BulkStep) => void
  readonly clear: () => void
}) {
  const { of, selected, count, reading, selectMatching, begin, clear } = props
  const { formatMessage } = useIntl()
  const countText = useCountText()
  const told = (one: number): string => countText({ count: one, exact: true })
  if (selected.length === 0) return null
  const isMore = count !== null && count.count > selected.length
  return (
    <section className="bulk-bar" aria-label={formatMessage({ id: 'list.bulk' })}>
      <span>
        <FormattedMessage id="list.selected" values={{ count: told(selected.length) }} />
      </span>
      {selected.length >= mostSelected ? (
        <span className="muted">
          <FormattedMessage id="list.mostSelected" values={{ count: told(mostSelected) }} />
        </span>
      ) : null}
      {isMore && reading === null && selected.length < mostSelected ? (
        <button type="button" className="quiet" onClick={selectMatching}>
          <FormattedMessage id="list.selectMatching" values={{ count: countText(count) }} />
        </button>
      ) : null}
      {reading === null ? null : (
        <span role="status">
          <FormattedMessage id="list.reading" values={{ count: told(reading) }} />
        </span>
      )}
      <Steps {...{ of, selected, begin }} isBusy={reading !== null} />
      <PrintButton of={of} selected={selected} />
      <button type="button" className="quiet" onClick={clear}>
        <FormattedMessage id="list.clearSelection" />
        <kbd>Esc</kbd>
      </button>
    </section>
  )
}

interface StepsProps {
  readonly of: Described
  readonly selected: readonly Row[]
  readonly isBusy: boolean
  readonly begin: (step: BulkStep) => void
}

function Steps(props: StepsProps) {
  const { of, selected, isBusy, begin } = props
  const { told } = useTold()
  const label = useStepLabel(of)
  const steps = stepsOf(of, selected)
  return (
    <span className="bulk-steps">
      {steps.map((step, at) => (
        <Button
          key={step.address}
          size="xs"
          variant={at === 0 && !step.undoes ? 'filled' : 'default'}
          disabled={isBusy}
          onClick={() => begin(step)}
        >
          {label(step, selected.length)}
        </Button>
      ))}
      {of.noun === 'document' && steps.length === 0 ? (
        <span className="muted">
          <FormattedMessage id="list.noStep" values={{ what: told(of.plural) }} />
        </span>
      ) : null}
    </span>
  )
}

/** "Issue 12 sales invoices". */
export function useStepLabel(of: Described): (step: BulkStep, count: number) => string {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  return ({ label }, count) => {
    const what = told(count === 1 ? of.name : of.plural)
    return label === null
      ? formatMessage({ id: 'list.throwAway' }, { count, what })
      : formatMessage({ id: 'list.bulkStep' }, { step: told(label, 'title'), count, what })
  }
}
