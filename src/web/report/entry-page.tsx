/** An entry of the books with its lines and where it came from. */
export function EntryPage() {
  return null
}
