/** x */
export function InboxPage() {
  return null
}
