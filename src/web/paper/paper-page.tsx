/** One paper or row: what it says, what comes next, and what happened to it. */
export function PaperPage() {
  return null
}
