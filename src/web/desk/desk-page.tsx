/** The desk of a department: what waits, what is late, and its figures. */
export function DeskPage() {
  return null
}
