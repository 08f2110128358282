/** Draws columns and lines with the library of charts, which is fetched when one is first shown. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer])

export interface Picture {
  readonly form: 'bars' | 'line'
  readonly labels: readonly string[]
  /** For drawing alone: what is told of a point is its text. */
  readonly heights: readonly number[]
  readonly texts: readonly string[]
  /** Short texts of the scale at the side. */
  readonly scale: (height: number) => string
  readonly colors: Readonly<Record<'accent' | 'ink' | 'line' | 'ground', string>>
  readonly isRightToLeft: boolean
  /** Calls back with the place of the point that was meant. */
  readonly open: (place: number) => void
}

/** Draws into an element; answers how to take it away. */
export function draw(place: HTMLElement, picture: Picture): () => void {
  const chart = init(place, null, { renderer: 'svg' })
  chart.setOption(optionOf(picture))
  chart.on('click', ({ dataIndex }) => picture.open(dataIndex))
  const fitting = new ResizeObserver(() => chart.resize())
  fitting.observe(place)
  return () => {
    fitting.disconnect()
    chart.dispose()
  }
}

function optionOf({ form, labels, heights, texts, scale, colors, isRightToLeft }: Picture) {
  const { accent, ink, line, ground } = colors
  const told = { color: ink, fontSize: 12 }
  const series =
    form === 'bars'
      ? { type: 'bar' as const, barMaxWidth: 36, itemStyle: { color: accent } }
      : { type: 'line' as const, symbolSize: 9, lineStyle: { color: accent, width: 2 } }
  return {
    animation: false,
    grid: { left: 8, right: 8, top: 12, bottom: 8, outerBoundsMode: 'same' as const },
    tooltip: {
      trigger: 'item' as const,
      backgroundColor: ground,
      borderColor: line,
      textStyle: { color: ink, fontSize: 13 },
      formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
        escaped(`${labels[dataIndex] ?? ''}: ${texts[dataIndex] ?? ''}`),
    },
    xAxis: {
      type: 'category' as const,
      data: [...labels],
      inverse: isRightToLeft,
      axisLabel: { ...told, ...labelling(labels.length) },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
    },
    yAxis: {
      type: 'value' as const,
      position: isRightToLeft ? ('right' as const) : ('left' as const),
      splitNumber: 3,
      axisLabel: { ...told, formatter: scale },
      splitLine: { lineStyle: { color: line } },
    },
    series: [{ ...series, color: accent, data: [...heights] }],
  }
}

/** Few points are all named, in two lines where it must be; of many some. */
function labelling(count: number) {
  return count > 6
    ? { hideOverlap: true }
    : { interval: 0, width: 58, overflow: 'break' as const, lineHeight: 14 }
}

/** The library shows what it is given as HTML. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
