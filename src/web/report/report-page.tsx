/** A report as one would hand it to an owner; each figure opens what is behind it. */
export function ReportPage() {
  return null
}
