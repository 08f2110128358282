/** Calls in a table; a row opens to everything that was noted of it. */
import { Link, useParams } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Texts } from '#web/report/table.ts'
import type { Change } from '#web/report/taking.ts'
import type { Word } from '#web/words/en.ts'

export interface Call {
  readonly id: string
  readonly at: string
  readonly key: string
  readonly name: string
  readonly person: string
  readonly personName: string
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly origin: string | null
  readonly status: number
  readonly milliseconds: number
  readonly request: string
  readonly rules: readonly string[]
}

interface Props {
  readonly calls: readonly Call[]
  /** The number of the call whose details are shown. */
  readonly open: string
  readonly setOpen: (id: string) => void
  readonly change: Change
}

const heads = ['call.at', 'call.call', 'call.key', 'call.status', 'call.took'] as const

export function CallRows({ calls, open, setOpen, change }: Props) {
  if (calls.length === 0) {
    return (
      <p className="muted">
        <FormattedMessage id="call.none" />
      </p>
    )
  }
  return (
    <div className="scrolls calls">
      <table>
        <caption className="sr-only">
          <FormattedMessage id="set.calls" />
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={figures.has(head) ? 'figure' : ''}>
                <FormattedMessage id={head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <Fragment key={call.id}>
              <Row call={call} isOpen={open === call.id} setOpen={setOpen} />
              {open === call.id ? <Details call={call} change={change} /> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const figures: ReadonlySet<Word> = new Set(['call.status', 'call.took'])

function Row(props: {
  readonly call: Call
  readonly isOpen: boolean
  readonly setOpen: (id: string) => void
}) {
  const { call, isOpen, setOpen } = props
  const { id, at, method, path, name, status, milliseconds } = call
  const { formatDate, formatMessage, formatNumber } = useIntl()
  const label = (head: Word): string => formatMessage({ id: head })
  return (
    <tr className={isOpen ? 'is-open' : ''}>
      <td>{formatDate(at, { dateStyle: 'short', timeStyle: 'medium' })}</td>
      <td>
        <button
          type="button"
          className="call"
          aria-expanded={isOpen}
          onClick={() => setOpen(isOpen ? '' : id)}
        >
          <span className="method">{method.toUpperCase()}</span> {path}
        </button>
      </td>
      <td data-label={label('call.key')}>{name}</td>
      <td data-label={label('call.status')} className={`figure ${status >= 400 ? 'wrong' : ''}`}>
        {status}
      </td>
      <td data-label={label('call.took')} className="figure">
        {formatNumber(milliseconds)}
      </td>
    </tr>
  )
}

function Details({ call, change }: { readonly call: Call; readonly change: Change }) {
  const { at, operation, personName, origin, request, rules, key, name } = call
  const { formatDate, formatMessage } = useIntl()
  const narrowed = (text: string, changed: Texts): ReactNode => (
    <button type="button" className="narrow" onClick={() => change({ ...changed, open: call.id })}>
      {text}
    </button>
  )
  const facts: readonly (readonly [Word, ReactNode])[] = [
    ['call.at', formatDate(at, { dateStyle: 'full', timeStyle: 'long' })],
    ['call.operation', narrowed(operation, { operation })],
    ['call.person', personName],
    ['call.key', narrowed(name, { key })],
    ['call.origin', formatMessage({ id: originWords[origin ?? ''] ?? 'call.fromProgram' })],
    ['call.request', <code key="request">{request}</code>],
    ['call.rules', rules.length === 0 ? '–' : rules.join(', ')],
  ]
  return (
    <tr className="details">
      <td colSpan={heads.length}>
        <dl>
          {facts.map(([word, fact]) => (
            <div key={word}>
              <dt>
                <FormattedMessage id={word} />
              </dt>
              <dd>{fact}</dd>
            </div>
          ))}
        </dl>
        <ToKeys />
      </td>
    </tr>
  )
}

function ToKeys() {
  const { company = '' } = useParams({ strict: false })
  return (
    <Link to="/c/$company/settings/$part" params={{ company, part: 'keys' }}>
      <FormattedMessage id="call.toKeys" />
    </Link>
  )
}

const originWords: Readonly<Record<string, Word>> = {
  agent: 'call.fromAgent',
  'command line': 'call.fromCommandLine',
}
