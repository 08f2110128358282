/** A list of papers or rows: filtered, sorted, worked on from the keyboard. */
export function ListPage() {
  return null
}
