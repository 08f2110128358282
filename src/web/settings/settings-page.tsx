/** What an organization sets for itself: people, roles, approvals, own fields, companies. */
export function SettingsPage() {
  return null
}
