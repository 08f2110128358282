/** x */
export function PaperPage() {
  return null
}
