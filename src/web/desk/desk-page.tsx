/** x */
export function DeskPage() {
  return null
}
