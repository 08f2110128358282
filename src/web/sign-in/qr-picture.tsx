/** A QR code as a picture: dark on light in every look, as readers expect it. */
import { qrCode } from '#web/sign-in/qr.ts'

/** So many light modules stand around it, by the standard. */
const quiet = 4

export function QrPicture({ text, name }: { readonly text: string; readonly name: string }) {
  const rows = qrCode(text)
  if (rows === null) return null
  const size = rows.length + 2 * quiet
  const path = rows
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => (isDark ? `M${x + quiet} ${y + quiet}h1v1h-1z` : [])),
    )
    .join('')
  return (
    <svg
      className="qr"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path fill="#ffffff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000000" d={path} />
    </svg>
  )
}
