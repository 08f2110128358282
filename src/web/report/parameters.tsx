/** The parameters of a report in one line: days, spans, words of a choice, accounts and parties. */
import { useId } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import type { Problem } from '#web/api.ts'
import { DayField } from '#web/report/day-field.tsx'
import { Picked } from '#web/report/picked.tsx'
import { spanNames, spanOf } from '#web/controls/spans.ts'
import type { Texts } from '#web/report/table.ts'
import type { Change } from '#web/report/taking.ts'
import type { ReportPage, ReportParameter, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import { Sentences } from '#web/shell/sentences.tsx'

interface Props {
  readonly screens: Screens
  readonly of: ReportPage
  /** What is given, and what stands in where nothing is. */
  readonly given: Texts
  readonly used: Texts
  readonly change: Change
  /** What the server says is wrong, each by the parameter's name. */
  readonly problems: readonly Problem[]
}

export function Parameters({ screens, of, given, used, change, problems }: Props) {
  const { formatMessage } = useIntl()
  const shown = of.parameters.filter(({ type, name }) => type !== 'place' && name !== 'limit')
  const names = new Set(shown.map(({ name }) => name))
  const hasSpan = names.has('from') && names.has('until')
  const inOrder = shown.toSorted((a, b) => placeOf(a) - placeOf(b))
  return (
    <div
      className="parameters"
      role="group"
      aria-label={formatMessage({ id: 'report.parameters' })}
    >
      {hasSpan ? <SpanChoice {...{ screens, given, used, change }} /> : null}
      {inOrder.map((parameter) => (
        <One
          key={parameter.name}
          {...{ screens, parameter, change, hasSpan }}
          given={given[parameter.name] ?? ''}
          used={used[parameter.name] ?? ''}
          problem={problems.find(({ field }) => field === parameter.name) ?? null}
        />
      ))}
    </div>
  )
}

/** Days come first, as they are said: from, until. */
function placeOf({ name, type }: ReportParameter): number {
  return name === 'from' ? 0 : type === 'date' ? 1 : 2
}

interface OneProps {
  readonly screens: Screens
  readonly parameter: ReportParameter
  readonly given: string
  readonly used: string
  readonly change: Change
  readonly hasSpan: boolean
  readonly problem: Problem | null
}

function One(props: OneProps) {
  const { parameter, given, used, change, hasSpan, problem } = props
  const { told } = useTold()
  const id = useId()
  const { name, meaning, type, choices } = parameter
  const label = told(labelText(name.replaceAll('-', ' ')))
  const field = (): React.ReactNode => {
    if (choices !== null) {
      return (
        <select
          id={id}
          value={given || used}
          onChange={(event) => change({ [name]: event.target.value })}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {told(choice).replaceAll('-', ' ')}
            </option>
          ))}
        </select>
      )
    }
    if (type === 'date') {
      const { company: calendar } = props.screens
      return <DayField {...{ id, name, calendar, change, hasSpan }} shown={given || used} />
    }
    return <Picked key={given} id={id} {...props} />
  }
  return (
    <div className="parameter" title={told(meaning)}>
      <label htmlFor={id}>{label}</label>
      {field()}
      {problem === null ? null : (
        <span role="alert" className="wrong">
          <Sentences problems={[problem]} />
        </span>
      )}
    </div>
  )
}

function SpanChoice({ screens, given, used, change }: Omit<Props, 'of' | 'problems'>) {
  const id = useId()
  const { company: calendar } = screens
  const from = given['from'] ?? used['from']
  const until = given['until'] ?? used['until']
  const chosen = spanNames.find((name) => {
    const span = spanOf(name, calendar)
    return span.from === from && span.until === until
  })
  const take = (name: string): void => {
    const found = spanNames.find((one) => one === name)
    if (found !== undefined) change({ ...spanOf(found, calendar) })
  }
  return (
    <div className="parameter">
      <label htmlFor={id}>
        <FormattedMessage id="report.span" />
      </label>
      <select id={id} value={chosen ?? ''} onChange={(event) => take(event.target.value)}>
        <option value="" disabled>
          <Plain id="report.spanOwn" />
        </option>
        {spanNames.map((name) => (
          <option key={name} value={name}>
            <Plain id={`span.${name}`} />
          </option>
        ))}
      </select>
    </div>
  )
}

/** A word where only text may stand. */
function Plain({ id }: { readonly id: string }) {
  const { formatMessage } = useIntl()
  return formatMessage({ id })
}
