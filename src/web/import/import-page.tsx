/** A file on its way into the books: its columns, what is wrong, and what it would do. */
export function ImportPage() {
  return null
}
