/** A chart whose points open the figures behind them; the same stands below it as a table. */
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useId, useMemo, useRef } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { Explained } from '#web/report/explained.tsx'
import { whyText, withWhy } from '#web/report/meant.ts'
import { useSearchGo, useSearchTexts, useTongue } from '#web/report/place.ts'
import { useWriting } from '#web/report/cells.tsx'
import type { Explainable } from '#web/report/table.ts'
import '#web/charts/chart.css'

export interface Point {
  readonly label: string
  /** Its exact figure, as plain text. */
  readonly plain: string
  /** What explains it, where something does. */
  readonly meant: Explainable | null
}

export function Chart(props: {
  readonly title: string
  readonly form: 'bars' | 'line'
  readonly points: readonly Point[]
  readonly children?: ReactNode
}) {
  const { title, form, points, children } = props
  const place = useRef<HTMLDivElement>(null)
  const heading = useId()
  useDrawing(place, form, points)
  return (
    <figure className="chart" aria-labelledby={heading}>
      <figcaption id={heading}>{title}</figcaption>
      <div className="chart-place" ref={place} aria-hidden="true" />
      <details>
        <summary>
          <FormattedMessage id="chart.table" />
        </summary>
        <PointTable title={title} points={points} />
      </details>
      {children}
    </figure>
  )
}

function PointTable({
  title,
  points,
}: {
  readonly title: string
  readonly points: readonly Point[]
}) {
  const { figure } = useWriting()
  return (
    <table>
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <FormattedMessage id="chart.what" />
          </th>
          <th scope="col" className="figure">
            <FormattedMessage id="chart.amount" />
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ label, plain, meant }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="figure">
              {meant === null ? (
                figure(plain)
              ) : (
                <Explained meant={meant}>{figure(plain)}</Explained>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Draws what the points say, and again where they, the colours or the language change. */
function useDrawing(
  place: React.RefObject<HTMLDivElement | null>,
  form: 'bars' | 'line',
  points: readonly Point[],
): void {
  const look = useComputedColorScheme('light')
  const { tongue } = useTongue()
  const { figure } = useWriting()
  const search = useSearchTexts()
  const go = useSearchGo()
  const latest = useRef<Latest>({ points, open: () => {} })
  latest.current = {
    points,
    open: (at) => {
      const meant = points[at]?.meant ?? null
      if (meant !== null) go(withWhy(search, whyText(meant)))
    },
  }
  const texts = points.map(({ label, plain }) => `${label} ${figure(plain)}`).join('\n')
  const scale = useMemo(() => {
    const short = new Intl.NumberFormat(tongue, { notation: 'compact' })
    return (height: number) => short.format(height)
  }, [tongue])
  useEffect(() => {
    let remove: (() => void) | null = null
    let isGone = false
    const begin = async (): Promise<void> => {
      const { draw } = await import('#web/charts/draw.ts')
      if (isGone || place.current === null) return
      const shown = latest.current.points
      remove = draw(place.current, {
        form,
        labels: shown.map(({ label }) => label),
        heights: shown.map(({ plain }) => Number(plain)),
        texts: shown.map(({ plain }) => figure(plain)),
        scale,
        colors: colorsOf(place.current),
        isRightToLeft: document.documentElement.dir === 'rtl',
        open: (at) => latest.current.open(at),
      })
    }
    void begin()
    return () => {
      isGone = true
      remove?.()
    }
    // What is written of the points stands for them: they are made anew with each look.
  }, [place, form, texts, scale, look])
}

interface Latest {
  readonly points: readonly Point[]
  readonly open: (at: number) => void
}

function colorsOf(place: HTMLElement) {
  const style = getComputedStyle(place)
  const of = (name: string): string => style.getPropertyValue(name).trim()
  return {
    accent: of('--accent'),
    ink: of('--ink-2'),
    line: of('--line'),
    ground: of('--ground'),
  }
}
