/** x */
export function ReportPage() {
  return null
}
