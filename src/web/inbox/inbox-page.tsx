/** What waits for a decision of the one who is signed in. */
export function InboxPage() {
  return null
}
