/** A small line of a figure's past, without axes: its text says from what to what it went. */

export function Spark(props: {
  /** Exact texts, the oldest first; floats serve the drawing alone. */
  readonly past: readonly string[]
  readonly label: string
}) {
  const { past, label } = props
  if (past.length < 2) return null
  const heights = past.map(Number)
  const [low, high] = [Math.min(0, ...heights), Math.max(0, ...heights)]
  const span = high - low || 1
  const at = (height: number, place: number): string => {
    const x = (place / (heights.length - 1)) * 116 + 2
    const y = 26 - ((height - low) / span) * 24
    return `${x.toFixed(1)},${y.toFixed(1)}`
  }
  const points = heights.map(at)
  const [x, y] = (points.at(-1) ?? '0,0').split(',')
  return (
    <svg className="spark" viewBox="0 0 120 28" role="img" aria-label={label}>
      <polyline points={points.join(' ')} />
      <circle cx={x} cy={y} r="2.5" />
    </svg>
  )
}
