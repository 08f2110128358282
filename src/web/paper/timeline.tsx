/** What happened, the newest first: who, when, and what was before and is now. */
import { FormattedMessage } from 'react-intl'
import { useHabits } from '#web/controls/habits.ts'
import { writtenMoment } from '#web/controls/moments.ts'
import { useHappened } from '#web/paper/happened.ts'
import type { Change, Happening } from '#web/paper/happened.ts'
import { useTold } from '#web/words/told.ts'

/** So many changes of one act are shown before one asks for the rest. */
const shownAtOnce = 6

export function Timeline({ path }: { readonly path: string }) {
  const { happenings, more } = useHappened(path)
  const { language } = useHabits()
  return (
    <section>
      <h2>
        <FormattedMessage id="paper.timeline" />
      </h2>
      <ol className="timeline">
        {happenings.map((one) => (
          <li key={`${one.what} ${one.version} ${one.at} ${one.comment ?? one.attachment ?? ''}`}>
            <p>
              <strong>
                <bdi>{one.name}</bdi>
              </strong>{' '}
              <What one={one} />
            </p>
            <time dateTime={one.at} className="muted">
              {writtenMoment(one.at, language)}
            </time>
            {one.what === 'comment' ? <Said text={one.text ?? null} /> : null}
            {one.changes === undefined ? null : <Changes changes={one.changes} />}
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
  const { toldVerb } = useTold()
  if (one.what === 'act') return <span>{toldVerb(one.verb ?? '')}</span>
  return (
    <FormattedMessage id={`paper.happened.${one.what}`} values={{ file: one.fileName ?? '' }} />
  )
}

function Said({ text }: { readonly text: string | null }) {
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

function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const { told } = useTold()
  const shown = changes.filter(({ from, to }) => from !== undefined || to !== undefined)
  if (shown.length === 0) return null
  const list = (some: readonly Change[]) => (
    <ul>
      {some.map(({ field, label, from, to }) => (
        <li key={field}>
          {told(label)}: <Values from={from} to={to} />
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

function Values({ from, to }: Pick<Change, 'from' | 'to'>) {
  const old = textOf(from)
  const now = textOf(to)
  return (
    <>
      {old === '' ? null : (
        <>
          <del>{old}</del> →{' '}
        </>
      )}
      {now === '' ? '–' : <ins>{now}</ins>}
    </>
  )
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
