/** What happened, the newest first: who, when, and what was before and is now. */
import { FormattedMessage } from 'react-intl'
import type { FieldPage } from '#kit/derive/page.ts'
import { useMoment } from '#web/controls/moments.ts'
import { personName, useCompany } from '#web/controls/names.ts'
import { Value } from '#web/controls/value.tsx'
import { arrivalOf, useArrival } from '#web/paper/arrival.ts'
import { placeOf } from '#web/paper/problems.ts'
import { SealCheck, TimelineFilter, useHappenedFilter } from '#web/paper/timeline-filter.tsx'
import { useHappened } from '#web/paper/happened.ts'
import type { Change, Happening } from '#web/paper/happened.ts'
import { isRows, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** So many changes of one act are shown before one asks for the rest. */
const shownAtOnce = 6

export function Timeline({ path, of }: { readonly path: string; readonly of: Described }) {
  const only = useHappenedFilter()
  const { happenings, more } = useHappened(path, only)
  const { company } = useScreens(useCompany())
  const moment = useMoment()
  useArrival(happenings, more)
  return (
    <section>
      <h2>
        <FormattedMessage id="paper.timeline" />
      </h2>
      <TimelineFilter path={path} calendar={company} only={only} />
      {of.noun === 'document' ? <SealCheck path={path} /> : null}
      {happenings.length === 0 && Object.keys(only).length > 0 ? (
        <p className="muted">
          <FormattedMessage id="happened.nothing" />
        </p>
      ) : null}
      <ol className="timeline">
        {happenings.map((one) => (
          <li key={keyOf(one)} {...arrivalOf(one)}>
            <p>
              <strong>
                <bdi title={one.name}>{personName(one.name)}</bdi>
              </strong>{' '}
              <What one={one} />
              <From one={one} />
            </p>
            <time dateTime={one.at} className="muted">
              {moment(one.at)}
            </time>
            {one.what === 'comment' || one.what === 'task' ? (
              <Comment text={one.text ?? null} />
            ) : null}
            {one.what === 'approval' && (one.comment ?? null) !== null ? (
              <Comment text={one.comment ?? null} />
            ) : null}
            {one.changes === undefined ? null : <Changes changes={one.changes} of={of} />}
          </li>
        ))}
      </ol>
      {more === null ? null : (
        <button type="button" className="plain" onClick={more}>
          <FormattedMessage id="paper.earlier" />
        </button>
      )}
    </section>
  )
}

function What({ one }: { readonly one: Happening }) {
  if (one.what === 'act') return <Did one={one} />
  if (one.what === 'approval') return <Decided one={one} />
  const values = { file: one.fileName ?? '', who: <bdi>{one.assigneeName}</bdi> }
  return <FormattedMessage id={`paper.happened.${wordOf(one)}`} values={values} />
}

/** What an act made of it: the state that it reached, or what was done with what is written. */
function Did({ one: { verb = '', changes = [] } }: { readonly one: Happening }) {
  const { told, toldVerb } = useTold()
  const state = changes.find(({ field }) => field === 'state')?.to
  const written = writings.find((one) => one === verb)
  return (
    <span>
      ·{' '}
      {written !== undefined ? (
        <FormattedMessage id={`happened.did.${written}`} />
      ) : typeof state === 'string' ? (
        told(state)
      ) : (
        toldVerb(verb)
      )}
    </span>
  )
}

const writings = ['write', 'add', 'change', 'discard'] as const

/** What an approver did with a request, and in whose place. */
function Decided({ one }: { readonly one: Happening }) {
  const { toldVerb } = useTold()
  const values = { verb: toldVerb(one.verb ?? ''), other: one.standingFor ?? '' }
  if (one.decision === 'hand over') return <FormattedMessage id="happened.handed" values={values} />
  const id = one.decision === 'reject' ? 'happened.rejected' : 'happened.approved'
  return (
    <>
      <FormattedMessage id={id} values={values} />
      {values.other === '' ? null : (
        <>
          {' '}
          <FormattedMessage id="happened.inPlace" values={values} />
        </>
      )}
    </>
  )
}

function wordOf({ what, isDone, version }: Happening) {
  if (what !== 'task') return what === 'act' || what === 'approval' ? 'comment' : what
  return isDone === true ? 'taskDone' : version === 1 ? 'task' : 'taskAgain'
}

/** From where an act came, unless the name under which it was done says so already. */
function From({ one: { origin = null, name } }: { readonly one: Happening }) {
  const found = origins.find((known) => known === origin)
  if (found === undefined || name.endsWith(` by ${found}`)) return null
  return (
    <span className="muted">
      {' '}
      <FormattedMessage id={`happened.from.${found}`} />
    </span>
  )
}

const origins = ['screen', 'API key', 'command line', 'agent', 'import', 'job'] as const

function keyOf({ what, version, at, person, comment, attachment, task }: Happening): string {
  return [what, version, at, person, comment ?? attachment ?? task ?? ''].join(' ')
}

function Comment({ text }: { readonly text: string | null }) {
  return text === null ? (
    <p className="muted">
      <FormattedMessage id="paper.withdrawn" />
    </p>
  ) : (
    <p className="said" dir="auto">
      {text}
    </p>
  )
}

function Changes({ changes, of }: { readonly changes: readonly Change[]; readonly of: Described }) {
  const { told } = useTold()
  const shown = changes.filter(({ from, to }) => from !== undefined || to !== undefined)
  if (shown.length === 0) return null
  const list = (some: readonly Change[]) => (
    <ul>
      {some.map(({ field, label, from, to }) => (
        <li key={field}>
          {told(label)}: <Values from={from} to={to} of={fieldOf(of, field)} />
        </li>
      ))}
    </ul>
  )
  if (shown.length <= shownAtOnce) return list(shown)
  return (
    <details>
      <summary>
        <FormattedMessage id="paper.changes" values={{ count: shown.length }} />
      </summary>
      {list(shown)}
    </details>
  )
}

interface Changed extends Pick<Change, 'from' | 'to'> {
  /** Undefined where it is no field that the description has. */
  readonly of: FieldPage | undefined
}

function Values({ from, to, of }: Changed) {
  const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === ''
  return (
    <>
      {isEmpty(from) ? null : (
        <>
          <del>
            <Said of={of} value={from} />
          </del>{' '}
          →{' '}
        </>
      )}
      {isEmpty(to) ? (
        '–'
      ) : (
        <ins>
          <Said of={of} value={to} />
        </ins>
      )}
    </>
  )
}

/** A value as its field shows it; what it links to by its code, and what nobody knows as text. */
function Said({ of, value }: { readonly of: FieldPage | undefined; readonly value: unknown }) {
  const { told } = useTold()
  if (of?.name === 'state') return told(String(value))
  if (of !== undefined && of.link === null) return <Value of={of} value={value} />
  return <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>
}

/** The field of a change: "lines[2].quantity" is the quantity of the lines. */
function fieldOf({ head, fields }: Described, field: string): FieldPage | undefined {
  const { name, inner } = placeOf(field)
  const found = [...fields, ...head].find((one) => one.name === name)
  if (found === undefined || !isRows(found)) return found
  return found.rows.find((one) => one.name === inner)
}
