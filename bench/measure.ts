/** What a measurement is, and the middle of several. */

/** One line of the table: what was asked, what three runs gave, and whether that is enough. */
export interface Figure {
  readonly what: string
  /** The three runs, as they were, in the figure's unit. */
  readonly runs: readonly number[]
  readonly unit: string
  /** The goal in words: "≥ 1.0 ×", "< 50 ms". */
  readonly goal: string
  /** What pgbench did just before each run, in transactions a second. */
  readonly beside: readonly number[]
  readonly reached: boolean
}

/** Three runs of something, each with what pgbench did just before it. */
export interface Rounds<Result> {
  readonly results: readonly Result[]
  readonly beside: readonly number[]
}

/** The middle of an odd number of runs. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** The value below which a share of all lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Milliseconds that some work takes. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The table of all figures, as Markdown. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const cells = [
      figure.what,
      figure.goal,
      `${written(median(figure.runs))} ${figure.unit}`,
      figure.runs.map(written).join(' · '),
      figure.beside.map(written).join(' · '),
      ratios(figure),
      figure.reached ? 'yes' : '**no**',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| what | goal | median | runs | pgbench beside (tps) | ratio | reached |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** The median of the ratios, run by run. */
export function ratio(runs: readonly number[], beside: readonly number[]): number {
  return median(runs.map((run, place) => run / (beside[place] ?? Number.NaN)))
}

/** A rate as a multiple of pgbench's; a time as what pgbench does in it; of the rest, nothing. */
function ratios({ runs, unit, beside }: Figure): string {
  if (unit.endsWith('/s')) return `${ratio(runs, beside).toFixed(2)} ×`
  const seconds = { ms: 0.001, s: 1 }[unit]
  if (seconds === undefined) return ''
  const done = median(runs.map((run, place) => run * seconds * (beside[place] ?? Number.NaN)))
  return `${written(done)} transactions`
}

function written(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB')
  return value.toFixed(value >= 10 ? 1 : 2)
}
