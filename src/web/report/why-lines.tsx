/** The lines behind a figure, each with its share; the sum below is the figure. */
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { FormattedMessage } from 'react-intl'
import { isZero, useColumnLabel, useWriting } from '#web/report/cells.tsx'
import { rove, useRoving } from '#web/report/explained.tsx'
import { meantOf, meantText, withWhy } from '#web/report/meant.ts'
import { useSearchTexts } from '#web/report/place.ts'
import { sumOf } from '#web/report/table.ts'
import type { Row, Texts } from '#web/report/table.ts'
import { useTold } from '#web/words/told.ts'

export function WhyLines(props: {
  readonly company: string
  readonly rows: readonly Row[]
  /** Those that are not drawn yet; their sum is. */
  readonly rest: readonly Row[]
  /** Of all of them; null while it is not known. */
  readonly sum: string | null
}) {
  const { rows, rest, sum } = props
  const { figure } = useWriting()
  const frame = useRef<HTMLDivElement>(null)
  useRoving(frame)
  return (
    <div className="why-lines" ref={frame} onKeyDown={rove}>
      <table>
        <Head />
        <tbody>
          {rows.map((row, at) => (
            <Line key={at} row={row} />
          ))}
          {rest.length === 0 ? null : (
            <tr className="muted">
              <td />
              <td>
                <FormattedMessage id="why.rest" values={{ count: rest.length }} />
              </td>
              <td className="figure">{figure(sumOf(rest.map((row) => row['figure'] ?? null)))}</td>
            </tr>
          )}
        </tbody>
        {sum === null ? null : (
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                <FormattedMessage id="why.sum" values={{ count: rows.length + rest.length }} />
              </th>
              <td className="figure" data-sum={sum}>
                {figure(sum)}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function Head() {
  const labelOf = useColumnLabel('')
  return (
    <thead>
      <tr>
        <th scope="col">{labelOf('posted_on')}</th>
        <th scope="col">{labelOf('reason')}</th>
        <th scope="col" className="figure">
          {labelOf('figure')}
        </th>
      </tr>
    </thead>
  )
}

function Line({ row }: { readonly row: Row }) {
  const { figure, day } = useWriting()
  const { told } = useTold()
  const search = useSearchTexts()
  const share = row['figure'] ?? null
  const on = row['posted_on'] ?? null
  const { item = null, quantity = null } = row
  const goods =
    item === null || quantity === null || isZero(quantity)
      ? item
      : `${figure(quantity)} ${String(item)}`
  const about = [
    ...['account', 'party', 'subject'].map((name) => row[name] ?? null),
    goods,
    ...['text', 'department'].map((name) => row[name] ?? null),
  ].filter((one) => one !== null && one !== '')
  const reason = String(row['reason'] ?? '')
  const next = nextOf(row, search)
  return (
    <tr>
      <td className="why-day">{on === null ? null : day(String(on))}</td>
      <td>
        {next === null ? (
          told(reason)
        ) : (
          <Link
            to="."
            search={next}
            resetScroll={false}
            preload={false}
            className="quiet"
            data-roving=""
            tabIndex={-1}
          >
            {told(reason)}
          </Link>
        )}
        <span className="why-about">{about.map(String).join(' · ')}</span>
      </td>
      <td className={isZero(share) ? 'figure muted' : 'figure'}>
        {share === null ? <FormattedMessage id="report.notShown" /> : figure(share)}
      </td>
    </tr>
  )
}

/** What a line leads to: its entry, or of a change the figure that it is; null where nothing. */
function nextOf(row: Row, search: Texts): Texts | null {
  const why = search['why'] ?? ''
  const entry = row['entry'] ?? null
  if (entry !== null) return withWhy(search, why, `entry:${String(entry)}`)
  const meant = meantOf(why)
  const figure = row['part'] ?? null
  if (meant === null || figure === null) return null
  return withWhy(search, meantText({ ...meant, figure: String(figure) }))
}
