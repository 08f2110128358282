/** x */
export function EntryPage() {
  return null
}
