/** x */
export function SettingsPage() {
  return null
}
